/** The value is stored encrypted, with a key that the server holds. Not in a browser: a key there is no secret. */
import type { Range } from '../text';
import type { Fix, FixContext } from './fix';
import { entryOf } from './id-instead';
import { isObjectLiteral, placesOf } from './owner';
import { protectValues } from './protect';

/** Methods that take whole records: what is encrypted must be a field of one. */
const TAKES_RECORDS = /(?:^|\.)(?:insert|create|bulk|save|update|upsert|replace|add)\w*$|(?:Records?|Rows?|Many)$/i;

export const encryptBeforeStoring: Fix = {
  id: 'encrypt-before-storing',
  safety: 'review',
  title: ({ finding }) => `Encrypt \`${finding.value}\` before it is stored (CALEY_DATA_KEY)`,
  apply: (context) => {
    if (storesInBrowser(context)) return null;
    const places = fieldsOf(context);
    return places === null ? null : protectValues(context, 'encrypt', places);
  },
};

/** Whether the rule speaks of the browser's stores, or of those of apps that run no Node either. */
function storesInBrowser({ finding, policy }: FixContext): boolean {
  const check = policy.rules.get(finding.rule)?.check;
  return check?.type === 'flow' && check.to.some((sink) => policy.kinds.isA(sink, 'sink.store.browser'));
}

/** Whether the sink takes the value for a record, of which a text cannot take the place. */
export function takesRecord(context: FixContext): boolean {
  return TAKES_RECORDS.test(context.finding.sink) && entryOf(context, context.finding.places.value) === null;
}

/** What to encrypt: the value, text or not, but of a record made or handed over here its fields. */
function fieldsOf(context: FixContext): readonly Range[] | null {
  const { value } = context.finding.places;
  const takesRecords = takesRecord(context);
  if (!takesRecords && !isObjectLiteral(context, value)) return [value];
  const places = placesOf(context);
  if (places.every((place) => entryOf(context, place) !== null)) return places;
  return takesRecords ? null : [value];
}
