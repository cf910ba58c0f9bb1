/**
 * Where exactly does the personal datum stand, and whose is it? Looks into the
 * value that reaches the sink, through the names of what it is made of. Must not make edits.
 */
import { contains } from '../text';
import type { Range } from '../text';
import type { FixContext } from './fix';

/** Names of containers that hold somebody's fields but have no identity: `request.body.id` means nothing. */
const CONTAINERS: ReadonlySet<string> = new Set([
  'args', 'body', 'config', 'context', 'cookies', 'ctx', 'data', 'document', 'env', 'error', 'event', 'fields', 'form', 'formdata', 'headers', 'input', 'inputs',
  'json', 'location', 'message', 'options', 'params', 'payload', 'process', 'props', 'query', 'req', 'request', 'res', 'response', 'self', 'session', 'settings',
  'cleaneddata', 'state', 'text', 'this', 'validateddata', 'values', 'window',
]);

/** Names of longer texts, in which a person is only mentioned: masked or hashed they say nothing at all. */
const TEXTS = /(?:text|message|msg|prompt|content|html|notes?|transcript|description|summary|report|csv|lines?|properties|traits|attributes|metadata|details)s?$/i;

/** Names of lists: what fits one of them does not fit the list. */
const LISTS = /(?:people|persons|rows|records|items|list|all|emails|mails|phones|numbers|names|ids)$/i;

export interface Owner {
  /** Source text: `booking.attendee`. */
  readonly text: string;
  /** The field that was read of it: `email`. */
  readonly field: string;
  readonly isPerson: boolean;
}

/**
 * The places inside the value that bring what the finding speaks of: of
 * `JSON.stringify({ email: user.email })` the `user.email`. The value as a whole where they do not explain all of it.
 */
export function placesOf(context: FixContext): readonly Range[] {
  const { finding, language, tree, policy } = context;
  const { value } = finding.places;
  if (language.edits.fieldRead(tree, value) !== null) return [value];
  const source = finding.flow.find(({ role, file, range }) => role === 'source' && file === finding.file && contains(value, range))?.range;
  const reads = language.edits.fieldReads(tree, value);
  const explained = new Set<string>();
  const found = reads.filter((read) => {
    const owner = read.owner === null ? null : lastName(read.owner);
    // A name for a person is no name for one datum of them.
    const isPerson = policy.kinds.isPerson(read.name);
    const matches = policy.kinds.matchName(read.name, owner, 'anything').filter((match) => !match.protected && (!isPerson || policy.kinds.isA(match.kind, 'data.object')));
    const kinds = finding.kinds.filter((kind) => matches.some((match) => policy.kinds.isA(kind, match.kind) || policy.kinds.isA(match.kind, kind)));
    for (const kind of kinds) explained.add(kind);
    return kinds.length > 0 || (source?.start === read.range.start && source.end === read.range.end);
  });
  const isWhole = finding.kinds.length === 1 && found.some(({ range }) => range.start === source?.start);
  return found.length > 0 && (isWhole || finding.kinds.every((kind) => explained.has(kind))) ? found.map(({ range }) => range) : [value];
}

/** What to call the value: as the finding does, or by the name under which it is handed over. */
export function nameOf({ finding, language, tree }: FixContext): string {
  if (finding.value !== '') return finding.value;
  const { value } = finding.places;
  const entry = language.edits.propertiesOf(tree, value)?.find(({ range }) => contains(range, value));
  return entry?.key ?? tree.text.slice(value.start, Math.min(value.end, value.start + 40)).replace(/\s+/g, ' ');
}

/** The object whose field stands at the place; null for other values and for mere containers. */
export function ownerOf(context: FixContext, place: Range): Owner | null {
  const { language, tree, policy } = context;
  const read = language.edits.fieldRead(tree, place);
  if (read?.owner === undefined || read.owner === null || isList(context, read.name)) return null;
  const name = lastName(read.owner);
  if (name === null || isList(context, name)) return null;
  const isPerson = policy.kinds.isPerson(name);
  return isPerson || !isContainer(name) ? { text: read.owner, field: read.name, isPerson } : null;
}

/** Whether a person's or a row's whole record stands at the place, which has an `id`: a variable or field of a fitting name. */
export function isRecord(context: FixContext, place: Range): boolean {
  const { finding, language, tree, policy } = context;
  const name = language.edits.fieldRead(tree, place)?.name;
  if (name === undefined || isList(context, name) || isContainer(name)) return false;
  return finding.kinds.some((kind) => policy.kinds.isA(kind, 'data.object.person') || policy.kinds.isA(kind, 'data.object.record'));
}

/** Whether the value is one datum, as far as names tell: no list, no whole object and no longer text, so that a mask or a code can stand for it. */
export function isDatum(context: FixContext, place: Range): boolean {
  const { language, tree } = context;
  if (isObject(context)) return false;
  const name = language.edits.fieldRead(tree, place)?.name;
  if (name !== undefined) return !isList(context, name) && !TEXTS.test(name) && !isContainer(name);
  return !isObjectLiteral(context, place) && !/^\s*(?:\[|JSON\b)/.test(tree.text.slice(place.start, place.end));
}

/** Whether the finding is about an object as a whole. */
export function isObject({ finding, policy }: FixContext): boolean {
  return finding.kinds.length > 0 && finding.kinds.every((kind) => policy.kinds.isA(kind, 'data.object'));
}

export function isObjectLiteral({ language, tree }: FixContext, place: Range): boolean {
  return language.edits.propertiesOf(tree, place)?.every(({ range }) => contains(place, range)) === true;
}

/** In either spelling: `formData`, `form_data`. */
function isContainer(name: string): boolean {
  return CONTAINERS.has(name.toLowerCase().replaceAll('_', ''));
}

export function isList({ policy }: FixContext, name: string): boolean {
  return LISTS.test(name) || (/[^s]s$/i.test(name) && policy.kinds.isPerson(name));
}

/** The last name of a path, calls and indexes left aside: `booking.attendees[0]` → `attendee`, as one of them is meant. */
function lastName(path: string): string | null {
  // Only the end matters, and an owner may be a page long.
  const end = path.slice(-200);
  const match = /([A-Za-z_$][\w$]*)[^\w$]*(\[\w*\])?[^\w$]*$/.exec(end);
  if (match === null || /\)\W*$/.test(end)) return null;
  return match[2] === undefined ? (match[1] ?? null) : (match[1] ?? '').replace(/s$/, '');
}
