/**
 * How do findings reach GitLab's vulnerability report? As its SAST report, schema 15.0.7. It knows nothing of suppressions, false positives aside: what
 * is suppressed is left out. Must not say when the check ran but for the day: equal input gives equal bytes.
 */
import type { Severity } from '../policy';
import { distinct } from './grouped';
import { toJson } from './json';
import type { JsonFinding } from './json';
import { plainMarkdown } from './markdown-text';
import type { Report } from './report';
import { summary } from './text';
import { visibleText } from './visible';
import { clauseSentence, ruleTitle } from './wording';

const schemaVersion = '15.0.7';

const severities: Readonly<Record<Severity, string>> = { error: 'High', warning: 'Medium', info: 'Low', hint: 'Info' };

/** Characters of a name and of a solution, as the schema has them. */
const nameLimit = 255;
const solutionLimit = 7_000;

/** `date` is the ISO date of the check: GitLab asks for times, and gets that day's beginning. */
export function renderGitlabSast(report: Report, date: string): string {
  const { findings, mistakes } = toJson(report);
  const once = distinct();
  const scanner = { id: 'caley-compliance', name: report.tool.name, version: report.tool.version, vendor: { name: 'Caley' } };
  const time = `${date}T00:00:00`;
  const sast = {
    version: schemaVersion,
    scan: {
      analyzer: scanner, scanner, type: 'sast', start_time: time, end_time: time, status: 'success',
      messages: [
        { level: 'info', value: summary(report) },
        ...mistakes.map(({ file, start, severity, message }) => ({ level: severity === 'error' ? 'fatal' : 'warn', value: visibleText(`${file}:${String(start.line)}: ${message}`) })),
      ],
    },
    vulnerabilities: findings.filter(({ suppression }) => suppression === null).map((finding) => toVulnerability(finding, once(finding.identity), report)),
  };
  return `${JSON.stringify(sast, null, 2)}\n`;
}

function toVulnerability(finding: JsonFinding, id: string, { policy }: Report): object {
  const { rule, clause, alsoClauses, severity, message, remedy, file, start, end } = finding;
  return {
    id,
    // The same for all findings of a rule: GitLab groups by it.
    name: ruleTitle(rule, policy).slice(0, nameLimit),
    // GitLab reads it as Markdown.
    description: plainMarkdown(`${message} ${clauseSentence(clause, policy)}`),
    severity: severities[severity],
    ...(remedy === null ? {} : { solution: remedy.slice(0, solutionLimit) }),
    identifiers: [
      { type: 'caley_rule', name: rule, value: rule },
      ...[clause, ...alsoClauses].map((of) => ({ type: 'caley_clause', name: of, value: of })),
    ],
    location: { file, start_line: start.line, end_line: end.line, method: finding.function },
  };
}
