export type {
  AbsenceCheck, Category, Check, Clause, ClauseId, CodeCheck, Confidence, FlowCheck, HostClass, Kind, KindId, Kinds, Mistake, Modality, NameMatch,
  NamePatterns, PackFile, Party, Policy, PolicyDocument, Rule, RuleId, Secrets, Setting, Severity, ShapeCheck, ShapeForm, ValueTest,
} from './types';
export { categories } from './categories';
export { readClauses } from './clauses';
export type { ClausesReading } from './clauses';
export { Entry } from './entry';
export type { EntryPath, Report } from './entry';
export { createKinds } from './kinds';
export { readPolicy } from './policy';
export { renderPolicyDocument } from './policy-document';
export { readRulePage } from './rule-page';
export type { Example, Mark, MarkType, PageHeading, RulePage } from './rule-page';
export { readRule, ruleId } from './rules';
export type { RuleReading, Vocabulary } from './rules';
export { createSecrets } from './secrets';
export { compileYaml, readYaml } from './yaml';
export type { YamlReading } from './yaml';
