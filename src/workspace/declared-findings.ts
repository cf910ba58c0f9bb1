/**
 * What is found in a caley.yaml? Gathers what the files that it rules show and what the files that it names say, and has both held
 * against the rules on declarations. Must not read files.
 */
import { judgeDeclaration, rulingFolder } from '../analysis';
import type { Finding, NamedText, Practices } from '../analysis';
import { folderOf } from '../languages';
import { commentsIn, isNameOfFile, normalised } from '../policy';
import type { DeclarationReading, KindId, Policy, Rule } from '../policy';
import type { Content } from './api-documents';
import { fileIn } from './declarations';
import type { ScopesShown } from './scopes-shown';
import type { Sought } from './sought';
import { parseSuppressions, suppressionOf } from './suppressions';
import type { ParsedSuppressions } from './suppressions';
import type { FileView, Reported } from './types';
import type { Undeclared } from './undeclared';

/** What one file shows of what may be declared. */
export interface FilePractices {
  readonly shared: Practices['shared'];
  /** Of those who are declared, the names that it mentions. */
  readonly mentioned: readonly string[];
  /** The entries by which its caley.yaml accepts something that is found in it, by their places in the list. */
  readonly accepted: readonly number[];
  /** What it shows of the scopes that its caley.yaml declares; null for nothing. */
  readonly scopes: ScopesShown | null;
  /** What would be told here, should it turn out that a caley.yaml is missing; null for most. */
  readonly undeclared: Undeclared | null;
}

export const noPractices: FilePractices = { shared: [], mentioned: [], accepted: [], scopes: null, undeclared: null };

/** By what was found in a file, what is declared left in, and by its text. */
export function practicesIn(findings: readonly Finding[], text: string, sought: readonly Sought[], accepted: readonly number[], scopes: ScopesShown | null, undeclared: Undeclared | null): FilePractices {
  const shared = new Map<string, Set<KindId>>();
  for (const { party, kinds } of findings) {
    if (party === null) continue;
    const known = shared.get(party) ?? new Set();
    shared.set(party, known);
    for (const kind of kinds) known.add(kind);
  }
  const small = sought.length === 0 ? '' : text.toLowerCase();
  const mentioned = sought.filter(({ words }) => words.some((word) => small.includes(word))).map(({ name }) => name);
  if (shared.size + mentioned.length + accepted.length === 0 && scopes === null && undeclared === null) return noPractices;
  return { shared: [...shared].map(([party, kinds]) => ({ party, kinds: [...kinds].sort() })), mentioned, accepted, scopes, undeclared };
}

/** A caley.yaml and everything that it is held against. */
export interface Held {
  readonly path: string;
  readonly view: FileView;
  readonly reading: DeclarationReading;
  /** Those of the folders around it. */
  readonly around: readonly DeclarationReading[];
  /** Files that are named, by path. */
  readonly named: ReadonlyMap<string, Content>;
  /** Of every file that was examined. */
  readonly practices: ReadonlyMap<string, FilePractices>;
  /** Whether those are all files there are. */
  readonly isWhole: boolean;
  /** Folders with a caley.yaml. */
  readonly folders: readonly string[];
  readonly policy: Policy;
  readonly rules: readonly Rule[];
  readonly today: string;
}

/** In order of place. Nothing while its text cannot be read to its end: half a file lacks much. */
export function findingsIn({ path, view, reading, around, named, practices, isWhole, folders, policy, rules, today }: Held): readonly Reported[] {
  if (reading.isBroken || rules.length === 0) return [];
  const folder = folderOf(path);
  const all = new Set(folders);
  // What a document that is named says of scopes, its API's for one, is no practice.
  const ruled = [...practices].flatMap(([file, one]) => (rulingFolder(all, file) === folder ? [named.has(file) ? { ...one, scopes: null } : one] : []));
  const found = judgeDeclaration({
    path, declaration: reading.declaration, around: around.map(({ declaration }) => declaration), policy, rules, today,
    practices: { shared: ruled.flatMap(({ shared }) => shared), mentioned: new Set(ruled.flatMap(({ mentioned }) => mentioned)), scopes: allScopes(ruled), isWhole },
    textOf: (written) => textNamed(named, folder, written),
  });
  const { suppressions } = suppressionsIn(view, policy, today);
  return found.map((finding) => ({ finding, suppression: suppressionOf(finding, suppressions, view.lines) }));
}

function allScopes(practices: readonly FilePractices[]): Practices['scopes'] {
  const shown = practices.flatMap(({ scopes }) => scopes ?? []);
  return { named: new Set(shown.flatMap(({ named }) => named)), isKnown: shown.some(({ asked }) => asked === 'known') && !shown.some(({ asked }) => asked === 'open') };
}

/** What comments of a caley.yaml accept. */
export function suppressionsIn({ path, text, lines }: FileView, policy: Policy, today: string): ParsedSuppressions {
  return parseSuppressions({ file: path, text, lines, comments: commentsIn(text), rules: policy.rules, today });
}

/** What is no file of the workspace, or was not handed over, is taken to be there. */
function textNamed(named: ReadonlyMap<string, Content>, folder: string, written: string): NamedText {
  const file = isNameOfFile(written) ? fileIn(folder, normalised(written)) : null;
  const content = file === null ? undefined : named.get(file);
  if (content === undefined) return null;
  return 'text' in content ? content.text : content.isThere === true ? null : undefined;
}
