export type {
  AbsenceCheck, Category, Check, Clause, ClauseId, CodeCheck, Confidence, FlowCheck, Kind, KindId, Kinds, Mistake, Modality, NameMatch,
  NamePatterns, PackFile, Party, Policy, PolicyDocument, Rule, RuleId, Secrets, Severity, ShapeCheck, ValueTest,
} from './types';
export { compileYaml, readYaml } from './yaml';
export type { YamlReading } from './yaml';
export { Entry } from './entry';
export type { EntryPath, Report } from './entry';
export { createKinds } from './kinds';
