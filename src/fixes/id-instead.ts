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
  const sink = tree.text.slice(finding.places.sink.start, finding.places.sink.end);
  const isSent = ['.id', "['id']", '["id"]', ".get('id')", '.get("id")'].some((read) => sink.includes(owner.text + read));
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
  return policy.kinds.matchName(key, null, 'anything').some((match) => finding.kinds.some((kind) => policy.kinds.isA(kind, match.kind) || policy.kinds.isA(match.kind, kind)));
}

/** Inside the brackets of an array or tuple, whose positions mean something: the columns of a row. */
function isElement({ finding, tree }: FixContext, place: Range): boolean {
  const before = tree.text.slice(finding.places.sink.start, place.start).replace(/'[^'\n]*'|"[^"\n]*"|\w\[\w*\]/g, '');
  if (before.split('[').length > before.split(']').length) return true;
  // A parenthesis that no call opens, with a comma in it, is a tuple.
  const open: number[] = [];
  for (let at = 0; at < before.length; at++) {
    if (before[at] === '(') open.push(at);
    else if (before[at] === ')') open.pop();
  }
  const rest = /^[^()]*/.exec(tree.text.slice(place.end, place.end + 200))?.[0] ?? '';
  return open.some((at) => /[,(=[]\s*$/.test(before.slice(Math.max(0, at - 80), at)) && (before.slice(at).includes(',') || rest.includes(',')));
}

/** A part of a text, where an identifier beside another does no harm. */
function isPartOfText({ tree }: FixContext, place: Range): boolean {
  return tree.text.charAt(place.start - 1) === '{' || /\+\s*$/.test(tree.text.slice(Math.max(0, place.start - 40), place.start));
}
