/** The receiver gets an identifier and what is not personal; the personal entries of the object go. */
import type { ObjectProperty } from '../languages';
import { contains } from '../text';
import type { TextEdit } from '../text';
import type { Fix, FixContext } from './fix';
import { entryOf, idInstead } from './id-instead';
import { isRecord, ownerOf, placesOf } from './owner';

export const sendIdOnly: Fix = {
  id: 'send-id-only',
  safety: 'review',
  title: (context) => {
    const [place = context.finding.places.value] = placesOf(context);
    const owner = ownerOf(context, place)?.text;
    if (isRecord(context, place)) return `Pass only the id of \`${context.tree.text.slice(place.start, place.end)}\``;
    if (entryOf(context, place) !== null) return owner === undefined ? 'Pass no personal data, only the id' : `Pass no personal data of \`${owner}\`, only an id`;
    return `Pass \`${owner ?? context.finding.value}.id\` instead`;
  },
  apply: (context) => {
    const { language, tree } = context;
    const places = placesOf(context);
    const [place] = places;
    if (place === undefined) return null;
    if (isRecord(context, place)) return places.length === 1 ? language.edits.pickFields(tree, place, ['id']) : null;
    if (entryOf(context, place) === null) return places.length === 1 ? idInstead(context, place) : null;
    return emptied(context);
  },
};

/** The flagged entry becomes an identifier, its personal neighbours leave. */
function emptied(context: FixContext): readonly TextEdit[] | null {
  const { language, tree } = context;
  const places = placesOf(context);
  const [place] = places;
  const properties = place === undefined ? null : language.edits.propertiesOf(tree, place);
  if (place === undefined || properties === null) return null;
  // What is flagged but stands in another object would stay.
  if (!places.every((each) => properties.some(({ range }) => contains(range, each)))) return null;
  const flagged = properties.filter(({ range }) => places.some((each) => contains(range, each)));
  const others = properties.filter((entry) => !flagged.includes(entry) && isPersonal(context, entry));
  const kept = properties.filter((entry) => !flagged.includes(entry) && !others.includes(entry));
  const owner = ownerOf(context, place);
  const hasId = kept.some(({ key }) => key !== null && /(?:^|[a-z_])id$/i.test(key));
  if (owner === null && !hasId) return null;
  const [first, ...more] = flagged;
  const replaced = hasId || first === undefined ? null : idInstead(context, place);
  const leaving = replaced === null ? [...flagged, ...others] : [...more, ...others];
  if (replaced !== null && leaving.length === 0) return replaced;
  // Where the identifier is sent beside the object, the entry itself leaves.
  if (replaced?.every(({ newText }) => newText === '') === true) return language.edits.removeProperties(tree, [...flagged, ...others].map(({ range }) => range));
  const removed = language.edits.removeProperties(tree, leaving.map(({ range }) => range));
  return removed === null ? null : [...(replaced ?? []), ...removed];
}

/** Whether something personal is read for the entry, by its name. A literal is not personal, whatever its key. */
function isPersonal({ language, tree, policy }: FixContext, entry: ObjectProperty): boolean {
  return language.edits.fieldReads(tree, entry.value).some(({ owner, name }) =>
    policy.kinds.matchName(name, owner === null ? null : (/[\w$]+$/.exec(owner)?.[0] ?? null), 'anything')
      .some((match) => !match.protected && policy.kinds.isA(match.kind, 'data.personal')));
}
