/**
 * What is a fix that writes into a caley.yaml? One recipe in edits of its text that keep the rest as it is. It never says that
 * somebody agreed, or did, what it cannot know: that is left open, and told until it is filled in.
 */
import type { Finding } from '../analysis';
import { leftOpen } from '../policy';
import type { Declared, Declaration, DeclaredTest, Party, Policy, Rule, Writing, YamlPath } from '../policy';
import type { TextEdit } from '../text';

export interface DeclarationContext {
  readonly finding: Finding;
  readonly rule: Rule;
  readonly policy: Policy;
  /** The caley.yaml that rules the finding's file, or is it. */
  readonly text: string;
  readonly declaration: Declaration;
  /** The finding's file as that caley.yaml names it, and the finding's identity by that name. */
  readonly file: string;
  readonly identity: string;
  /** By what it is known again when the code around it changes. */
  readonly mark: string;
  /** What is known, or said by the user, of a place: `support.email`, `subProcessors.*.consent.by`. Null for most. */
  readonly answer: (path: string) => string | null;
}

export interface DeclarationFix {
  readonly id: string;
  readonly safety: 'review';
  title(context: DeclarationContext): string;
  /** Edits of the caley.yaml, or null where the fix does not apply. */
  apply(context: DeclarationContext): readonly TextEdit[] | null;
}

/** What a rule asks of the declaration; nothing where it asks nothing. */
export function asked({ rule: { check } }: DeclarationContext): DeclaredTest {
  return (check.type === 'flow' || check.type === 'shape' || check.type === 'setting' ? check.declared : undefined) ?? {};
}

export function declared({ declaration }: DeclarationContext): Declared {
  return declaration.said?.value ?? {};
}

export function partyOf({ finding, policy }: DeclarationContext): Party | null {
  return finding.party === null ? null : (policy.parties.get(finding.party) ?? null);
}

/** A value that only the user knows, at a path in which `*` stands for items of lists: theirs, or left open. */
export function known({ answer }: DeclarationContext, path: string): Writing {
  return answer(path) ?? leftOpen(path.split('.'));
}

/** What a path of places is called in the words of `known`. */
export function pathName(path: YamlPath): string {
  return path.map((key) => (typeof key === 'number' ? '*' : key)).join('.');
}

/** The first of the words for it says it best. */
export function purposesOf(party: Party): readonly string[] {
  return party.purposes.slice(0, 1);
}

/** `e-mail address and phone number`. */
export function dataNamed({ finding, policy }: DeclarationContext): string {
  const titles = finding.kinds.map((kind) => policy.kinds.all.get(kind)?.title ?? kind);
  const last = titles.at(-1);
  return last === undefined ? 'data' : titles.length === 1 ? last : `${titles.slice(0, -1).join(', ')} and ${last}`;
}
