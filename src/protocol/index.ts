export type {
  ActionData, CheckMethod, CheckParams, CheckSummary, ClauseMethod, ClauseParams, ClauseResult, DiagnosticData, DocumentPage, DocumentsMethod,
  PageMethod, PageParams, ProposeMethod, ProposeParams, ProposeResult, RuleMethod, RuleParams, RuleResult, StatusMethod, StatusParams,
} from './requests';
export type { ListMethod, ListParams, ListResult, ReadMethod, ReadParams, ReadResult, WriteMethod, WriteParams } from './remote';
export type { InitializationOptions, RuleSetting, Settings } from './settings';
export type {
  ApplicationMap, ChangedMethod, ClauseStand, ComplianceMethod, ComplianceResult, FindingsMethod, FindingsResult, FixAllMethod, FixAllParams, FixAllResult, FolderCompliance, MapPart, Named, ProofMethod, ProofParams, ProofResult, ShownFinding, ToolMethod, ToolParams, ToolResult, WirePlace, WireRange,
} from './views';
