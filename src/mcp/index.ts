export { toolSchemas } from './tools/all';
