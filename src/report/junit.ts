/**
 * How does CI that knows tests alone (Jenkins, Azure Pipelines, GitLab) show findings? As JUnit's XML: one suite, a test case for each rule and file.
 * A case keeps its name while findings come and go, so that what is new shows. Valid by the schema of Jenkins' xUnit plugin.
 * Must not hold times: equal input gives equal bytes.
 */
import type { Policy, Severity } from '../policy';
import { groupedBy } from './grouped';
import { toJson } from './json';
import type { JsonFinding, JsonMistake } from './json';
import { reaches, severities } from './report';
import type { Report } from './report';
import { summary } from './text';
import { clauseSentence, counted, excuseWords } from './wording';
import { escapeXml } from './xml-text';

interface Case {
  /** Jenkins makes packages and classes of it at the dots. */
  readonly classname: string;
  readonly name: string;
  readonly outcome: 'passed' | 'failure' | 'error' | 'skipped';
  readonly type: string;
  readonly message: string;
  readonly lines: readonly string[];
}

/** A case fails where a finding in it reaches the threshold, as the check itself does; null: none fails. */
export function renderJunit(report: Report, threshold: Severity | null): string {
  const { findings, mistakes } = toJson(report);
  // A suite without a case fails where somebody looks for results.
  const examined: Case = { classname: 'caley', name: 'files are examined', outcome: 'passed', type: '', message: '', lines: [summary(report)] };
  const cases = [
    examined,
    ...[...groupedBy(findings, ({ rule, file }) => `${rule} ${file}`).values()].map((of) => toCase(of, report.policy, threshold)),
    ...[...groupedBy(mistakes, ({ file }) => file).values()].map(ofMistakes),
  ];
  const count = (outcome: Case['outcome']): string => String(cases.filter((one) => one.outcome === outcome).length);
  const counts = `tests="${String(cases.length)}" failures="${count('failure')}" errors="${count('error')}"`;
  const name = escapeXml(report.tool.name);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>', `<testsuites name="${name}" ${counts}>`, `<testsuite name="${name}" ${counts} skipped="${count('skipped')}">`,
    `<properties><property name="version" value="${escapeXml(report.tool.version)}"/></properties>`, ...cases.map(renderCase), '</testsuite>', '</testsuites>', '',
  ].join('\n');
}

function toCase(findings: readonly [JsonFinding, ...JsonFinding[]], policy: Policy, threshold: Severity | null): Case {
  const [{ rule, file }] = findings;
  const open = findings.filter(({ suppression }) => suppression === null);
  const [gravest] = [...open].sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
  const named = { classname: `caley.${rule.replaceAll('/', '.')}`, name: file };
  if (gravest === undefined) return { ...named, outcome: 'skipped', type: 'suppressed', message: findings.map(excuseWords).join('; '), lines: [] };
  return {
    ...named, outcome: reaches(gravest.severity, threshold) ? 'failure' : 'passed', type: gravest.severity,
    message: `${open.length === 1 ? gravest.message : `${counted(open.length, 'finding')}.`} ${clauseSentence(gravest.clause, policy)}`,
    lines: [...open.map((finding) => `${placeOf(finding)} ${finding.severity}: ${finding.message}`), ...(gravest.remedy === null ? [] : [`fix: ${gravest.remedy}`])],
  };
}

function ofMistakes(mistakes: readonly [JsonMistake, ...JsonMistake[]]): Case {
  const [{ file, message }] = mistakes;
  const isBroken = mistakes.some(({ severity }) => severity === 'error');
  return {
    classname: 'caley.configuration', name: file, outcome: isBroken ? 'error' : 'passed', type: isBroken ? 'error' : 'warning', message: mistakes.length === 1 ? message : counted(mistakes.length, 'mistake'),
    lines: mistakes.map((mistake) => `${placeOf(mistake)} ${mistake.severity}: ${mistake.message}`),
  };
}

function renderCase({ classname, name, outcome, type, message, lines }: Case): string {
  const open = `<testcase name="${escapeXml(name)}" classname="${escapeXml(classname)}">`;
  const body = lines.map(escapeXml).join('\n');
  if (outcome === 'passed') return `${open}<system-out>${body}</system-out></testcase>`;
  return `${open}<${outcome} type="${type}" message="${escapeXml(message)}">${body}</${outcome}></testcase>`;
}

function placeOf({ file, start }: JsonFinding | JsonMistake): string {
  return `${file}:${String(start.line)}:${String(start.column)}`;
}
