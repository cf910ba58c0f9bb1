/** Which program speaks? Name and version as package.json has them. */
import { displayName, version } from '../../package.json';

export const tool: { readonly name: string; readonly version: string } = { name: displayName, version };
