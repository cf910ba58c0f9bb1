/**
 * How do findings look on a terminal? Grouped by file, each with its line, the
 * way out, and a summary that also counts what was not examined.
 * Must not know whether the terminal has colours: the caller paints.
 */
import type { Finding } from '../analysis';
import type { Mistake } from '../policy';
import type { Range } from '../text';
import { excerpt, secretRanges } from './excerpt';
import { placeWords } from './place';
import { countBySeverity, openFindings, severities, suppressedCount } from './report';
import type { Report, ReportedFile } from './report';
import { displayWidth, visibleText, wrap } from './visible';
import { counted, findingFact, findingRemedy, stepSentence } from './wording';

export type Style = 'error' | 'warning' | 'info' | 'hint' | 'path' | 'quiet';
export type Paint = (style: Style, text: string) => string;

export const plain: Paint = (_style, text) => text;

/** SGR codes of the eight colours every terminal has. Severity stands in words too: nothing is told by colour alone. */
const codes: Readonly<Record<Style, string>> = { error: '31', warning: '33', info: '36', hint: '35', path: '1', quiet: '2' };
export const ansi: Paint = (style, text) => `\u001b[${codes[style]}m${text}\u001b[0m`;

export interface TextOptions {
  readonly paint: Paint;
  /** Columns; lines are wrapped to it except names that alone are longer. */
  readonly width: number;
}

/** How many skipped files are named; the rest are counted, and the JSON form has them all. */
const namedSkips = 20;
const severityColumn = 7;

export function renderText(report: Report, options: TextOptions): string {
  const blocks = report.files.map((file) => renderFile(report, file, options));
  return [...blocks.flat(), ...renderSkipped(report, options), ...wrap(summary(report), options.width), ''].join('\n');
}

/** One line: `3 findings (1 error, 2 warnings) in 12 files, 1 suppressed, 3 weak in tests, examples or tools not shown, 2 skipped (1 binary, 1 too large)`. */
export function summary(report: Report): string {
  const findings = openFindings(report);
  const bySeverity = countBySeverity(findings);
  const kinds = severities.map((severity) => [severity, bySeverity.get(severity) ?? 0] as const).filter(([, count]) => count > 0);
  const detail = kinds.length === 0 ? '' : ` (${kinds.map(([severity, count]) => counted(count, severity)).join(', ')})`;
  const suppressed = suppressedCount(report);
  const mistakes = report.files.reduce((sum, file) => sum + file.mistakes.length, 0);
  return [
    `${counted(findings.length, report.against === null ? 'finding' : 'new finding')}${detail} in ${counted(report.examined, 'file')}`,
    ...(report.against === null ? [] : [`${String(report.against.known)} known before`, ...(report.against.gone === 0 ? [] : [`${String(report.against.gone)} gone since`])]),
    ...(suppressed === 0 ? [] : [`${String(suppressed)} suppressed`]),
    ...(report.weakened === 0 ? [] : [`${String(report.weakened)} weak in tests, examples or tools not shown`]),
    ...(mistakes === 0 ? [] : [counted(mistakes, 'mistake')]),
    ...(report.skipped.length === 0 ? [] : [`${String(report.skipped.length)} skipped (${skipReasons(report)})`]),
    ...(report.openRequests === 0 ? [] : [`${counted(report.openRequests, 'request')} not checked against the API document (the address is made at run time)`]),
  ].join(', ');
}

/** Nothing for a file all of whose findings are suppressed. */
function renderFile(report: Report, file: ReportedFile, options: TextOptions): readonly string[] {
  const secrets = secretRanges(file, report.policy);
  const open = file.findings.filter((each) => each.suppression === null).map((each) => each.finding);
  const places = [...open, ...file.mistakes].map((each) => placeWords(file, each.range.start));
  const column = Math.max(0, ...places.map((place) => place.length));
  if (places.length === 0) return [];
  return [
    options.paint('path', visibleText(file.path)),
    ...open.flatMap((finding) => [...renderFinding(report, file, finding, secrets, column, options), '']),
    ...file.mistakes.flatMap((mistake) => [...renderMistake(file, mistake, column, options), '']),
  ];
}

function renderFinding(report: Report, file: ReportedFile, finding: Finding, secrets: readonly Range[], column: number, options: TextOptions): readonly string[] {
  const { paint, width } = options;
  const indent = ' '.repeat(column + 4);
  const code = excerpt(file, finding.range, secrets, width - indent.length - 2);
  const remedy = findingRemedy(finding, report.policy);
  return [
    ...renderHead(placeWords(file, finding.range.start), finding.severity, findingFact(finding, report.policy), `${finding.rule}  ${finding.clause}`, column, options),
    `${indent}${paint('quiet', '|')} ${code.code}`,
    `${indent}${paint('quiet', '|')} ${' '.repeat(code.offset)}${paint(finding.severity, '^'.repeat(code.length))}`,
    ...renderSource(report, file, finding, indent, options),
    ...renderWay(report, file, finding, indent, options),
    ...(remedy === null ? [] : hanging(indent, 'fix: ', remedy, width)),
  ];
}

/** Where the data of a flow comes from, if that is another line. */
function renderSource(report: Report, file: ReportedFile, finding: Finding, indent: string, options: TextOptions): readonly string[] {
  const source = finding.flow.find((step) => step.role === 'source');
  const text = source === undefined ? null : source.file === file.path ? file : report.textOf(source.file);
  if (source === undefined || text === null) return [];
  const elsewhere = source.file !== file.path;
  if (!elsewhere && text.lines.positionAt(source.range.start).line === text.lines.positionAt(finding.range.start).line) return [];
  const place = placeWords(text, source.range.start);
  return hanging(indent, 'from: ', `${visibleText(source.name)} at ${elsewhere ? `${visibleText(source.file)}:` : ''}${place}`, options.width);
}

/** Where a flow goes on in other files, each step with its sentence. */
function renderWay(report: Report, file: ReportedFile, finding: Finding, indent: string, options: TextOptions): readonly string[] {
  const steps = finding.flow.flatMap((step) => {
    const text = step.file === file.path || step.role === 'source' ? null : report.textOf(step.file);
    return text === null ? [] : [`${visibleText(step.file)}:${placeWords(text, step.range.start)} ${stepSentence(step)}`];
  });
  return steps.flatMap((step, i) => hanging(indent, i === 0 ? 'then: ' : '      ', step, options.width));
}

function renderMistake(file: ReportedFile, mistake: Mistake, column: number, options: TextOptions): readonly string[] {
  return renderHead(placeWords(file, mistake.range.start), mistake.severity, visibleText(mistake.message), '', column, options);
}

/** `  12:8  error    message  tail`; the tail moves to a line of its own where it does not fit. */
function renderHead(place: string, severity: Finding['severity'], message: string, tail: string, column: number, options: TextOptions): readonly string[] {
  const { paint, width } = options;
  const indent = ' '.repeat(column + severityColumn + 6);
  const lines = [...wrap(message, width - indent.length)];
  const last = lines.at(-1) ?? '';
  const fits = tail === '' || indent.length + displayWidth(last) + 2 + tail.length <= width;
  const first = `  ${place.padEnd(column)}  ${paint(severity, severity.padEnd(severityColumn))}  `;
  const painted = tail === '' ? '' : paint('quiet', tail);
  const body = fits ? [...lines.slice(0, -1), tail === '' ? last : `${last}  ${painted}`] : [...lines, painted];
  return body.map((line, index) => (index === 0 ? first : indent) + line);
}

function hanging(indent: string, label: string, text: string, width: number): readonly string[] {
  return wrap(text, width - indent.length - label.length).map((line, index) => indent + (index === 0 ? label : ' '.repeat(label.length)) + line);
}

function renderSkipped(report: Report, options: TextOptions): readonly string[] {
  if (report.skipped.length === 0) return [];
  const shown = report.skipped.slice(0, namedSkips);
  const more = report.skipped.length - shown.length;
  return [
    'Not examined:',
    ...shown.flatMap((each) => hanging('  ', '', `${visibleText(each.file)}: ${visibleText(each.detail)}`, options.width)),
    ...(more === 0 ? [] : [`  and ${String(more)} more; --format json names them all`]),
    '',
  ];
}

/** `1 binary, 2 too large`, most frequent first. */
function skipReasons(report: Report): string {
  const counts = new Map<string, number>();
  for (const { reason } of report.skipped) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([reason, count]) => `${String(count)} ${reason.replace(/-/g, ' ')}`)
    .join(', ');
}
