/**
 * How do findings reach code scanning? As SARIF 2.1.0, within the limits of
 * GitHub's upload (25,000 results a run, 10,000 locations a flow).
 * Must not hold source text (it may be a credential), times or machine paths:
 * equal input gives equal bytes.
 */
import type { Invocation, Location, Log, Notification, PhysicalLocation, Region, Result, ThreadFlowLocation } from 'sarif';
import type { FlowStep } from '../analysis';
import type { Range } from '../text';
import { positionOf } from './place';
import { severities } from './report';
import type { Report, ReportedFile, ReportedFinding, ReportedText, SkippedFile } from './report';
import { clauseReference, toLevel, toRule, toTaxonomies } from './sarif-rules';
import type { ClauseIndex } from './sarif-rules';
import { visibleText } from './visible';
import { findingMessage, stepSentence } from './wording';

export const resultLimit = 25_000;
const flowLimit = 10_000;

const schema = 'https://json.schemastore.org/sarif-2.1.0.json';

export function renderSarif(report: Report): string {
  return `${JSON.stringify(toSarif(report), null, 2)}\n`;
}

export function toSarif(report: Report): Log {
  const { policy } = report;
  const taxonomies = toTaxonomies(policy);
  const rules = [...policy.rules.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const ruleIndex = new Map(rules.map((rule, index) => [rule.id, index]));
  const all = report.files.flatMap((file) => file.findings.map((reported) => ({ file, reported })));
  const kept = gravest(all);
  return {
    $schema: schema,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: report.tool.name,
            version: report.tool.version,
            semanticVersion: report.tool.version,
            organization: 'Caley',
            shortDescription: { text: 'Holds integrations against the Developer Policy and the Acceptable Use Policy of Caley.' },
            supportedTaxonomies: taxonomies.components.map(({ name }, index) => ({ name, index })),
            rules: rules.map((rule) => toRule(rule, policy, taxonomies.index)),
            notifications: [
              { id: 'skipped-file', shortDescription: { text: 'A file was not, or not fully, examined.' } },
              { id: 'mistake', shortDescription: { text: 'A suppression or a configuration file has a mistake.' } },
              { id: 'result-limit', shortDescription: { text: 'There are more findings than one run may hold.' } },
            ],
          },
        },
        automationDetails: { id: 'caley/' },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The folder that the check was run in.' } } },
        invocations: [toInvocation(report, all.length - kept.length)],
        taxonomies: taxonomies.components,
        results: kept.map(({ file, reported }) => toResult(report, file, reported, ruleIndex.get(reported.finding.rule), taxonomies.index)),
      },
    ],
  };
}

interface Placed {
  readonly file: ReportedFile;
  readonly reported: ReportedFinding;
}

/** Within the limit, the gravest; in the order of the report. */
function gravest(all: readonly Placed[]): readonly Placed[] {
  if (all.length <= resultLimit) return all;
  const weigh = ({ reported }: Placed): number => severities.indexOf(reported.finding.severity) + (reported.suppression === null ? 0 : severities.length);
  const kept = new Set([...all].sort((a, b) => weigh(a) - weigh(b)).slice(0, resultLimit));
  return all.filter((each) => kept.has(each));
}

function toResult(report: Report, file: ReportedFile, { finding, suppression }: ReportedFinding, ruleIndex: number | undefined, clauses: ClauseIndex): Result {
  const clause = clauseReference(finding.clause, clauses);
  const flow = finding.flow.length <= flowLimit ? finding.flow : [...finding.flow.slice(0, flowLimit - 1), ...finding.flow.slice(-1)];
  const steps = flow.flatMap((step) => toStep(report, file, step));
  return {
    ruleId: finding.rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: toLevel(finding.severity),
    message: { text: literal(findingMessage(finding, report.policy)) },
    locations: [{ physicalLocation: toPhysical(file.path, file, finding.range), logicalLocations: [{ fullyQualifiedName: finding.function, kind: 'function' }] }],
    partialFingerprints: { 'caleyIdentity/v1': finding.identity },
    ...(report.against === null ? {} : { baselineState: 'new' }),
    ...(steps.length === 0 ? {} : { codeFlows: [{ threadFlows: [{ locations: steps }] }] }),
    ...(clause === null ? {} : { taxa: [clause] }),
    suppressions:
      suppression === null
        ? []
        : [
            {
              kind: suppression.accepted === undefined ? 'inSource' : 'external',
              status: 'accepted',
              justification: suppression.reason,
              ...placeOf(report, file, suppression),
              ...propertiesOf(suppression),
            },
          ],
    properties: {
      clause: finding.clause,
      severity: finding.severity,
      confidence: finding.confidence,
      dataKinds: [...finding.kinds],
      ...(finding.party === null ? {} : { party: finding.party }),
    },
  };
}

/** Where a finding is accepted: in its own file, or in a caley.yaml. */
function placeOf(report: Report, file: ReportedFile, { range, accepted }: NonNullable<ReportedFinding['suppression']>): { readonly location?: Location } {
  const text = accepted === undefined || accepted.file === file.path ? file : report.textOf(accepted.file);
  return text === null ? {} : { location: { physicalLocation: toPhysical(accepted?.file ?? file.path, text, range) } };
}

function propertiesOf({ until, accepted }: NonNullable<ReportedFinding['suppression']>): { readonly properties?: Record<string, string> } {
  const properties = { ...(until === null ? {} : { until }), ...(accepted?.by === null || accepted === undefined ? {} : { by: accepted.by }) };
  return Object.keys(properties).length === 0 ? {} : { properties };
}

function toStep(report: Report, file: ReportedFile, step: FlowStep): readonly ThreadFlowLocation[] {
  const text = step.file === file.path ? file : report.textOf(step.file);
  if (text === null) return [];
  const location: Location = { physicalLocation: toPhysical(step.file, text, step.range), message: { text: literal(stepSentence(step)) } };
  return [{ location, importance: step.role === 'source' || step.role === 'sink' ? 'essential' : 'important' }];
}

function toInvocation(report: Report, dropped: number): Invocation {
  const mistakes = report.files.flatMap((file) =>
    file.mistakes.map((mistake): Notification => ({
      descriptor: { id: 'mistake' },
      level: mistake.severity,
      message: { text: literal(visibleText(mistake.message)) },
      locations: [{ physicalLocation: toPhysical(file.path, file, mistake.range) }],
    })),
  );
  const limit: Notification = {
    descriptor: { id: 'result-limit' },
    level: 'warning',
    message: { text: `${String(dropped)} findings of the lowest severity are left out: a run holds at most ${String(resultLimit)}.` },
  };
  return {
    executionSuccessful: true,
    toolConfigurationNotifications: mistakes,
    toolExecutionNotifications: [...report.skipped.map(toNotification), ...(dropped === 0 ? [] : [limit])],
    properties: { filesExamined: report.examined, openRequests: report.openRequests },
  };
}

function toNotification(skipped: SkippedFile): Notification {
  return {
    descriptor: { id: 'skipped-file' },
    level: skipped.reason === 'ignored' ? 'note' : 'warning',
    message: { text: literal(`Not examined (${skipped.reason}): ${visibleText(skipped.detail)}`) },
    locations: [{ physicalLocation: { artifactLocation: { uri: toUri(skipped.file), uriBaseId: '%SRCROOT%' } } }],
    properties: { reason: skipped.reason },
  };
}

function toPhysical(file: string, text: ReportedText, range: Range): PhysicalLocation {
  return { artifactLocation: { uri: toUri(file), uriBaseId: '%SRCROOT%' }, region: toRegion(text, range) };
}

/** One-based; the end column is the first that does not belong to the region. Characters are counted where the text is all of the file. */
function toRegion(text: ReportedText, range: Range): Region {
  const start = positionOf(text, range.start);
  const end = positionOf(text, range.end);
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
    ...(text.origin === undefined ? { charOffset: range.start, charLength: range.end - range.start } : {}),
  };
}

/** A relative reference: each segment percent-encoded. A name that is no valid Unicode has no URI; its broken parts become U+FFFD. */
export function toUri(file: string): string {
  return file
    .split('/')
    .map((segment) => encodeURIComponent(segment.replace(/\p{Cs}/gu, '\ufffd')))
    .join('/');
}

/** Keeps SARIF from reading links `[a](b)` and placeholders `{0}` into a user's own code. */
function literal(text: string): string {
  return text.replace(/\[(?=[^\]]*\]\()/g, '\\[').replace(/\{(\d+)\}/g, '{{$1}}');
}
