export type {
  AbsenceCheck, Category, Check, Clause, ClauseId, CodeCheck, Confidence, FlowCheck, Kind, KindId, Kinds, Mistake, Modality, NameMatch,
  NamePatterns, PackFile, Party, Policy, PolicyDocument, Rule, RuleId, Secrets, Severity, ShapeCheck, ValueTest,
} from './types';
