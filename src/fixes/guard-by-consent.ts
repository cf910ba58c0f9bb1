/** The data goes out only for a person who agreed: the statement comes under a condition. */
import type { Fix, FixContext } from './fix';
import { isRecord, ownerOf, placesOf } from './owner';
import { addProtection } from './protect';

export const guardByConsent: Fix = {
  id: 'guard-by-consent',
  safety: 'review',
  title: (context) => `Only if \`${personOf(context) ?? context.finding.value}\` agreed`,
  apply: (context) => {
    const { finding, language, tree, policy } = context;
    const person = personOf(context);
    if (person === null) return null;
    const own = language.edits.functions(tree).find((name) => policy.kinds.matchName(name, null, null).some(({ kind }) => kind === 'guard.consent'));
    const added = own === undefined ? addProtection(context, 'consent') : { name: own, edits: [] };
    const guarded = added === null ? null : language.edits.guardStatement(tree, finding.places.sink, `${added.name}(${person})`);
    return added === null || guarded === null ? null : [...guarded, ...added.edits];
  },
};

/** The expression for the one person whose data it is, if reading it twice does no harm. */
function personOf(context: FixContext): string | null {
  const people = new Set(placesOf(context).map((place) => {
    const owner = ownerOf(context, place);
    return isRecord(context, place) ? context.tree.text.slice(place.start, place.end) : owner?.isPerson === true ? owner.text : null;
  }));
  const [person] = people;
  return people.size === 1 && person !== undefined && person !== null && /^[\w$.?]+$/.test(person) ? person : null;
}
