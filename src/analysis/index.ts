export type { Finding, FlowStep } from './finding';
export { Evaluator } from './evaluate';
export { judgeSource } from './judge';
export { RuleBook } from './rule-book';
export type { Importer, Links } from './links';
export { Source } from './program';
export { describeValue } from './describe';
