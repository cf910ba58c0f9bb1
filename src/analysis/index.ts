export type { Finding, FlowStep } from './finding';
export { Evaluator } from './evaluate';
export { judgeSource } from './judge';
export { RuleBook } from './rule-book';
export type { Home } from './cell';
export type { Importer, Links } from './links';
export { Source } from './source';
export { describeValue } from './describe';
