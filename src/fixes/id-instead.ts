/**
 * How does an identifier take the place of personal data? In a call, a text or
 * an object, of which other entries may leave with it. Must not choose which.
 */
import type { ObjectProperty } from '../languages';
import { contains } from '../text';
import type { Range, TextEdit } from '../text';
import type { FixContext } from './fix';
import { isObject, ownerOf } from './owner';

/**
 * `user.email` at `place` becomes `user.id`, under the key `id` where the old key named what is no longer there. Null where
 * no owner is known, or the call has that identifier already and the argument cannot leave.
 */
export function idInstead(context: FixContext, place: Range): readonly TextEdit[] | null {
  const { finding, language, tree } = context;
  const { edits } = language;
  const owner = ownerOf(context, place);
  if (owner === null || owner.field === 'id' || isObject(context)) return null;
  const entry = entryOf(context, place);
  const isSent = tree.text.slice(finding.places.sink.start, finding.places.sink.end).includes(`${owner.text}.id`);
  if (entry === null) return isElement(context, place) || (isSent && !isPartOfText(context, place)) ? null : edits.replaceField(tree, place, 'id');
  if (isSent) return edits.removeProperty(tree, entry.range);
  const replaced = edits.replaceField(tree, place, 'id');
  if (replaced === null || entry.key === null || !namesDatum(context, entry.key)) return replaced;
  const renamed = edits.renameProperty(tree, entry.range, 'id');
  return renamed === null ? edits.removeProperty(tree, entry.range) : [...renamed, ...replaced];
}

/** The entry of an object literal, inside the sink, that has just this value. */
export function entryOf(context: FixContext, place: Range): ObjectProperty | null {
  const { finding, language, tree } = context;
  const entries = language.edits.propertiesOf(tree, place) ?? [];
  return entries.find(({ range, value }) => value.start === place.start && value.end === place.end && contains(finding.places.sink, range)) ?? null;
}

/** Whether a key says what the finding is about: `phone` where a phone number was. */
function namesDatum({ finding, policy }: FixContext, key: string): boolean {
  return policy.kinds.matchName(key, null, true).some((match) => finding.kinds.some((kind) => policy.kinds.isA(kind, match.kind) || policy.kinds.isA(match.kind, kind)));
}

/** Inside the brackets of an array, whose positions mean something: the columns of a row. */
function isElement({ finding, tree }: FixContext, place: Range): boolean {
  const before = tree.text.slice(finding.places.sink.start, place.start).replace(/'[^'\n]*'|"[^"\n]*"|\w\[\w*\]/g, '');
  return before.split('[').length > before.split(']').length;
}

/** A part of a text, where an identifier beside another does no harm. */
function isPartOfText({ tree }: FixContext, place: Range): boolean {
  return tree.text.slice(0, place.start).endsWith('${') || /\+\s*$/.test(tree.text.slice(Math.max(0, place.start - 40), place.start));
}
