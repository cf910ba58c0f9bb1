/**
 * Which fixes is a finding offered, in its own file and in the caley.yaml that rules it? Must not know what any of them does.
 */
import type { Finding } from '../analysis';
import { acceptId, declarationFixes, offeredBy, suppressId } from '../fixes';
import type { FixContext } from '../fixes';
import { folderOf } from '../languages';
import { declarationName, readDeclaration } from '../policy';
import type { DeclarationReading, Policy } from '../policy';
import { markOf, traitsOf } from '../report';
import { applyEdits, LineIndex, range } from '../text';
import type { Document } from './document';
import type { AppFacts } from './proposed-app';
import type { OfferedFix } from './types';

/** The caley.yaml that rules a finding's file. */
export interface Ruling {
  readonly path: string;
  readonly text: string;
  readonly reading: DeclarationReading;
  /** What the manifests beside it say. */
  readonly app: () => AppFacts;
  /** It is not there yet. */
  readonly isNew: boolean;
}

/** How a caley.yaml begins. */
const beginning = 'version: 1\n';

/** The one that there would be at the root, where none rules a file. */
export function newRuling(policy: Policy, app: Ruling['app']): Ruling {
  return { path: declarationName, text: beginning, reading: readDeclaration({ path: declarationName, text: beginning }, policy), app, isNew: true };
}

export type Answer = (path: string) => string | null;

/** The finding's own fixes, then those that declare it, then those that accept it. `identity`: as the folder of the caley.yaml has it, where that is another. `answer`: what a user says of what only they know. */
export function offeredFixes(finding: Finding, document: Document | null, ruling: Ruling | null, known: Pick<FixContext, 'policy' | 'settings'>, identity: string | null, answer: Answer): readonly OfferedFix[] {
  const own = document === null ? [] : inFile(finding, document, known);
  const declared = ruling === null ? [] : inDeclaration(finding, document, ruling, known.policy, identity ?? finding.identity, answer);
  const isLast = ({ fix: { id } }: OfferedFix): boolean => id === suppressId || id === acceptId;
  const all = [...own, ...declared];
  return [...all.filter((fix) => !isLast(fix)), ...all.filter(isLast)];
}

function inFile(finding: Finding, document: Document, known: Pick<FixContext, 'policy' | 'settings'>): readonly OfferedFix[] {
  const rule = known.policy.rules.get(finding.rule);
  if (rule === undefined) return [];
  const context: FixContext = { finding, tree: document.parse(), language: document.language, ...known };
  const offered: OfferedFix[] = [];
  for (const fix of offeredBy(rule)) {
    const edits = fix.apply(context);
    const { origin } = document;
    // What stands there may be another text than the one that was looked at.
    if (edits === null || (origin !== undefined && !edits.every(({ range: at }) => origin.isExact(at)))) continue;
    offered.push({ fix, file: finding.file, creates: false, title: fix.title(context), preferred: offered.length === 0 && fix.id !== suppressId, edits: () => edits });
  }
  return offered;
}

/** Nothing while its text does not parse: what is missing may be meant there. Never preferred: to declare something does not mend the code. */
function inDeclaration(finding: Finding, document: Pick<Document, 'text' | 'lines'> | null, { path, text, reading, app, isNew }: Ruling, policy: Policy, identity: string, answer: Answer): readonly OfferedFix[] {
  const rule = policy.rules.get(finding.rule);
  const folder = folderOf(path);
  if (rule === undefined || reading.isBroken) return [];
  const file = folder === '' ? finding.file : finding.file.slice(folder.length + 1);
  // What is found in a caley.yaml itself is in no document.
  const read = document ?? { text, lines: new LineIndex(text) };
  const mark = markOf(traitsOf(finding, read.text, read.lines));
  const context = { finding, rule, policy, text, declaration: reading.declaration, file, identity, mark, answer: (key: string) => answer(key) ?? saidBy(app, key) };
  return declarationFixes.flatMap((fix): readonly OfferedFix[] => {
    // Nobody begins to declare by accepting something: a comment does that.
    const edits = isNew && fix.id === acceptId ? null : fix.apply(context);
    if (edits === null || edits.length === 0) return [];
    if (!isNew) return [{ fix, file: path, creates: false, title: fix.title(context), preferred: false, edits: () => edits }];
    return [{ fix, file: path, creates: true, title: titleOfNew(fix.title(context)), preferred: false, edits: () => [{ range: range(0, 0), newText: applyEdits(text, edits) }] }];
  });
}

function titleOfNew(title: string): string {
  return title.replace(declarationName, `a new ${declarationName}`);
}

function saidBy(app: () => AppFacts, key: string): string | null {
  if (!key.startsWith('app.') && !key.startsWith('support.')) return null;
  const { name, owner, website, supportMail, supportPage } = app();
  const known = new Map(Object.entries({ 'app.name': name, 'app.owner': owner, 'app.website': website, 'support.email': supportMail, 'support.url': supportPage }));
  return known.get(key)?.value ?? null;
}
