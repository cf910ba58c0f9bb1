/**
 * Which types does one doc comment write, for what? Its tags: `@param`,
 * `@returns`, `@type`, `@typedef` with its `@property`s.
 * Must not know where the comment stands. Total and linear.
 */
import type { TypeExpression, TypeField } from '../../flow';
import { docType } from './jsdoc-types';
import { elementOf, named, UNKNOWN } from './type-builders';

/** More tags in one comment are not read, deeper parts of parameters neither. */
const TAG_LIMIT = 500;
const PART_LIMIT = 10;

/** A named type that a comment declares. */
export interface DocTypedef {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly type: TypeExpression;
}

/** A parameter, in the order they are written; `type` is null where none is. */
export interface DocParameter {
  readonly name: string;
  readonly type: TypeExpression | null;
}

export interface Doc {
  readonly parameters: readonly DocParameter[];
  readonly returns: TypeExpression | null;
  readonly type: TypeExpression | null;
  readonly typedefs: readonly DocTypedef[];
}

/** Whether a comment may write a type at all: a look before it is read. */
export function mayTellTypes(comment: string): boolean {
  return /@(?:param|arg|argument|returns?|type|property|prop)[ \t]*\{|@typedef\b/.test(comment);
}

/** A name with the type written for it, `user.email` for a part of `user`. */
interface Entry {
  readonly path: string;
  readonly type: TypeExpression | null;
}

interface OpenTypedef {
  readonly name: string;
  readonly parameters: readonly string[];
  readonly type: TypeExpression | null;
  readonly properties: Entry[];
}

/** What the comment, with its delimiters, says. */
export function readDoc(comment: string): Doc {
  const params: Entry[] = [];
  const typedefs: OpenTypedef[] = [];
  let returns: TypeExpression | null = null;
  let type: TypeExpression | null = null;
  let templates: string[] = [];
  for (const { tag, body } of tagsOf(comment)) {
    const braces = bracesOf(body);
    const written = braces === null ? null : docType(braces);
    const rest = braces === null ? body : body.slice(body.indexOf('{') + braces.length + 2);
    switch (tag) {
      case 'param':
      case 'arg':
      case 'argument':
        params.push({ path: nameIn(rest), type: written });
        break;
      case 'returns':
      case 'return':
        returns ??= written;
        break;
      case 'type':
        type ??= written;
        break;
      case 'template':
        templates.push(...rest.split(/[\n-]/)[0]?.match(/[\p{ID_Start}_$][\p{ID_Continue}$]*/gu) ?? []);
        break;
      case 'typedef':
        typedefs.push({ name: nameIn(rest), parameters: templates, type: written, properties: [] });
        templates = [];
        break;
      case 'property':
      case 'prop':
        typedefs.at(-1)?.properties.push({ path: nameIn(rest), type: written });
        break;
      default:
    }
  }
  return {
    parameters: tops(params).map((top) => ({ name: top.path, type: withParts(top, params) })),
    returns,
    type,
    typedefs: typedefs.filter(({ name }) => name !== '').map(({ name, parameters, type: own, properties }) => ({
      name, parameters, type: withParts({ path: '', type: own }, properties) ?? UNKNOWN,
    })),
  };
}

interface Tag {
  readonly tag: string;
  readonly body: string;
}

/** The tags of a comment with what follows them up to the next, the stars at the beginnings of lines removed. */
function tagsOf(comment: string): readonly Tag[] {
  const end = comment.endsWith('*/') ? comment.length - 2 : comment.length;
  const starts: number[] = [];
  for (let at = comment.indexOf('@'); at >= 0 && at < end && starts.length < TAG_LIMIT; at = comment.indexOf('@', at + 1)) {
    if (beginsLine(comment, at)) starts.push(at);
  }
  return starts.map((start, i) => {
    const text = comment.slice(start + 1, starts[i + 1] ?? end);
    const tag = /^\w*/.exec(text)?.[0] ?? '';
    const body = text.slice(tag.length);
    return { tag, body: body.includes('\n') ? body.replace(/\n[ \t]*\*?/g, '\n') : body };
  });
}

/** Whether nothing but stars and blanks stands before the offset on its line; the comment's own beginning is stars. */
function beginsLine(comment: string, offset: number): boolean {
  let at = offset - 1;
  while (at > 0 && ' \t*'.includes(comment.charAt(at))) at--;
  return at <= 0 || comment.charAt(at) === '\n';
}

/** What stands in the braces at the beginning; null where there are none or they stay open. */
function bracesOf(body: string): string | null {
  const start = body.length - body.trimStart().length;
  if (body.charAt(start) !== '{') return null;
  let depth = 0;
  for (let at = start; at < body.length; at++) {
    const character = body.charAt(at);
    if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return body.slice(start + 1, at);
  }
  return null;
}

/** The name that follows: `name`, `[name]`, `[name=default]`, `user.email`, `users[].name`. */
function nameIn(text: string): string {
  return /^\s*\[?\s*([\p{ID_Start}_$][\p{ID_Continue}$]*(?:\[\])?(?:\.[\p{ID_Continue}$]+(?:\[\])?)*)/u.exec(text)?.[1] ?? '';
}

function tops(entries: readonly Entry[]): readonly Entry[] {
  return entries.filter(({ path }) => path === '' || !path.includes('.'));
}

/** Types that say no more than that there are parts. */
function saysNothing(type: TypeExpression | null): boolean {
  return type === null || type === UNKNOWN || (type.kind === 'name' && type.args.length === 0 && (type.name === 'object' || type.name === 'Array'));
}

/** The entry's type; where parts of it are written (`user.email`), what they make together. */
function withParts(entry: Entry, entries: readonly Entry[]): TypeExpression | null {
  const prefix = entry.path === '' ? '' : `${entry.path.replace(/\[\]$/, '')}.`;
  const inArray = entry.path === '' ? null : `${entry.path.replace(/\[\]$/, '')}[].`;
  const own = entry.type;
  const isList = own?.kind === 'name' && own.name === 'Array';
  if (!saysNothing(own) && !(isList && saysNothing(elementOf(own)))) return own;
  const fields: TypeField[] = [];
  let ofElements = isList;
  for (const { path, type } of entries) {
    const within = inArray !== null && path.startsWith(inArray) ? inArray : path.startsWith(prefix) ? prefix : null;
    if (within === null) continue;
    ofElements ||= within === inArray;
    addPart(fields, path.slice(within.length).split('.', PART_LIMIT), type);
  }
  if (fields.length === 0) return own;
  return ofElements ? named('Array', [{ kind: 'record', fields }]) : { kind: 'record', fields };
}

/** Puts the type at a path of fields; what lies on the way becomes a record. Parts may be written in any order. */
function addPart(fields: TypeField[], path: readonly string[], type: TypeExpression | null): void {
  const [first = '', ...rest] = path;
  const name = first.replace(/\[\]$/, '');
  const index = fields.findIndex((field) => field.name === name);
  const before = fields[index]?.type;
  if (rest.length === 0) {
    if (index < 0) fields.push({ name, type: type ?? UNKNOWN });
    return;
  }
  const list = first.endsWith('[]') || (before?.kind === 'name' && before.name === 'Array');
  const record = before?.kind === 'name' && list ? elementOf(before) : before;
  const inner = record?.kind === 'record' ? [...record.fields] : [];
  addPart(inner, rest, type);
  const made: TypeExpression = { kind: 'record', fields: inner };
  const whole = list ? named('Array', [made]) : made;
  if (index < 0) fields.push({ name, type: whole });
  else if (saysNothing(before ?? null) || record?.kind === 'record' || list) fields[index] = { name, type: whole };
}
