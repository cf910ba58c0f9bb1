/**
 * What do variables stand for in a Dockerfile? What ENV says and what ARG gives unless the build is told otherwise.
 * Must not know instructions.
 */

/** A value as far as it is known: open where it names what is not. */
export interface Expanded {
  readonly text: string;
  readonly isOpen: boolean;
  readonly references: readonly string[];
}

/** Names beyond this many are not listed: only texts made to do harm have them. */
const mostReferences = 256;

/** How many characters variables may put into one file, beside as many as it has: values that name each other could grow without end. */
export class Budget {
  private left: number;

  constructor(length: number) {
    this.left = length + 100_000;
  }

  take(count: number): boolean {
    if (count > this.left) return false;
    this.left -= count;
    return true;
  }
}

/** What is set where an instruction stands. ENV goes before ARG, in whatever order they stand. */
export class Scope {
  private constructor(private readonly environment: Map<string, Expanded>, private readonly args: Map<string, Expanded>) {}

  static empty(): Scope {
    return new Scope(new Map(), new Map());
  }

  /** What a stage has that begins from this one. */
  child(): Scope {
    return new Scope(new Map(this.environment), new Map(this.args));
  }

  get size(): number {
    return this.environment.size + this.args.size;
  }

  /** What the running container has of it. */
  atRun(): Scope {
    return new Scope(this.environment, new Map());
  }

  get(name: string): Expanded | null {
    return this.environment.get(name) ?? this.args.get(name) ?? null;
  }

  setEnvironment(name: string, value: Expanded): void {
    this.environment.set(name, value);
  }

  /** Null: declared without a default, so that only the build knows. */
  setArg(name: string, value: Expanded | null): void {
    if (value === null) this.args.delete(name);
    else this.args.set(name, value);
  }
}

export interface Expansion {
  readonly scope: Scope;
  readonly escape: string;
  readonly budget: Budget;
  /** Quotes and escapes stay, as a shell gets them. */
  readonly isRaw: boolean;
}

const nameForm = /[A-Za-z_]\w*/y;

/** A variable as it is written. */
interface Written {
  readonly name: string;
  /** `:-`, `-`, `:+` or `+`; null for any other form, of which nothing is known. */
  readonly operator: '' | ':-' | '-' | ':+' | '+' | null;
  readonly other: string;
  readonly end: number;
}

/** `$X`, `${X}`, `${X:-other}` at the dollar; null where no variable stands. */
function readVariable(text: string, at: number): Written | null {
  const isBraced = text.charAt(at + 1) === '{';
  nameForm.lastIndex = at + (isBraced ? 2 : 1);
  const name = nameForm.exec(text)?.[0];
  if (name === undefined) return null;
  const after = nameForm.lastIndex;
  if (!isBraced) return { name, operator: '', other: '', end: after };
  let end = after;
  while (end < text.length && text.charAt(end) !== '}' && text.charAt(end) !== '{') end++;
  if (text.charAt(end) !== '}') return null;
  const rest = text.slice(after, end);
  const length = rest.startsWith(':') ? 2 : 1;
  const operator = rest.slice(0, length);
  const other = rest.slice(length);
  if (rest === '') return { name, operator: '', other, end: end + 1 };
  const isKnown = (operator === ':-' || operator === '-' || operator === ':+' || operator === '+') && !/[$"'\\]/.test(other);
  return { name, operator: isKnown ? operator : null, other, end: end + 1 };
}

/** What `text` says with its variables put in, those in single quotes aside. One that is not known stays as it is written. */
export function expand(text: string, { scope, escape, budget, isRaw }: Expansion): Expanded {
  let result = '';
  let isOpen = false;
  const references = new Set<string>();
  let quote = '';
  let plain = 0;
  const keep = (end: number): void => {
    result += text.slice(plain, end);
  };
  for (let at = 0; at < text.length; ) {
    const character = text.charAt(at);
    if (character === escape && quote !== "'" && at + 1 < text.length) {
      // In quotes an escape says something only before what it keeps from its meaning.
      const isMeant = quote === '' || /["$]/.test(text.charAt(at + 1)) || text.charAt(at + 1) === escape;
      if (!isRaw && isMeant) {
        keep(at);
        plain = at + 1;
      }
      at += 2;
    } else if ((character === '"' || character === "'") && (quote === '' || quote === character)) {
      quote = quote === '' ? character : '';
      if (!isRaw) {
        keep(at);
        plain = at + 1;
      }
      at++;
    } else if (character === '$' && quote !== "'") {
      const found = readVariable(text, at);
      if (found === null) {
        at++;
        continue;
      }
      const value = valueOf(found, scope);
      if (value !== null && budget.take(value.text.length + value.references.length * 8)) {
        keep(at);
        plain = found.end;
        result += value.text;
        isOpen ||= value.isOpen;
        for (const name of value.references) if (references.size < mostReferences) references.add(name);
      } else {
        isOpen = true;
        if (references.size < mostReferences) references.add(found.name);
      }
      at = found.end;
    } else {
      at++;
    }
  }
  keep(text.length);
  return { text: result, isOpen, references: [...references] };
}

/** Null for what is not known. */
function valueOf({ name, operator, other }: Written, scope: Scope): Expanded | null {
  const value = scope.get(name);
  if (value === null || operator === null) return null;
  if (operator === '') return value;
  const counts = !operator.startsWith(':') || value.text !== '';
  if (operator.endsWith('-')) return counts ? value : { text: other, isOpen: false, references: [] };
  return { text: counts ? other : '', isOpen: false, references: [] };
}

/** One word of a line. */
export interface Word {
  readonly start: number;
  readonly end: number;
  /** It has a quote that nothing closes, and so goes on to the end. */
  readonly isUnclosed?: boolean;
}

/** Words between blanks, in which blanks in quotes or behind an escape count as characters. */
export function wordsOf(text: string, start: number, end: number, escape: string): readonly Word[] {
  const words: Word[] = [];
  let from = -1;
  let quote = '';
  for (let at = start; at < end; at++) {
    const character = text.charAt(at);
    const isBlank = quote === '' && (character === ' ' || character === '\t');
    if (isBlank) {
      if (from >= 0) words.push({ start: from, end: at });
      from = -1;
      continue;
    }
    if (from < 0) from = at;
    if (character === escape && quote !== "'") at++;
    else if (quote === character) quote = '';
    else if (quote === '' && (character === '"' || character === "'")) quote = character;
  }
  if (from >= 0) words.push(quote === '' ? { start: from, end } : { start: from, end, isUnclosed: true });
  return words;
}
