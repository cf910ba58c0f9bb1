/**
 * How do findings reach GitLab's merge requests? As its code quality report: an array of entries with a fingerprint by which it tells what is new.
 * It knows nothing of suppressions: what is suppressed is left out. Must not give two entries one fingerprint: GitLab would show one of them.
 */
import type { Severity } from '../policy';
import { fingerprint } from '../text';
import { distinct } from './grouped';
import { toJson } from './json';
import type { JsonFinding, JsonMistake, JsonRange } from './json';
import type { Report } from './report';
import { visibleText } from './visible';
import { clauseSentence } from './wording';

/** GitLab's words: info, minor, major, critical, blocker. */
const severities: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'major', info: 'minor', hint: 'info' };

interface Entry {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  /** `path` is relative to the repository where the check runs in its root. */
  readonly location: { readonly path: string; readonly lines: { readonly begin: number; readonly end: number } };
}

export function renderGitlab(report: Report): string {
  const { findings, mistakes } = toJson(report);
  const once = distinct();
  const entries = [
    ...findings.filter(({ suppression }) => suppression === null).map((finding): Entry => ({
      description: `${finding.message} ${clauseSentence(finding.clause, report.policy)}`, check_name: finding.rule, fingerprint: once(finding.identity), severity: severities[finding.severity], location: locationOf(finding),
    })),
    ...mistakes.map((mistake): Entry => ({
      description: visibleText(mistake.message), check_name: 'caley/configuration', fingerprint: once(fingerprint(`${mistake.file}\n${mistake.message}`)), severity: severities[mistake.severity], location: locationOf(mistake),
    })),
  ];
  return `${JSON.stringify(entries, null, 2)}\n`;
}

function locationOf({ file, start, end }: (JsonFinding | JsonMistake) & JsonRange): Entry['location'] {
  return { path: file, lines: { begin: start.line, end: end.line } };
}
