/**
 * How do findings become annotations of a pull request? As workflow commands of GitHub Actions, one a line, gravest first: GitHub shows ten of each kind for a
 * step. Suppressed findings are left out. Must not let a name end a property or begin a command.
 */
import type { Severity } from '../policy';
import { toJson } from './json';
import type { JsonFinding, JsonMistake, JsonRange } from './json';
import { severities } from './report';
import type { Report } from './report';
import { summary } from './text';
import { visibleText } from './visible';
import { clauseSentence, ruleTitle } from './wording';

type Command = 'error' | 'warning' | 'notice';

const commands: Readonly<Record<Severity, Command>> = { error: 'error', warning: 'warning', info: 'notice', hint: 'notice' };

/** https://docs.github.com/en/actions/reference/limits: annotations of one kind in a step. */
const shownOfKind = 10;

export function renderGithub(report: Report): string {
  const { policy } = report;
  const { findings, mistakes } = toJson(report);
  const annotations = [
    ...findings.filter(({ suppression }) => suppression === null).map((finding) => ({
      severity: finding.severity, place: finding, title: `${ruleTitle(finding.rule, policy)} (${finding.rule})`,
      message: [finding.message, clauseSentence(finding.clause, policy), ...(finding.remedy === null ? [] : [finding.remedy])].join(' '),
    })),
    ...mistakes.map((mistake) => ({ severity: mistake.severity, place: mistake, title: 'Mistake in what configures the check', message: visibleText(mistake.message) })),
  ].sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
  const counts = Object.values(commands).map((command) => annotations.filter(({ severity }) => commands[severity] === command).length);
  return [
    ...annotations.map(({ severity, place, title, message }) => renderCommand(commands[severity], place, title, message)),
    // No command, and of our own words alone.
    `${summary(report)}${counts.some((count) => count > shownOfKind) ? `; GitHub shows ${String(shownOfKind)} annotations of each kind` : ''}`, '',
  ].join('\n');
}

function renderCommand(command: Command, { file, start, end }: (JsonFinding | JsonMistake) & JsonRange, title: string, message: string): string {
  const properties: readonly (readonly [string, string])[] = [
    ['file', file], ['line', String(start.line)], ['endLine', String(end.line)],
    // Columns are for one line alone.
    ...(start.line === end.line ? [['col', String(start.column)] as const, ['endColumn', String(end.column)] as const] : []),
    ['title', title],
  ];
  return `::${command} ${properties.map(([name, value]) => `${name}=${escapeProperty(value)}`).join(',')}::${escapeData(message)}`;
}

/** As GitHub's toolkit does: packages/core/src/command.ts. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
