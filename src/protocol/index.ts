export type {
  ActionData, CheckMethod, CheckParams, CheckSummary, ClauseMethod, ClauseParams, ClauseResult, DiagnosticData, DocumentPage, DocumentsMethod,
  RuleMethod, RuleParams, RuleResult, StatusMethod, StatusParams,
} from './requests';
export type { InitializationOptions, RuleSetting, Settings } from './settings';
