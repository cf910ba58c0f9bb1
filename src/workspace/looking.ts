/**
 * How is it to be looked at files, by the word of the caley.yaml that rules them: which rules, which files not, which findings are accepted? The nearest
 * file rules, and says all. Must not look for findings.
 */
import { rulingFolder, withIdentities } from '../analysis';
import type { Finding } from '../analysis';
import type { DeclarationReading, RuleId, Severity } from '../policy';
import { markOf, matchAccepted, traitsOf, traitsOfMark } from '../report';
import { compileFilePatterns, range } from '../text';
import type { LineIndex, Range } from '../text';
import { reasonless } from './suppressions';
import type { SuppressionMistake } from './suppressions';
import type { Suppression } from './types';

/** An entry of `accept`. Of what it names all must hold. */
export interface Acceptance {
  /** Of the entry in its list: what it is known by. */
  readonly index: number;
  readonly finding: string | null;
  readonly rule: RuleId | null;
  /** A file relative to the caley.yaml, or a pattern of several. */
  readonly path: string | null;
  /** A mark of the finding, as it was when it was accepted; only with all three of the above. */
  readonly knownBy: string | null;
  readonly reason: string;
  readonly by: string | null;
  readonly until: string | null;
  readonly range: Range;
  /** Of the day. */
  readonly untilRange: Range | null;
}

/** What one caley.yaml says. Plain data but for places, so that one can be held against another. */
export interface Looking {
  /** The caley.yaml, and its folder. */
  readonly path: string;
  readonly folder: string;
  readonly rules: readonly (readonly [RuleId, Severity | 'off'])[];
  readonly exclude: readonly string[];
  readonly accept: readonly Acceptance[];
}

/** Nobody writes more of these, nor longer ones. */
const mostPatterns = 200;
const longestPattern = 300;

export function lookingOf(path: string, folder: string, { declaration: { said } }: DeclarationReading): Looking {
  const { rules, exclude, accept } = said?.value ?? {};
  return {
    path, folder,
    rules: [...(rules?.value ?? new Map<string, never>())].map(([id, severity]) => [id, severity.value] as const),
    exclude: (exclude?.value ?? []).map(({ value }) => value).filter((pattern) => pattern.length <= longestPattern).slice(0, mostPatterns),
    accept: (accept?.value ?? []).map((entry, index) => {
      const { finding, rule, path: file, knownBy, reason, by, until } = entry.value;
      const isWhole = finding !== undefined && rule !== undefined && file !== undefined;
      return {
        index, finding: finding?.value ?? null, rule: rule?.value ?? null, path: file?.value ?? null, knownBy: (isWhole ? knownBy?.value : null) ?? null, reason: reason?.value ?? '', by: by?.value ?? null, until: until?.value ?? null,
        range: (reason ?? entry).range, untilRange: until?.range ?? null,
      };
    }),
  };
}

/** What all of them say. */
export class Lookings {
  private readonly byFolder: ReadonlyMap<string, Looking>;
  private readonly folders: ReadonlySet<string>;
  private readonly excluding = new Map<string, (path: string) => boolean>();
  private readonly paths = new Map<string, (path: string) => boolean>();

  constructor(lookings: readonly Looking[], private readonly today: string) {
    this.byFolder = new Map(lookings.map((looking) => [looking.folder, looking]));
    this.folders = new Set(this.byFolder.keys());
  }

  /** Of the caley.yaml that rules a file; null where there is none. */
  of(file: string): Looking | null {
    return this.folders.size === 0 ? null : (this.byFolder.get(rulingFolder(this.folders, file)) ?? null);
  }

  severityOf(rule: RuleId, looking: Looking | null): Severity | 'off' | undefined {
    return looking?.rules.find(([id]) => id === rule)?.[1];
  }

  /** The caley.yaml that leaves a file out. Itself it cannot. */
  excludedBy(file: string): string | null {
    const looking = this.of(file);
    if (looking === null || looking.exclude.length === 0 || file === looking.path) return null;
    let isExcluded = this.excluding.get(looking.folder);
    if (isExcluded === undefined) this.excluding.set(looking.folder, (isExcluded = compileFilePatterns(looking.exclude)));
    return isExcluded(nameIn(looking, file)) ? looking.path : null;
  }

  /** The entries that accept findings of one file, by the findings' identities. `findings` are all there are in that text. */
  acceptedIn(file: string, findings: readonly Finding[], read: { readonly text: string; readonly lines: LineIndex }): ReadonlyMap<string, Suppression & { readonly index: number }> {
    const looking = this.of(file);
    const entries = (looking?.accept ?? []).filter((entry) => this.holds(entry));
    if (looking === null || entries.length === 0) return new Map();
    const name = nameIn(looking, file);
    const identities = identitiesFrom(name, findings);
    const here = entries.filter(({ path }) => path === null || this.isNamed(path, name));
    const again = knownAgain(here, findings, identities, read);
    return new Map(findings.flatMap((finding, i) => {
      const entry = again[i] ?? here.find(({ finding: identity, rule, knownBy }) =>
        knownBy === null && (identity === null || identity === finding.identity || identity === identities.get(finding.identity)) && (rule === null || rule === finding.rule));
      if (entry === undefined) return [];
      const { index, reason, by, until, range: at } = entry;
      return [[finding.identity, { rule: finding.rule, reason, until, range: at, accepted: { file: looking.path, by }, index }] as const];
    }));
  }

  /** Entries of a caley.yaml that accept nothing for what they say; and, where `used` is known, those that no finding needs. */
  mistakesIn(path: string, used: ReadonlySet<number> | null, ran: (rule: RuleId) => boolean): readonly SuppressionMistake[] {
    const looking = [...this.byFolder.values()].find((one) => one.path === path);
    return (looking?.accept ?? []).flatMap((entry): readonly SuppressionMistake[] => {
      const { finding, rule, until, untilRange, range: at, reason, index } = entry;
      const mistake = (kind: SuppressionMistake['kind'], message: string, where = at): readonly SuppressionMistake[] => [{ file: path, kind, range: where, message, severity: 'warning' }];
      if (reasonless(reason)) return mistake('missing-reason', 'This accepts nothing yet: say why, in the place of the reason.');
      if (finding === null && (rule === null || entry.path === null)) return mistake('malformed', 'This accepts nothing: name a finding by its identity, or a rule and a path.');
      if (until !== null && until < this.today) return mistake('expired', `This expired on ${until} and accepts nothing any more.`, untilRange ?? range(at.start, at.end));
      return used === null || used.has(index) || (rule !== null && !ran(rule)) ? [] : mistake('unused', 'Nothing is found that this accepts: remove it.');
    });
  }

  private holds({ finding, rule, path, reason, until }: Acceptance): boolean {
    return !reasonless(reason) && (finding !== null || (rule !== null && path !== null)) && (until === null || until >= this.today);
  }

  private isNamed(pattern: string, name: string): boolean {
    let matches = this.paths.get(pattern);
    if (matches === undefined) this.paths.set(pattern, (matches = compileFilePatterns([pattern.length <= longestPattern ? pattern : ''])));
    return pattern === name || matches(name);
  }
}

/** For each finding of a file the entry that has its mark, or that of what it was before the code around it changed. */
function knownAgain(entries: readonly Acceptance[], findings: readonly Finding[], identities: ReadonlyMap<string, string>, { text, lines }: { readonly text: string; readonly lines: LineIndex }): readonly (Acceptance | undefined)[] {
  const marked = entries.filter(({ knownBy }) => knownBy !== null);
  if (marked.length === 0) return [];
  const file = '';
  const then = marked.map(({ knownBy, rule, finding }) => traitsOfMark(knownBy ?? '', { rule: rule ?? '', file, identity: finding ?? '' }));
  const now = findings.map((finding) => traitsOfMark(markOf(traitsOf(finding, text, lines)), { rule: finding.rule, file, identity: identities.get(finding.identity) ?? finding.identity }));
  return matchAccepted(then, now).map((index) => marked[index ?? -1]);
}

/** As a caley.yaml names a file that it rules. */
export function nameIn({ folder }: Looking, file: string): string {
  return folder === '' ? file : file.slice(folder.length + 1);
}

/** The identities that findings of one file have by another name of it: whoever looks from elsewhere in the tree has others. */
export function identitiesFrom(name: string, findings: readonly Finding[]): ReadonlyMap<string, string> {
  const renamed = withIdentities(findings.map((finding) => ({ ...finding, file: name })));
  return new Map(findings.map(({ identity }, i) => [identity, renamed[i]?.identity ?? identity]));
}

export function isSameLooking(some: readonly Looking[], others: readonly Looking[]): boolean {
  return plain(some) === plain(others);
}

/** Without the places, which move as the file is edited. */
function plain(lookings: readonly Looking[]): string {
  return JSON.stringify(lookings, (key, value: unknown) => (key === 'range' || key === 'untilRange' ? undefined : value));
}
