/**
 * How is one value replaced or wrapped? Verbs on a single expression.
 * Must not know what the new text means.
 */
import type { Range, TextEdit } from '../../../text';
import type { FieldRead, Tree } from '../../language';
import { insert, isNamePart, replace, skipTriviaBack } from '../../editing';
import { asFlatTree, NONE, type FlatNode, type FlatTree } from '../flat-tree';
import { Field, Kind } from '../kinds';
import { expressionAt, isBroken, mayBeginStatement, slotOf, statementBegunBy, unwrapped, type Slot } from './places';
import { removeStatement } from './statements';
import { quoted } from './style';

/** An expression in a place that takes another. */
interface Place {
  readonly node: FlatNode;
  readonly slot: Slot;
}

/** Statements whose parentheses belong to them. */
const HEADS: ReadonlySet<number> = new Set([
  Kind.if_statement, Kind.while_statement, Kind.do_statement, Kind.switch_statement, Kind.with_statement,
]);

function placeAt(tree: FlatTree, range: Range): Place | null {
  let node = expressionAt(tree, range);
  if (node === NONE) return null;
  if (tree.kind(node) === Kind.parenthesized_expression && HEADS.has(tree.kind(tree.parent(node)))) node = tree.firstChild(node);
  const slot = slotOf(tree, node);
  return slot === null ? null : { node, slot };
}

export function wrapExpression(anyTree: Tree, value: Range, wrapper: string): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const place = placeAt(tree, value);
  if (place === null) return null;
  const { node, slot } = place;
  const text = tree.textOf(node);
  if (slot === 'shorthand') return [insert(tree.end(node), `: ${wrapper}(${text})`)];
  if (slot === 'child') return [insert(tree.start(node), `{${wrapper}(`), insert(tree.end(node), ')}')];
  if (slot === 'attribute') {
    // A JSX string has no escapes of the language but entities of its own.
    return /[\\&\r\n]/.test(text) ? null : [insert(tree.start(node), `{${wrapper}(`), insert(tree.end(node), ')}')];
  }
  const parent = tree.parent(node);
  if (tree.kind(parent) === Kind.spread_element) return wrapSpread(tree, parent, node, wrapper);
  const hasParentheses = tree.kind(node) === Kind.parenthesized_expression && tree.kind(tree.firstChild(node)) !== Kind.sequence_expression;
  const [open, close] = hasParentheses ? ['', ''] : tree.kind(node) === Kind.sequence_expression ? ['((', '))'] : ['(', ')'];
  const edits = [insert(tree.start(node), spaced(tree, tree.start(node), wrapper) + open)];
  if (close !== '') edits.push(insert(tree.end(node), close));
  return edits;
}

/** `...list` → `...list.map(…)`: each element for itself. The entries of an object cannot be wrapped one by one. */
function wrapSpread(tree: FlatTree, spread: FlatNode, node: FlatNode, wrapper: string): readonly TextEdit[] | null {
  const around = tree.kind(tree.parent(spread));
  if (around !== Kind.arguments && around !== Kind.array) return null;
  return [insert(tree.start(node), 'Array.from('), insert(tree.end(node), `, (item) => ${wrapper}(item))`)];
}

export function replaceExpression(anyTree: Tree, value: Range, by: string): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const place = placeAt(tree, value);
  if (place === null) return null;
  const { node, slot } = place;
  if (slot === 'shorthand') return [insert(tree.end(node), `: ${by}`)];
  if (slot === 'child') return [replace(tree.range(node), `{${by}}`)];
  if (slot === 'attribute') return [replace(tree.range(node), /^"[^"\\&\r\n]*"$/.test(by) ? by : `{${by}}`)];
  return replaceNode(tree, node, slot, by);
}

/** Put `by` in the node's place, in parentheses where its operators or its first token would be read otherwise. */
export function replaceNode(tree: FlatTree, node: FlatNode, slot: Slot, by: string): readonly TextEdit[] | null {
  let text = by;
  if ((slot === 'operand' || slot === 'object' || slot === 'statement') && (!bindsTightly(by) || by.startsWith('{'))) text = `(${by})`;
  // An optional chain that went on would be cut short together with what follows, and cannot be assigned to.
  if (slot === 'object' && by.includes('?.')) text = `(${by})`;
  // The grammar takes `a < ({ … })` for the beginning of a generic function, though nobody compares with an object.
  if (slot === 'operand' && text.startsWith('({') && tree.text.charAt(skipTriviaBack(tree, tree.start(node)) - 1) === '<') return null;
  if (slot === 'object' && /^[\d.]/.test(text)) text = `(${by})`;
  const start = tree.start(node);
  if (/^(?:\{|function\b|class\b|async\b)/.test(text) && /(?:=>|\bdefault)$/.test(tree.text.slice(Math.max(0, start - 200), skipTriviaBack(tree, start)))) text = `(${by})`;
  const statement = statementBegunBy(tree, node);
  if (statement !== NONE && !mayBeginStatement(tree, statement, text)) {
    text = text.startsWith('(') ? text : `(${by})`;
    if (!mayBeginStatement(tree, statement, text)) return null;
  }
  return [replace(tree.range(node), spaced(tree, start, text) + (isNamePart(text.at(-1)) && isNamePart(tree.text[tree.end(node)]) ? ' ' : ''))];
}

/** With a space where the text before would run into it: `return"x"`, `a-` and `-b`. */
function spaced(tree: FlatTree, start: number, text: string): string {
  const before = tree.text[start - 1];
  const runsOn = isNamePart(before) ? isNamePart(text[0]) : before !== undefined && '+-/'.includes(before) && text.startsWith(before);
  return runsOn ? ` ${text}` : text;
}

/**
 * Whether an expression needs no parentheses beside any operator: a name, literal
 * or call chain. Works on our own short texts; anything it cannot read does not.
 */
function bindsTightly(text: string): boolean {
  const start = /^(?:[A-Za-z_$][\w$]*|'(?:[^'\\\r\n]|\\.)*'|"(?:[^"\\\r\n]|\\.)*"|\d+|`[^`\\$]*`|\((?=[^]*\)$)|\{|\[)/.exec(text)?.[0];
  if (start === undefined) return false;
  let at = start === '(' || start === '{' || start === '[' ? closing(text, 0) : start.length;
  while (at > 0 && at < text.length) {
    const member = /^(?:\?\.|!?\.)[A-Za-z_$][\w$]*/.exec(text.slice(at))?.[0];
    if (member !== undefined) at += member.length;
    else if (text[at] === '(' || text[at] === '[') at = closing(text, at);
    else return false;
  }
  return at === text.length;
}

/** The offset behind the bracket that closes the one at `open`; -1 where brackets and strings do not pair up. */
function closing(text: string, open: number): number {
  const stack: string[] = [];
  for (let at = open; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '"' || character === "'" || character === '`') {
      const end = text.slice(at + 1).search(new RegExp(`(?<!\\\\)${character}`));
      if (end < 0) return -1;
      at += end + 1;
    } else if (character === '(') stack.push(')');
    else if (character === '[') stack.push(']');
    else if (character === '{') stack.push('}');
    else if (character === stack.at(-1)) {
      stack.pop();
      if (stack.length === 0) return at + 1;
    }
  }
  return -1;
}

const LITERALS: ReadonlySet<number> = new Set([Kind.string, Kind.number, Kind.null, Kind.undefined, Kind.true, Kind.false]);

/** What an expression is worth but for wrappers and a literal that stands in for it: of `user.email ?? ''` the `user.email`. */
function mainValue(tree: FlatTree, node: FlatNode): FlatNode {
  let at = unwrapped(tree, node);
  while (tree.kind(at) === Kind.binary_expression && LITERALS.has(tree.kind(tree.lastChild(at)))) {
    const left = tree.firstChild(at);
    if (!/^(?:\?\?|\|\|)$/.test(tree.gap(tree.end(left), tree.start(tree.lastChild(at))))) return at;
    at = unwrapped(tree, left);
  }
  return at;
}

export function replaceField(anyTree: Tree, value: Range, name: string): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const node = mainValue(tree, expressionAt(tree, value));
  if (slotOf(tree, node) === null || typeof readAt(tree, node)?.owner !== 'string' || !/^[A-Za-z_$][\w$]*$/.test(name)) return null;
  const field = tree.lastChild(node);
  return [replace(tree.range(field), tree.kind(field) === Kind.string ? quoted(tree, name) : name)];
}

/** The name of an entry of an object literal, where it is written plainly. */
export function propertyKey(tree: FlatTree, entry: FlatNode): string | null {
  if (tree.kind(entry) === Kind.shorthand_property_identifier) return tree.textOf(entry);
  const key = tree.kind(entry) === Kind.pair ? tree.child(entry, Field.key) : tree.kind(entry) === Kind.method_definition ? tree.child(entry, Field.name) : NONE;
  switch (tree.kind(key)) {
    case Kind.property_identifier:
    case Kind.number:
      return tree.textOf(key);
    case Kind.string:
      return tree.textOf(key).slice(1, -1);
    default:
      return null;
  }
}

export function readField(anyTree: Tree, value: Range, name: string): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const node = expressionAt(tree, value);
  if (node === NONE || tree.kind(tree.parent(node)) === Kind.spread_element || !/^[A-Za-z_$][\w$]*$/.test(name)) return null;
  const inner = tree.kind(node) === Kind.parenthesized_expression && tree.kind(tree.firstChild(node)) === Kind.identifier ? tree.firstChild(node) : node;
  const text = tree.textOf(inner);
  return replaceExpression(tree, tree.range(node), bindsTightly(text) && !/^[\d{]/.test(text) ? `${text}.${name}` : `(${text}).${name}`);
}

export function fieldRead(anyTree: Tree, value: Range): FieldRead | null {
  const tree = asFlatTree(anyTree);
  return readAt(tree, mainValue(tree, expressionAt(tree, value)));
}

function readAt(tree: FlatTree, node: FlatNode): FieldRead | null {
  const kind = tree.kind(node);
  if (kind === Kind.identifier || kind === Kind.shorthand_property_identifier) return { owner: null, name: tree.textOf(node), range: tree.range(node) };
  const key = node === NONE ? NONE : tree.lastChild(node);
  const name = kind === Kind.member_expression && tree.kind(key) === Kind.property_identifier ? tree.textOf(key)
    : kind === Kind.subscript_expression && tree.kind(key) === Kind.string ? tree.textOf(key).slice(1, -1) : null;
  return name === null ? null : { owner: tree.textOf(tree.firstChild(node)), name, range: tree.range(node) };
}

export function fieldReads(anyTree: Tree, within: Range): readonly FieldRead[] {
  const tree = asFlatTree(anyTree);
  const first = expressionAt(tree, within);
  const found: FieldRead[] = [];
  for (let node = first; node >= 0 && node < tree.after(first); ) {
    const read = slotOf(tree, node) === null ? null : readAt(tree, node);
    if (read !== null) found.push(read);
    // `f(x).name` reads `x` too, `x.y.name` nothing more.
    node = read !== null && !/[()]/.test(read.owner ?? '') ? tree.after(node) : node + 1;
  }
  return found;
}

export function removeFallback(anyTree: Tree, value: Range, expression: string): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const node = expressionAt(tree, value);
  const parent = node === NONE ? NONE : tree.parent(node);
  if (parent === NONE || isBroken(tree, node)) return null;
  const left = tree.firstChild(parent);
  switch (tree.kind(parent)) {
    case Kind.binary_expression:
      return /^(?:\|\||\?\?)$/.test(tree.gap(tree.end(left), tree.start(node))) && tree.textOf(left) === expression ? [replace({ start: tree.end(left), end: tree.end(node) }, '')] : null;
    case Kind.assignment_expression:
      return tree.textOf(left) === expression ? removeStatement(tree, tree.range(parent)) : null;
    case Kind.object_assignment_pattern:
    case Kind.assignment_pattern:
      // `const { KEY = 'abc' } = process.env`
      return expression.endsWith(`.${tree.textOf(left)}`) ? [replace({ start: tree.end(left), end: tree.end(node) }, '')] : null;
    default:
      return null;
  }
}

export function readErrorMessage(anyTree: Tree, value: Range, error?: string): readonly TextEdit[] | null {
  if (error !== undefined) return replaceField(anyTree, value, 'message');
  const tree = asFlatTree(anyTree);
  const node = expressionAt(tree, value);
  const inner = unwrapped(tree, node);
  const kind = tree.kind(inner);
  if (kind !== Kind.identifier && kind !== Kind.shorthand_property_identifier && kind !== Kind.member_expression) return null;
  const text = tree.textOf(inner);
  // A caught value is `unknown` to a strict TypeScript compiler.
  return replaceExpression(tree, tree.range(inner), isCaught(tree, inner) ? `(${text} as Error).message` : `${text}.message`);
}

/** Whether TypeScript holds the name for `unknown`: the parameter of a `catch`, with no type that says otherwise. */
function isCaught(tree: FlatTree, name: FlatNode): boolean {
  if (tree.language !== 'typescript' && tree.language !== 'tsx') return false;
  for (let at = tree.parent(name); at >= 0; at = tree.parent(at)) {
    const parameter = tree.kind(at) === Kind.catch_clause ? tree.child(at, Field.parameter) : NONE;
    if (parameter === NONE || tree.textOf(parameter) !== tree.textOf(name)) continue;
    return !/:\s*any$/.test(tree.textOf(tree.nextSibling(parameter)));
  }
  return false;
}

export function replacePrefix(anyTree: Tree, literal: Range, prefix: string, by: string): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  let node = expressionAt(tree, literal);
  // The text of a template before its first `${}` is a place of its own.
  if (node === NONE) node = tree.smallestNodeCovering(literal);
  while (tree.kind(node) === Kind.binary_expression || tree.kind(node) === Kind.parenthesized_expression) node = tree.firstChild(node);
  if ((tree.kind(node) !== Kind.string && tree.kind(node) !== Kind.template_string) || isBroken(tree, node)) return null;
  const start = tree.start(node) + 1;
  if (literal.start > start || /[\\'"`\r\n{}<>]|\$$/.test(prefix + by) || !tree.text.startsWith(prefix, start) || start + prefix.length >= tree.end(node)) return null;
  return [replace({ start, end: start + prefix.length }, by)];
}

export function replaceStringPart(anyTree: Tree, part: Range, by: string): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const node = tree.smallestNodeCovering(part);
  const slot = slotOf(tree, node);
  const [start, end] = [tree.start(node) + 1, tree.end(node) - 1];
  if (slot === null || part.start >= part.end || part.start < start || part.end > end) return null;
  if (tree.kind(node) === Kind.template_string) {
    if (tree.children(node).some((child) => tree.start(child) < part.end && tree.end(child) > part.start)) return null;
    if (part.start === start && part.end === end) return replaceExpression(tree, tree.range(node), by);
    return isTagged(tree, node) || /[\\$]$/.test(tree.text.slice(start, part.start)) ? null : [replace(part, `\${${by}}`)];
  }
  if (tree.kind(node) !== Kind.string) return null;
  if (part.start === start && part.end === end) return replaceExpression(tree, tree.range(node), by);
  const [head, tail] = [tree.text.slice(start, part.start), tree.text.slice(part.end, end)];
  // Old octal escapes and a cut escape mean something else, or nothing, in a template; JSX strings have no escapes at all.
  if (/\\[0-9xu]/.test(head + tail) || /(?:^|[^\\])(?:\\\\)*\\$/.test(head) || (slot === 'attribute' && /[\\&\r\n]/.test(head + tail))) return null;
  const template = `\`${escaped(head)}\${${by}}${escaped(tail)}\``;
  return slot === 'attribute' ? [replace(tree.range(node), `{${template}}`)] : replaceNode(tree, node, slot, template);
}

function escaped(text: string): string {
  return text.replace(/\\[^]|`|\$(?=\{)/g, (found) => (found.startsWith('\\') ? found : `\\${found}`));
}

export function isTagged(tree: FlatTree, template: FlatNode): boolean {
  return tree.kind(tree.parent(template)) === Kind.call_expression;
}

export function pickFields(anyTree: Tree, value: Range, names: readonly string[]): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const node = expressionAt(tree, value);
  const place = placeAt(tree, value);
  if (place === null || names.length === 0) return null;
  const spread = tree.kind(tree.parent(node)) === Kind.spread_element ? tree.parent(node) : NONE;
  if (spread !== NONE && tree.kind(tree.parent(spread)) !== Kind.object) return null;
  const inner = unwrapped(tree, node);
  // Written once for each field: only what gives the same value each time.
  const kind = tree.kind(inner);
  if (kind !== Kind.identifier && kind !== Kind.shorthand_property_identifier && kind !== Kind.this && kind !== Kind.member_expression) return null;
  if (/[()\r\n]/.test(tree.textOf(inner))) return null;
  const fields = names.map((name) => `${name}: ${tree.textOf(inner)}.${name}`).join(', ');
  return spread === NONE ? replaceExpression(tree, tree.range(node), `{ ${fields} }`) : [replace(tree.range(spread), fields)];
}
