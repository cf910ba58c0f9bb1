/** The log tells how the answer turned out, not what was in it. */
import type { Range } from '../text';
import type { Fix, FixContext } from './fix';
import { placesOf } from './owner';

/** Names of an answer as a whole, which has a status. */
const ANSWER = /(?:^|\.)(?:res|resp|response|answer|reply)$/i;

export const statusInstead: Fix = {
  id: 'status-instead',
  safety: 'review',
  title: (context) => `Use \`${ownerAt(context)?.owner ?? context.finding.value}.${fieldFor(context)}\` instead`,
  apply: (context) => {
    const { finding, language, tree, policy } = context;
    const found = ownerAt(context);
    const sink = tree.text.slice(finding.places.sink.start, finding.places.sink.end);
    // Where the status is there already, nothing is to be said instead.
    if (found === null || sink.includes(`${found.owner}.${fieldFor(context)}`) || !finding.kinds.some((kind) => policy.kinds.isA(kind, 'data.object.response'))) return null;
    return found.isField ? language.edits.replaceField(tree, found.place, fieldFor(context)) : language.edits.readField(tree, found.place, fieldFor(context));
  },
};

/** The answer at the finding's place, or the one whose field is read there. */
function ownerAt(context: FixContext): { readonly place: Range; readonly owner: string; readonly isField: boolean } | null {
  const { language, tree } = context;
  const [place, ...others] = placesOf(context);
  const read = place === undefined ? null : language.edits.fieldRead(tree, place);
  if (place === undefined || others.length > 0 || read === null) return null;
  if (read.owner !== null && ANSWER.test(read.owner)) return { place, owner: read.owner, isField: true };
  return ANSWER.test(read.name) ? { place, owner: tree.text.slice(place.start, place.end), isField: false } : null;
}

/** As fetch, axios and got have it; as requests and httpx do. */
function fieldFor({ language }: FixContext): string {
  return language.ecosystem === 'pypi' ? 'status_code' : 'status';
}
