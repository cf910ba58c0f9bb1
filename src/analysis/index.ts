export type { Finding, FlowStep } from './finding';
export { Evaluator } from './evaluate';
export { judgeSource, RuleBook } from './judge';
export type { Importer, Links } from './links';
export { Source } from './program';
export { describeValue } from './describe';
