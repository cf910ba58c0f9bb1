/**
 * What does a schema declare? A type for each model with the fields of its
 * records, enums, and the settings of its data sources as constants.
 * Must not know what the client makes of it.
 */
import type { FileGraph, FunctionGraph, Node, Property, TypeDeclaration, TypeExpression, TypeField, Variable } from '../../flow';
import type { PrismaBlock, PrismaLine, PrismaTree } from './parse';

const scalars: Readonly<Record<string, TypeExpression>> = {
  String: named('string'), Int: named('number'), BigInt: named('number'), Float: named('number'), Decimal: named('number'), Boolean: named('boolean'),
  DateTime: named('Date'), Json: named('unknown'), Bytes: named('Buffer'),
};

function named(name: string, args: readonly TypeExpression[] = []): TypeExpression {
  return { kind: 'name', name, args };
}

/** Total: what is no declaration is left out. */
export function lowerPrisma(tree: PrismaTree): FileGraph {
  return {
    language: 'prisma',
    functions: [lowerModule(tree)],
    classes: [],
    types: tree.blocks.flatMap((block) => declaration(block) ?? []),
    comments: tree.comments.map((range) => ({ range, text: tree.text.slice(range.start, range.end) })),
    syntaxErrors: tree.syntaxErrors,
  };
}

function declaration({ kind, name, range, lines }: PrismaBlock): TypeDeclaration | null {
  switch (kind) {
    case 'model':
    case 'view':
    case 'type':
      return { name, kind: 'class', parameters: [], extends: [], type: { kind: 'record', fields: lines.flatMap((line) => field(line) ?? []) }, range };
    case 'enum':
      return { name, kind: 'enum', parameters: [], extends: [], type: { kind: 'union', of: lines.flatMap((line) => enumValue(line) ?? []) }, range };
    default:
      return null;
  }
}

/** `email String? @unique`, `posts Post[]`, `area Unsupported("circle")`. */
const fieldForm = /^([A-Za-z_]\w*)[ \t]+(?:([A-Za-z_]\w*)(?![\w(])|Unsupported\("[^"]*"\))(\[\])?(\?)?/;

function field({ text }: PrismaLine): TypeField | null {
  const found = fieldForm.exec(text);
  if (found === null) return null;
  const [, name = '', type, list, optional] = found;
  let written = type === undefined ? named('unknown') : scalars[type] ?? named(type);
  if (list !== undefined) written = named('Array', [written]);
  return { name, type: optional === undefined ? written : { kind: 'union', of: [written, named('null')] } };
}

function enumValue({ text }: PrismaLine): TypeExpression | null {
  const name = /^[A-Za-z_]\w*/.exec(text)?.[0];
  return name === undefined ? null : { kind: 'literal', value: name };
}

/** The module: one object a data source or generator, of the strings that stand in it. */
function lowerModule(tree: PrismaTree): FunctionGraph {
  const nodes: Node[] = [];
  const variables: Variable[] = [];
  const whole = { start: 0, end: tree.text.length };
  for (const { kind, name, nameRange, range, lines } of tree.blocks) {
    if (kind !== 'datasource' && kind !== 'generator') continue;
    const properties = lines.flatMap((line) => setting(line, nodes) ?? []);
    const object = nodes.push({ id: nodes.length, op: 'object', properties, ...range, guard: 0 }) - 1;
    const value = nodes.push({ id: nodes.length, op: 'bind', name, value: object, type: null, ...nameRange, guard: 0 }) - 1;
    variables.push({ name, kind: 'const', scope: whole, type: null, values: [value] });
  }
  return {
    id: 0, name: '<module>', kind: 'module', parent: null, class: null, range: whole, async: false, generator: false, parameterCount: 0, returnType: null,
    nodes, guards: [{ kind: 'always' }], variables, returns: [], outerWrites: [], exports: [],
  };
}

/** `url = "postgresql://…"`; null for what is no plain string. */
function setting({ start, text }: PrismaLine, nodes: Node[]): Property | null {
  const found = /^([A-Za-z_]\w*)[ \t]*=[ \t]*("(?:[^"\\]|\\.)*")$/.exec(text);
  if (found === null) return null;
  const [, key = '', quoted = ''] = found;
  const end = start + text.length;
  const value = nodes.push({ id: nodes.length, op: 'constant', value: unquoted(quoted), start: end - quoted.length, end, guard: 0 }) - 1;
  return { key, value, spread: false, range: { start, end } };
}

/** A string's value; as written where its escapes are broken. */
function unquoted(text: string): string {
  return text.slice(1, -1).replace(/\\(["\\/nrt])/g, (_, character: string) => ({ n: '\n', r: '\r', t: '\t' })[character] ?? character);
}
