export type {
  Around, CallRepair, Category, Check, Circumstances, Clause, ClauseId, Cleaner, CodeCheck, Confidence, DeclaredTest, FlowCheck, HostClass, Kind, KindId, Kinds, Mistake,
  Modality, NameMatch, NamePatterns, Pack, PackFile, Party, Placeholder, PlaceTest, Policy, PolicyDocument, RepairImport, Repairs, Rule, RuleId, Secrets, Setting,
  Severity, ShapeCheck, ShapeForm, ShellRepair, SuppressionCheck, Surroundings, ValueTest,
} from './types';
export { categories } from './categories';
export { readClauses } from './clauses';
export type { ClausesReading } from './clauses';
export { ApiDocument } from './api-document';
export type { Operation } from './api-document';
export { isDate } from './dates';
export type { DeclaredApi } from './declared-api';
export type { Declared } from './declaration-form';
export type { DeclarationCheck, DeclarationForm, DeclaredPath, TextTest } from './declaration-check';
export { declarationSchema } from './declaration-schema';
export { Said } from './declared-form';
export type { DeclarationVocabulary, JsonSchema } from './declared-form';
export { isNameOfFile, namesDeclaredIn } from './declared-names';
export type { DeclaredNames } from './declared-names';
export { declarationName, readDeclaration, unreadable } from './declaration';
export type { Declaration, DeclarationReading, DeclaredTrust } from './declaration';
export { disclosureOf } from './disclosure';
export type { DisclosedData, DisclosedRecipient, DisclosedStorage, Disclosure } from './disclosure';
export { Entry } from './entry';
export type { EntryPath, Report } from './entry';
export { extendPolicy, modelFilesOf, pathIn } from './extend';
export type { PolicyExtension } from './extend';
export { createKinds } from './kinds';
export type { NamedPath } from './named-path';
export { didYouMean } from './nearest';
export { readApiDocument } from './openapi';
export type { ApiReading } from './openapi';
export { segmentsIn } from './path-index';
export type { Segment } from './path-index';
export { Phrases, phrasesOf } from './phrases';
export { readPolicy, restorePolicy, storePolicy } from './policy';
export type { StoredPolicy } from './policy';
export { renderPolicyDocument } from './policy-document';
export { readRulePage } from './rule-page';
export type { Example, Mark, MarkType, PageHeading, RulePage } from './rule-page';
export { readRule, ruleId } from './rules';
export type { RuleReading, Vocabulary } from './rules';
export { createSecrets } from './secrets';
export { normalised, parseTrustPath } from './trust-path';
export type { TrustPath } from './trust-path';
export { parseUrl } from './url';
export { commentsIn, compileYaml, readUnfinishedYaml, readYaml } from './yaml';
export type { YamlReading } from './yaml';
