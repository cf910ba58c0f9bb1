export { jsonVersion, renderJson, toJson } from './json';
export type { JsonFinding, JsonMistake, JsonPosition, JsonRange, JsonReport, JsonStep } from './json';
export { collectReport, countBySeverity, openFindings, severities, suppressedCount } from './report';
export type { Report, ReportedFile, ReportedFinding, ReportedText, ReportSource, SkippedFile } from './report';
export { renderSarif, resultLimit, toSarif } from './sarif';
export { ansi, plain, renderText, summary } from './text';
export type { Paint, Style, TextOptions } from './text';
export { displayWidth, quoteName, visibleText, wrap } from './visible';
export { clausePlace, clauseQuote, counted, findingFact, findingMessage, findingRemedy, stepSentence } from './wording';
