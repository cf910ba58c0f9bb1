/**
 * What do Python's names for types mean? Built-in ones, those of `typing`,
 * `collections.abc` and `datetime`, as types that all languages share.
 * Must not look at syntax.
 */
import type { Constant, TypeExpression } from '../../flow';

/** A type as its parts were written. */
export type WrittenType =
  | { readonly kind: 'name'; readonly name: string; readonly args: readonly WrittenType[] }
  | { readonly kind: 'union'; readonly of: readonly WrittenType[] }
  | { readonly kind: 'literal'; readonly value: Constant }
  | { readonly kind: 'ellipsis' }
  | { readonly kind: 'unknown' };

export const UNKNOWN: TypeExpression = named('unknown');

/** Modules whose names are known; also by the short names they are usually given. */
const MODULES = /^(?:typing|typing_extensions|t|te|collections\.abc|collections|abc|datetime|dt|builtins)\.(?=\w+$)/;

const PLAIN: Readonly<Record<string, TypeExpression>> = {
  str: named('string'), Text: named('string'), AnyStr: named('string'), LiteralString: named('string'),
  int: named('number'), float: named('number'), complex: named('number'), bool: named('boolean'),
  None: named('null'), NoneType: named('null'), Any: UNKNOWN, object: UNKNOWN, Self: UNKNOWN, Callable: UNKNOWN, Never: named('never'), NoReturn: named('never'),
  datetime: named('Date'), date: named('Date'),
};

const SEQUENCES: ReadonlySet<string> = new Set([
  'list', 'List', 'Sequence', 'MutableSequence', 'Iterable', 'Iterator', 'Collection', 'Container', 'Reversible', 'set', 'Set', 'frozenset', 'FrozenSet',
  'AbstractSet', 'MutableSet', 'deque', 'Deque', 'Generator', 'AsyncGenerator', 'AsyncIterable', 'AsyncIterator', 'QuerySet',
]);
const MAPPINGS: ReadonlySet<string> = new Set(['dict', 'Dict', 'Mapping', 'MutableMapping', 'OrderedDict', 'defaultdict', 'DefaultDict']);
const AWAITABLES: ReadonlySet<string> = new Set(['Awaitable', 'Coroutine', 'Future', 'Task']);
/** Types that only say something about the type inside. */
const WRAPPERS: ReadonlySet<string> = new Set([
  'Annotated', 'Final', 'ClassVar', 'Required', 'NotRequired', 'ReadOnly', 'InitVar', 'Mapped', 'DynamicMapped', 'WriteOnlyMapped',
]);

function named(name: string, args: readonly TypeExpression[] = []): TypeExpression {
  return { kind: 'name', name, args };
}

export function meaningOf(type: WrittenType): TypeExpression {
  switch (type.kind) {
    case 'union':
      return unionOf(type.of);
    case 'literal':
      return type.value === null ? named('null') : { kind: 'literal', value: type.value };
    case 'ellipsis':
    case 'unknown':
      return UNKNOWN;
    case 'name':
      return namedType(type.name.replace(MODULES, ''), type.args);
  }
}

function namedType(name: string, args: readonly WrittenType[]): TypeExpression {
  const [first] = args;
  if (Object.hasOwn(PLAIN, name)) return PLAIN[name] ?? UNKNOWN;
  if (SEQUENCES.has(name)) return named('Array', first === undefined ? [] : [meaningOf(first)]);
  if (name === 'tuple' || name === 'Tuple') {
    const parts = args.filter((arg) => arg.kind !== 'ellipsis');
    return named('Array', parts.length === 0 ? [] : [unionOf(parts)]);
  }
  if (MAPPINGS.has(name)) {
    const [key, value] = args;
    return named('Record', [key === undefined ? named('string') : meaningOf(key), value === undefined ? UNKNOWN : meaningOf(value)]);
  }
  if (name === 'Optional') return first === undefined ? UNKNOWN : unionOf([first, { kind: 'name', name: 'None', args: [] }]);
  if (name === 'Union' || name === 'Literal') return unionOf(args);
  if (AWAITABLES.has(name)) {
    // Of a coroutine's three types the last is what awaiting it gives.
    const last = args.at(-1);
    return named('Promise', last === undefined ? [] : [meaningOf(last)]);
  }
  if (WRAPPERS.has(name)) return first === undefined ? UNKNOWN : meaningOf(first);
  return named(name, args.map(meaningOf));
}

function unionOf(parts: readonly WrittenType[]): TypeExpression {
  const of = parts.map(meaningOf).flatMap((part) => (part.kind === 'union' ? part.of : [part]));
  const [only] = of;
  if (only === undefined) return UNKNOWN;
  return of.length === 1 ? only : { kind: 'union', of };
}
