/**
 * What do types in doc comments say? The notation of JSDoc, Closure and
 * TypeScript inside `{…}`, as TypeExpressions.
 * Must not resolve names. Total and linear: what does not fit is `unknown`.
 */
import type { TypeExpression, TypeField } from '../../flow';
import { dictionary, elementOf, generic, intersection, named, tuple, union, UNKNOWN } from './type-builders';
import { dottedType, queryType } from './types';

/** Deeper nesting than this is `unknown`, and so are longer texts, in characters. */
const DEPTH_LIMIT = 50;
const LENGTH_LIMIT = 5000;

/** Names that doc comments spell in their own ways. */
const SPELT: ReadonlyMap<string, TypeExpression> = new Map([
  ['String', named('string')], ['Number', named('number')], ['Boolean', named('boolean')], ['bool', named('boolean')], ['int', named('number')],
  ['integer', named('number')], ['float', named('number')], ['Integer', named('number')], ['Object', named('object')], ['array', named('Array')],
  ['promise', named('Promise')], ['void', named('undefined')], ['any', UNKNOWN], ['unknown', UNKNOWN], ['Function', UNKNOWN], ['function', UNKNOWN], ['mixed', UNKNOWN],
  ['date', named('Date')], ['Null', named('null')], ['Undefined', named('undefined')], ['true', { kind: 'literal', value: true }],
  ['false', { kind: 'literal', value: false }],
]);

/** Words before a type that do not change what values are. */
const MODIFIERS: ReadonlySet<string> = new Set(['readonly', 'unique', 'infer', 'asserts']);

const TOKEN = /\s+|\/\*[^]*?\*\/|'(?:[^'\\]|\\[^])*'|"(?:[^"\\]|\\[^])*"|`(?:[^`\\]|\\[^])*`|-?\d[\w.]*|[\p{ID_Start}_$][\p{ID_Continue}$]*|\.\.\.|\.<|=>|./gu;

/** The type that `text` writes, without the braces around it. */
export function docType(text: string): TypeExpression {
  // Most are a name.
  if (/^[A-Za-z_$][\w$]*$/.test(text)) return SPELT.get(text) ?? named(text);
  return text.length > LENGTH_LIMIT ? UNKNOWN : new TypeReader(text).read();
}

class TypeReader {
  private readonly tokens: readonly string[];
  /** By the index of an opening parenthesis: that of its closing one. */
  private readonly closing = new Map<number, number>();
  private at = 0;

  constructor(text: string) {
    this.tokens = (text.match(TOKEN) ?? []).filter((token) => token.trim() !== '' && !token.startsWith('/*'));
    const open: number[] = [];
    this.tokens.forEach((token, index) => {
      if (token === '(') open.push(index);
      else if (token === ')') {
        const from = open.pop();
        if (from !== undefined) this.closing.set(from, index);
      }
    });
  }

  read(): TypeExpression {
    const type = this.union(0);
    // `A extends B ? C : D` and the like are no type that can be told.
    return this.at < this.tokens.length ? UNKNOWN : type;
  }

  private get next(): string {
    return this.tokens[this.at] ?? '';
  }

  private take(token: string): boolean {
    if (this.next !== token) return false;
    this.at++;
    return true;
  }

  private union(depth: number): TypeExpression {
    if (depth > DEPTH_LIMIT) {
      this.at = this.tokens.length;
      return UNKNOWN;
    }
    this.take('|');
    const parts = [this.intersection(depth)];
    while (this.take('|')) parts.push(this.intersection(depth));
    return union(parts);
  }

  private intersection(depth: number): TypeExpression {
    this.take('&');
    const parts = [this.postfix(depth)];
    while (this.take('&')) parts.push(this.postfix(depth));
    return intersection(parts);
  }

  private postfix(depth: number): TypeExpression {
    let optional = false;
    while (this.next === '?' || this.next === '!' || this.next === '...' || (MODIFIERS.has(this.next) && !/^(?:|[|,;>)\]}=])$/.test(this.tokens[this.at + 1] ?? ''))) {
      if (this.next === '?') optional = true;
      this.at++;
    }
    let type = this.primary(depth);
    for (;;) {
      if (this.next === '[' && this.tokens[this.at + 1] === ']') {
        this.at += 2;
        type = named('Array', [type]);
      } else if (this.take('[')) {
        const key = this.union(depth + 1);
        this.take(']');
        type = { kind: 'indexed', object: type, key };
      } else if (this.take('?')) {
        optional = true;
      } else if (!this.take('=') && !this.take('!')) {
        break;
      }
    }
    return optional ? union([type, named('null')]) : type;
  }

  private primary(depth: number): TypeExpression {
    const token = this.next;
    if (token === '(') return this.parenthesised(depth);
    if (token === '{') return this.record(depth);
    if (token === '[') return this.tuple(depth);
    // What closes is left for whoever opened.
    if (token === '' || /^[|&,;>)\]}=:]$/.test(token)) return UNKNOWN;
    this.at++;
    if (token === '*') return UNKNOWN;
    if (token.startsWith('`')) return named('string');
    if (/^['"]/.test(token)) return { kind: 'literal', value: token.slice(1, -1) };
    if (/^-?\d/.test(token)) return Number.isNaN(Number(token)) ? named('number') : { kind: 'literal', value: Number(token) };
    if (!/^[\p{ID_Start}_$]/u.test(token)) return UNKNOWN;
    switch (token) {
      case 'typeof':
        return queryType(this.path());
      case 'keyof':
        return named('keyof', [this.postfix(depth + 1)]);
      case 'new':
        return this.next === '(' ? this.parenthesised(depth) : UNKNOWN;
      case 'function':
        return this.next === '(' ? this.closureFunction(depth) : UNKNOWN;
      default:
        this.at--;
        return this.reference(depth);
    }
  }

  /** `A.B<C>`, `import('m').A`, `x is T`. */
  private reference(depth: number): TypeExpression {
    const name = this.path();
    if (this.next === 'is') {
      this.at++;
      this.union(depth + 1);
      return named('boolean');
    }
    const args: TypeExpression[] = [];
    if (this.take('<') || this.take('.<')) {
      do args.push(this.union(depth + 1));
      while (this.take(','));
      this.take('>');
    }
    const [first, second] = args;
    if ((name === 'Object' || name === 'object') && first !== undefined) return dictionary(second === undefined ? named('string') : first, second ?? first);
    if (name === 'array' && args.length > 0) return named('Array', args);
    if (name === 'promise' && args.length > 0) return named('Promise', args);
    return args.length === 0 ? (SPELT.get(name) ?? dottedType(name, args)) : name.startsWith('import') ? dottedType(name, args) : generic(name, args);
  }

  /** A dotted name, which may begin with `import('m')`. */
  private path(): string {
    let path = this.next;
    this.at++;
    if (path === 'import' && this.next === '(' && this.tokens[this.at + 2] === ')') {
      path += `(${this.tokens[this.at + 1] ?? ''})`;
      this.at += 3;
    }
    while (this.next === '.' && /^[\p{ID_Start}_$]/u.test(this.tokens[this.at + 1] ?? '')) {
      path += `.${this.tokens[this.at + 1] ?? ''}`;
      this.at += 2;
    }
    return path;
  }

  /** `(T)`, or a function type, whose parts are passed over. */
  private parenthesised(depth: number): TypeExpression {
    const closing = this.closing.get(this.at);
    if (closing !== undefined && this.tokens[closing + 1] === '=>') {
      this.at = closing + 2;
      this.union(depth + 1);
      return UNKNOWN;
    }
    this.at++;
    const type = this.union(depth + 1);
    this.take(')');
    return type;
  }

  /** `function(string, number): boolean`. */
  private closureFunction(depth: number): TypeExpression {
    this.passParentheses();
    if (this.take(':')) this.postfix(depth + 1);
    return UNKNOWN;
  }

  private passParentheses(): void {
    this.at = (this.closing.get(this.at) ?? this.tokens.length) + 1;
  }

  private tuple(depth: number): TypeExpression {
    const parts: TypeExpression[] = [];
    this.at++;
    while (this.next !== '' && this.next !== ']') {
      const rest = this.next === '...';
      // `first: T`, `last?: T`.
      if (/^[\p{ID_Start}_$]/u.test(this.next)) {
        if (this.tokens[this.at + 1] === ':') this.at += 2;
        else if (this.tokens[this.at + 1] === '?' && this.tokens[this.at + 2] === ':') this.at += 3;
      }
      const type = this.union(depth + 1);
      parts.push(rest ? elementOf(type) : type);
      if (!this.take(',') && this.next !== ']') break;
    }
    this.take(']');
    return tuple(parts);
  }

  private record(depth: number): TypeExpression {
    const fields: TypeField[] = [];
    let entries: TypeExpression | null = null;
    this.at++;
    while (this.next !== '' && this.next !== '}') {
      const before = this.at;
      if (this.next === 'readonly' && this.tokens[this.at + 1] !== ':') this.at++;
      if (this.take('[')) {
        entries = dictionary(this.indexKey(depth), this.annotation(depth));
      } else {
        const key = this.next;
        this.at++;
        this.take('?');
        const isMethod = this.next === '(';
        if (isMethod) this.passParentheses();
        const type = this.annotation(depth);
        if (!isMethod && /^['"\p{ID_Start}_$\d]/u.test(key)) fields.push({ name: /^['"]/.test(key) ? key.slice(1, -1) : key, type });
      }
      if (!this.take(',')) this.take(';');
      if (this.at === before) this.at++;
    }
    this.take('}');
    return fields.length === 0 && entries !== null ? entries : { kind: 'record', fields };
  }

  /** What follows the `[` of an index signature, up to its end. */
  private indexKey(depth: number): TypeExpression {
    let key: TypeExpression = named('string');
    this.at++;
    if (this.take(':') || this.take('in')) key = this.union(depth + 1);
    this.take(']');
    this.take('?');
    return key;
  }

  private annotation(depth: number): TypeExpression {
    return this.take(':') ? this.union(depth + 1) : UNKNOWN;
  }
}
