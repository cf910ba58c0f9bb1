/**
 * How is an access path written? Text to steps and back; the grammar is in the
 * header of types.ts. Must not know packages or what the steps lead to.
 */

/** A set of positions, or one keyword. `high` is inclusive; null means "and all after". */
export type Selector =
  | { readonly kind: 'range'; readonly low: number; readonly high: number | null }
  | { readonly kind: 'keyword'; readonly name: string };

export type Step =
  /** One of several names: `info`, `{info,warn}`. */
  | { readonly kind: 'member'; readonly names: readonly string[] }
  /** `.*` */
  | { readonly kind: 'any-member' }
  | { readonly kind: 'call' }
  | { readonly kind: 'new' }
  | { readonly kind: 'argument'; readonly at: readonly Selector[] }
  | { readonly kind: 'parameter'; readonly at: readonly Selector[] }
  | { readonly kind: 'receiver' }
  | { readonly kind: 'element' }
  | { readonly kind: 'decorated' };

/** `package`: the package's export itself. `any`: a receiver of unknown origin. `type`: a named type, of another package where one is given. */
export type PathRoot = { readonly kind: 'package' } | { readonly kind: 'any' } | { readonly kind: 'type'; readonly package: string | null; readonly name: string };

export interface Path {
  readonly root: PathRoot;
  readonly steps: readonly Step[];
}

/** A result, or what is wrong at which offset of the text. */
export type Parsed<T> = { readonly value: T } | { readonly message: string; readonly offset: number };

const identifier = /^[A-Za-z_$][A-Za-z0-9_$]*$/;
const reserved = new Set(['argument', 'parameter', 'receiver', 'decorated', 'new', 'default']);

/** Thrown inside this file only; `parse` turns it into a returned mistake. */
class PathError extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}

/**
 * The path that `text` writes, or the first mistake with its offset in `text`.
 * `default` alone, or in front of a step, is the package root; `create()` means `default.create()`.
 */
export function parsePath(text: string): Parsed<Path> {
  try {
    return { value: new PathReader(text).path() };
  } catch (error) {
    if (error instanceof PathError) return { message: error.message, offset: error.offset };
    throw error;
  }
}

/** The text of a path; `parsePath` reads it back to an equal path. */
export function printPath(path: Path): string {
  let text = '';
  let steps = path.steps;
  if (path.root.kind === 'any') text = '<any>';
  else if (path.root.kind === 'type') text = path.root.package === null ? `<${path.root.name}>` : `<${path.root.package}:${path.root.name}>`;
  else if (steps[0]?.kind === 'member') {
    text = printNames(steps[0].names);
    steps = steps.slice(1);
  } else text = 'default';
  return text + steps.map(printStep).join('');
}

function printStep(step: Step): string {
  switch (step.kind) {
    case 'member':
      return `.${printNames(step.names)}`;
    case 'any-member':
      return '.*';
    case 'call':
      return '()';
    case 'new':
      return '.new()';
    case 'argument':
    case 'parameter':
      return `.${step.kind}[${step.at.map(printSelector).join(',')}]`;
    case 'receiver':
    case 'decorated':
      return `.${step.kind}`;
    case 'element':
      return '[]';
  }
}

/** `2`, `0..1`, `1..`, `*`, `name`. */
export function printSelector(selector: Selector): string {
  if (selector.kind === 'keyword') return selector.name;
  if (selector.high === null) return selector.low === 0 ? '*' : `${String(selector.low)}..`;
  return selector.low === selector.high ? String(selector.low) : `${String(selector.low)}..${String(selector.high)}`;
}

function printNames(names: readonly string[]): string {
  const printed = names.map((name) => (identifier.test(name) && (!reserved.has(name) || names.length > 1) ? name : JSON.stringify(name)));
  return printed.length === 1 ? (printed[0] ?? '') : `{${printed.join(',')}}`;
}

class PathReader {
  private at = 0;

  constructor(private readonly text: string) {}

  path(): Path {
    const root = this.root();
    const steps: Step[] = [...root.steps];
    while (this.at < this.text.length) steps.push(this.step());
    return { root: root.root, steps };
  }

  private root(): { root: PathRoot; steps: readonly Step[] } {
    if (this.take('<')) return { root: this.typeRoot(), steps: [] };
    if (this.peek('{')) return { root: { kind: 'package' }, steps: [this.names()] };
    const start = this.at;
    const quoted = this.peek('"');
    const name = this.name('a path starts with `default`, the name of an export or `<Type>`');
    if (quoted) return { root: { kind: 'package' }, steps: [{ kind: 'member', names: [name] }] };
    if (name === 'default') return { root: { kind: 'package' }, steps: [] };
    if (reserved.has(name)) throw new PathError(`\`${name}\` cannot start a path; write \`default.${name}\` or quote the name`, start);
    return { root: { kind: 'package' }, steps: [{ kind: 'member', names: [name] }] };
  }

  private typeRoot(): PathRoot {
    const start = this.at;
    const end = this.text.indexOf('>', start);
    if (end < 0) throw new PathError('`<` without `>`', start - 1);
    const inside = this.text.slice(start, end);
    this.at = end + 1;
    if (inside === 'any') return { kind: 'any' };
    const colon = inside.lastIndexOf(':');
    const name = inside.slice(colon + 1);
    if (!/^[A-Za-z_$][\w$.]*$/.test(name)) throw new PathError('a type is written `<Name>` or `<package:Name>`', start);
    return { kind: 'type', package: colon < 0 ? null : inside.slice(0, colon), name };
  }

  private step(): Step {
    if (this.take('()')) return { kind: 'call' };
    if (this.take('[]')) return { kind: 'element' };
    if (!this.take('.')) throw new PathError('expected `.`, `()` or `[]`', this.at);
    if (this.take('*')) return { kind: 'any-member' };
    if (this.peek('{')) return this.names();
    const quoted = this.peek('"');
    const start = this.at;
    const name = this.name('a name is missing after `.`');
    if (quoted) return { kind: 'member', names: [name] };
    if (name === 'receiver' || name === 'decorated') return { kind: name };
    if (name === 'argument' || name === 'parameter') {
      if (!this.take('[')) throw new PathError(`\`${name}\` needs a position (\`${name}[0]\`); quote it if it is a member's name`, start);
      return { kind: name, at: this.selectors(name) };
    }
    if (name === 'new') {
      if (!this.take('()')) throw new PathError('`new` needs `()`; quote it if it is a member\'s name', start);
      return { kind: 'new' };
    }
    return { kind: 'member', names: [name] };
  }

  private names(): Step {
    const start = this.at;
    this.at++;
    const names: string[] = [];
    do names.push(this.name('a name is missing in `{ }`'));
    while (this.take(','));
    if (!this.take('}')) throw new PathError('`{` without `}`', start);
    return { kind: 'member', names };
  }

  private selectors(of: 'argument' | 'parameter'): readonly Selector[] {
    const start = this.at - 1;
    const selectors: Selector[] = [];
    do selectors.push(this.selector(of));
    while (this.take(','));
    if (!this.take(']')) throw new PathError('`[` without `]`', start);
    return selectors;
  }

  private selector(of: 'argument' | 'parameter'): Selector {
    if (this.take('*')) return { kind: 'range', low: 0, high: null };
    const start = this.at;
    const low = this.digits();
    if (low === null) {
      if (of === 'parameter') throw new PathError('a parameter is chosen by position', start);
      return { kind: 'keyword', name: this.name('a position or a keyword is missing in `[ ]`') };
    }
    if (!this.take('..')) return { kind: 'range', low, high: low };
    const high = this.digits();
    if (high !== null && high < low) throw new PathError('the range ends before it begins', start);
    return { kind: 'range', low, high };
  }

  private digits(): number | null {
    const start = this.at;
    while (/[0-9]/.test(this.text.charAt(this.at))) this.at++;
    if (this.at === start) return null;
    if (this.at - start > 2) throw new PathError('positions go up to 99', start);
    return Number(this.text.slice(start, this.at));
  }

  private name(missing: string): string {
    const start = this.at;
    if (this.take('"')) {
      const end = this.text.indexOf('"', this.at);
      if (end <= this.at) throw new PathError('a quoted name is empty or does not end', start);
      this.at = end + 1;
      return this.text.slice(start + 1, end);
    }
    while (/[\w$]/.test(this.text.charAt(this.at))) this.at++;
    if (this.at === start) throw new PathError(missing, start);
    const name = this.text.slice(start, this.at);
    if (!identifier.test(name)) throw new PathError(`\`${name}\` is no name; quote it`, start);
    return name;
  }

  private peek(token: string): boolean {
    return this.text.startsWith(token, this.at);
  }

  private take(token: string): boolean {
    if (!this.peek(token)) return false;
    this.at += token.length;
    return true;
  }
}
