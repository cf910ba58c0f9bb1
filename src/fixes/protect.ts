/**
 * How do values come under a protecting function? Wraps them in one that the
 * file has, else in one that is added with its imports. Must not choose which values.
 */
import type { ProtectionKind } from '../languages';
import type { Range, TextEdit } from '../text';
import type { FixContext } from './fix';

/** Names of functions that take one value and can be used unseen, in either spelling: `maskValue`, `mask_value`. A bare `hash` is as often bcrypt's, a bare `encrypt` wants a key. */
const usable: Readonly<Record<'mask' | 'hash' | 'encrypt', RegExp>> = {
  mask: /^(?:mask|redact)(?:Value|String|Text|Data|Pii|Personal(?:Data)?|Sensitive(?:Data)?)?$/i,
  hash: /^hash(?:Value|String|Identifier|Id|Pii|Personal(?:Data)?)$|^pseudonymi[sz]e(?:Value|Id)?$/i,
  encrypt: /^encrypt(?:Value|String|Text|Field|Pii|Personal(?:Data)?|ForStorage|AtRest)$/i,
};

const kindOf = { mask: 'sanitizer.mask', hash: 'sanitizer.hash', encrypt: 'sanitizer.encrypt' } as const;

/** The values at these places, wrapped; null where one cannot be, or where the function could not run. */
export function protectValues(context: FixContext, kind: 'mask' | 'hash' | 'encrypt', places: readonly Range[]): readonly TextEdit[] | null {
  const { language, tree } = context;
  const own = language.edits.functions(tree).find((name) => fits(context, kind, name));
  const by = own === undefined ? addProtection(context, kind) : { name: own, edits: [] };
  if (by === null) return null;
  const edits: TextEdit[] = [];
  for (const place of places) {
    const wrapped = language.edits.wrapExpression(tree, place, by.name);
    if (wrapped === null) return null;
    edits.push(...wrapped);
  }
  return [...edits, ...by.edits];
}

/** `maskEmail` for an e-mail address, or a name that says it takes anything. */
function fits({ finding, policy }: FixContext, kind: 'mask' | 'hash' | 'encrypt', name: string): boolean {
  if (usable[kind].test(name.replaceAll('_', ''))) return true;
  const matches = policy.kinds.matchName(name, null, 'anything');
  const data = matches.filter((match) => match.kind.startsWith('data.'));
  return matches.some((match) => match.kind === kindOf[kind]) && data.length > 0
    && finding.kinds.length > 0 && finding.kinds.every((found) => data.some((match) => policy.kinds.isA(found, match.kind)));
}

/** The name of our own function and the edits that put it and its imports into the file. */
export function addProtection({ language, tree }: FixContext, kind: ProtectionKind): { readonly name: string; readonly edits: readonly TextEdit[] } | null {
  const protection = language.edits.protection(tree, kind);
  if (protection === null) return null;
  const code = language.edits.addDeclaration(tree, protection.name, protection.code);
  if (code === null) return null;
  // Where the function is there already, so is what it needs.
  if (code.length === 0) return { name: protection.name, edits: [] };
  const imports = language.edits.addImports(tree, protection.imports);
  // Imports first: both may stand at the same place.
  return imports === null ? null : { name: protection.name, edits: [...imports, ...code] };
}
