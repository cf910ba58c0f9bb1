/**
 * Which findings of a project are in its baseline? Of one file at any time, and of all together where code has moved between files.
 * Must not read files.
 */
import type { Finding } from '../analysis';
import { matchTraits, readBaseline, traitsOf } from '../report';
import type { Traits } from '../report';
import type { Snapshot } from '../workspace';

interface Seen {
  readonly text: string;
  readonly findings: readonly Finding[];
  readonly traits: readonly Traits[];
}

export class Known {
  private entries: readonly Traits[] = [];
  /** What each file has of the baseline: by its name, until all were looked at together. */
  private ofFile: ReadonlyMap<string, readonly Traits[]> = new Map();
  private readonly seen = new Map<string, Seen>();
  /** What is wrong with the baseline, for a person; null where nothing is. */
  mistake: string | null = null;

  get isEmpty(): boolean {
    return this.entries.length === 0;
  }

  /** The baseline's text, or why there is none; null for no baseline. */
  set(content: { readonly text: string } | { readonly why: string } | null): void {
    const read = content === null ? { findings: [] } : 'text' in content ? readBaseline(content.text) : { mistake: `cannot be read: ${content.why}` };
    this.mistake = 'mistake' in read ? read.mistake : null;
    this.entries = 'findings' in read ? read.findings : [];
    this.ofFile = byFile(this.entries, ({ file }) => file);
  }

  /** `findings` without those that the baseline has. */
  newIn(snapshot: Snapshot, path: string, findings: readonly Finding[]): readonly Finding[] {
    const known = this.ofFile.get(path);
    if (known === undefined || findings.length === 0) return findings;
    const matched = matchTraits(known.map((traits) => ({ ...traits, file: path })), this.traitsIn(snapshot, path, findings), () => true);
    return findings.filter((_, index) => matched[index] === null);
  }

  /** Looks at all files together; answers those of which other findings are known now. */
  settle(snapshot: Snapshot, findingsOf: (path: string) => readonly Finding[]): readonly string[] {
    if (this.isEmpty) return [];
    const paths = [...snapshot.files, ...snapshot.declarations];
    const there = new Set(paths);
    const now = paths.flatMap((path) => this.traitsIn(snapshot, path, findingsOf(path)));
    const matched = matchTraits(this.entries, now, (file) => there.has(file));
    const homes = this.entries.map(({ file }) => file);
    matched.forEach((index, i) => {
      const file = now[i]?.file;
      if (index !== null && file !== undefined) homes[index] = file;
    });
    const before = this.ofFile;
    const after = byFile(this.entries, ({ file }, index) => homes[index] ?? file);
    this.ofFile = after;
    for (const path of this.seen.keys()) if (!there.has(path)) this.seen.delete(path);
    const isSame = (path: string): boolean => (before.get(path) ?? []).length === (after.get(path) ?? []).length && (before.get(path) ?? []).every((traits, i) => traits === after.get(path)?.[i]);
    return [...new Set([...before.keys(), ...after.keys()])].filter((path) => there.has(path) && !isSame(path));
  }

  private traitsIn(snapshot: Snapshot, path: string, findings: readonly Finding[]): readonly Traits[] {
    if (findings.length === 0) return [];
    const file = snapshot.file(path);
    if (file === null) return [];
    const held = this.seen.get(path);
    if (held?.text === file.text && held.findings.length === findings.length && held.findings.every((finding, i) => finding === findings[i])) return held.traits;
    const traits = findings.map((finding) => traitsOf(finding, file.text, file.lines));
    this.seen.set(path, { text: file.text, findings, traits });
    return traits;
  }
}

function byFile(entries: readonly Traits[], fileOf: (traits: Traits, index: number) => string): ReadonlyMap<string, readonly Traits[]> {
  const found = new Map<string, Traits[]>();
  entries.forEach((traits, index) => {
    const file = fileOf(traits, index);
    const list = found.get(file);
    if (list === undefined) found.set(file, [traits]);
    else list.push(traits);
  });
  return found;
}
