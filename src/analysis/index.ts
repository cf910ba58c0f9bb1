export type { Finding, FlowStep } from './finding';
export { Evaluator } from './evaluate';
export { judgeSource, RuleBook } from './judge';
export { Source } from './program';
export { describeValue } from './describe';
