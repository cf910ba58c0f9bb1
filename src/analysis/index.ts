export type { Finding, FlowStep } from './finding';
export { Evaluator } from './evaluate';
export { judgeSource } from './judge';
export { RuleBook } from './rule-book';
export type { Home } from './cell';
export { maxReexports, sitesOf } from './links';
export type { Importer, Links, Ties } from './links';
export { Source } from './source';
export { describeValue } from './describe';
