export type { Finding, FlowStep } from './finding';
