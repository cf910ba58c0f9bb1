/**
 * How does a page become a graph? Its scripts are lowered by their language; behind what the module does come the page's elements, as the markup that
 * components are made of, and its texts. Elements stand side by side: an element's children are what its text is no markup.
 * Must not interpret elements. Total, without recursion.
 */
import type { FileGraph, FunctionGraph, Node, NodeId, Property } from '../../flow';
import type { Range } from '../../text';
import type { Language } from '../language';
import { isFlag, styleDeclarations, withoutReferences } from './attribute-values';
import { Marks } from './marks';
import { isRun, unknownName } from './scripts';
import type { HtmlAttribute, HtmlElement } from './tokens';
import type { HtmlTree } from './tree';

/** Elements whose raw text says something. */
const told: ReadonlySet<string> = new Set(['style', 'title', 'textarea']);

export function lowerHtml(script: Language, tree: HtmlTree, before: HtmlTree | null): FileGraph {
  const code = tree.script === null ? null : script.lower(tree.script.tree, before?.script?.tree);
  const [module = emptyModule, ...functions] = code?.functions ?? [];
  const lowering = new Lowering(tree, module);
  lowering.run();
  const comments = tree.tokens.comments.map((range) => ({ range, text: tree.text.slice(range.start, range.end) }));
  return {
    language: 'html',
    functions: [{ ...module, range: { start: 0, end: tree.text.length }, nodes: lowering.nodes }, ...functions],
    classes: code?.classes ?? [],
    types: code?.types ?? [],
    comments: [...comments, ...(code?.comments ?? [])].sort((a, b) => a.range.start - b.range.start),
    syntaxErrors: code?.syntaxErrors ?? [],
  };
}

const emptyModule: FunctionGraph = {
  id: 0, name: '<module>', kind: 'module', parent: null, class: null, range: { start: 0, end: 0 }, async: false, generator: false, parameterCount: 0, returnType: null,
  nodes: [], guards: [{ kind: 'always' }], variables: [], returns: [], outerWrites: [], exports: [],
};

class Lowering {
  readonly nodes: Node[];
  private readonly marks: Marks;
  /** The nodes of functions that event attributes are read as, by where they begin. */
  private readonly handlers: ReadonlyMap<number, NodeId>;

  constructor(private readonly tree: HtmlTree, module: FunctionGraph) {
    this.nodes = [...module.nodes];
    this.marks = new Marks(tree.text);
    const starts = new Set(tree.script?.handlers.values());
    this.handlers = new Map(module.nodes.filter(({ op, start }) => op === 'function' && starts.has(start)).map(({ id, start }) => [start, id]));
  }

  /** Elements and texts in the order in which they stand. */
  run(): void {
    const { elements, texts } = this.tree.tokens;
    let text = 0;
    for (const element of elements) {
      for (let next = texts[text]; next !== undefined && next.start < element.range.start; next = texts[++text]) this.shown(next);
      this.element(element);
    }
    for (const left of texts.slice(text)) this.shown(left);
  }

  private element(element: HtmlElement): void {
    const { name, range, raw } = element;
    const properties: Property[] = [];
    // What is not run loads nothing.
    const isData = name === 'script' && !isRun(this.tree.text, element);
    for (const attribute of element.attributes) {
      if (isData && attribute.name === 'src') continue;
      properties.push({ key: attribute.name, value: this.value(attribute), spread: false, range: attribute.range });
    }
    const children = raw !== null && raw.end > raw.start && told.has(name) ? this.pieces(raw, this.marks.within(raw)) : [];
    this.nodes.push({ id: this.nodes.length, op: 'markup', name, tag: null, properties, children, ...range, guard: 0 });
  }

  private value(attribute: HtmlAttribute): NodeId {
    const { name, range, value } = attribute;
    if (value === null || isFlag(name)) return this.constant(range, true);
    const start = this.tree.script?.handlers.get(attribute);
    const handler = start === undefined ? undefined : this.handlers.get(start);
    if (handler !== undefined) return handler;
    // With its quotes, as everywhere.
    const whole = { start: value.start - (range.end - value.end), end: range.end };
    const marks = this.marks.within(value);
    if (marks.length > 0) return this.joined(whole, this.pieces(value, marks));
    const text = withoutReferences(this.tree.text.slice(value.start, value.end));
    return (name === 'style' ? this.style(value, text, whole) : null) ?? this.constant(whole, text);
  }

  /** The declarations of a style as what components write: an object. Null where there are none, or places could not be told. */
  private style({ start, end }: Range, text: string, { start: from, end: to }: Range): NodeId | null {
    const declarations = text.length === end - start ? styleDeclarations(text) : [];
    if (declarations.length === 0) return null;
    const properties = declarations.map((one): Property => {
      const range = { start: start + one.start, end: start + one.end };
      return { key: one.name, value: this.constant(range, one.value), spread: false, range };
    });
    return this.nodes.push({ id: this.nodes.length, op: 'object', properties, start: from, end: to, guard: 0 }) - 1;
  }

  /** What stands in a range: constants, and between them what is not known. */
  private pieces({ start, end }: Range, marks: readonly Range[]): NodeId[] {
    const found: NodeId[] = [];
    let at = start;
    const text = (to: number): void => {
      if (to > at) found.push(this.constant({ start: at, end: to }, withoutReferences(this.tree.text.slice(at, to))));
    };
    for (const mark of marks) {
      text(mark.start);
      found.push(this.nodes.push({ id: this.nodes.length, op: 'outer', name: unknownName, ...mark, guard: 0 }) - 1);
      at = mark.end;
    }
    text(end);
    return found;
  }

  private joined({ start, end }: Range, parts: readonly NodeId[]): NodeId {
    const [only] = parts;
    return only !== undefined && parts.length === 1 ? only : this.nodes.push({ id: this.nodes.length, op: 'concat', parts, start, end, guard: 0 }) - 1;
  }

  private constant({ start, end }: Range, value: string | boolean): NodeId {
    return this.nodes.push({ id: this.nodes.length, op: 'constant', value, start, end, guard: 0 }) - 1;
  }

  /** A text as it stands: what is written as `&lt;script&gt;` is shown and not run. */
  private shown({ start, end }: Range): NodeId {
    return this.constant({ start, end }, this.tree.text.slice(start, end));
  }
}
