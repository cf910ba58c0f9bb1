/**
 * How does a page become a graph? Its scripts are lowered by their language; behind what the module does come the page's elements, as the markup that
 * components are made of, and its texts. Elements stand side by side: an element's children are what its text is no markup.
 * Must not interpret elements. Total, without recursion.
 */
import type { Export, FileGraph, FunctionGraph, Guard, GuardId, Node, NodeId, Property } from '../../flow';
import type { Range } from '../../text';
import type { Language } from '../language';
import { isFlag, styleDeclarations, withoutReferences } from './attribute-values';
import { Marks } from './marks';
import { isRun, loadedScript, unknownName } from './scripts';
import { BlocksByPlace, templateBlocks } from './template-conditions';
import type { Term, TemplateBlock } from './template-conditions';
import { trimmed } from './tokens';
import type { HtmlAttribute, HtmlElement } from './tokens';
import type { HtmlTree } from './tree';

/** Elements whose raw text says something. */
const told: ReadonlySet<string> = new Set(['style', 'title', 'textarea']);

export function lowerHtml(script: Language, tree: HtmlTree, before: HtmlTree | null): FileGraph {
  const code = tree.script === null ? null : script.lower(tree.script.tree, before?.script?.tree);
  const [module = emptyModule, ...functions] = code?.functions ?? [];
  const lowering = new Lowering(tree, module);
  lowering.run();
  const comments = [...tree.tokens.comments, ...tree.tokens.elements.flatMap((element) => styleComments(tree.text, element))].map((range) => ({ range, text: tree.text.slice(range.start, range.end) }));
  return {
    language: 'html',
    functions: [{ ...module, range: { start: 0, end: tree.text.length }, nodes: lowering.nodes, guards: lowering.guards, exports: lowering.exports }, ...functions],
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

/** Comments in a style sheet that stands in the page. */
function styleComments(text: string, { name, raw }: HtmlElement): readonly Range[] {
  if (name !== 'style' || raw === null) return [];
  const found: Range[] = [];
  for (let start = text.indexOf('/*', raw.start); start !== -1 && start < raw.end; start = text.indexOf('/*', start)) {
    const end = text.indexOf('*/', start + 2) + 2;
    if (end === 1 || end > raw.end) break;
    found.push({ start, end });
    start = end;
  }
  return found;
}

/** A text without the comments that it begins with: what is said of it is said of what follows them. */
function withoutComments(text: string, range: Range, comments: readonly Range[]): Range {
  let left = range;
  for (const comment of comments) if (comment.start === left.start) left = trimmed(text, { start: comment.end, end: left.end });
  return left;
}

class Lowering {
  readonly nodes: Node[];
  readonly guards: Guard[];
  /** What modules in it export, and all of the scripts that it loads: names that nothing here declares may be theirs. */
  readonly exports: Export[];
  private readonly blocks: readonly TemplateBlock[];
  private readonly places: BlocksByPlace;
  /** By block. */
  private readonly blockGuards: GuardId[] = [];
  /** Of what is lowered now. */
  private guard: GuardId = 0;
  private readonly marks: Marks;
  /** The nodes of functions that event attributes are read as, by where they begin. */
  private readonly handlers: ReadonlyMap<number, NodeId>;

  constructor(private readonly tree: HtmlTree, module: FunctionGraph) {
    this.guards = [...module.guards];
    this.exports = module.exports.filter(({ global }) => global !== true);
    this.blocks = templateBlocks(tree.text, tree.tokens.marks);
    this.places = new BlocksByPlace(this.blocks);
    // What the module does of itself is done where it is shown.
    const first = this.guards.length;
    this.nodes = this.blocks.length === 0 ? [...module.nodes] : module.nodes.map((node) => {
      const block = node.guard === 0 ? this.places.at(node.start) : null;
      return block === null ? node : { ...node, guard: first + block };
    });
    this.marks = new Marks(tree.text);
    const starts = new Set(tree.script?.handlers.values());
    this.handlers = new Map(module.nodes.filter(({ op, start }) => op === 'function' && starts.has(start)).map(({ id, start }) => [start, id]));
  }

  /** Elements and texts in the order in which they stand. */
  run(): void {
    const { elements, texts } = this.tree.tokens;
    for (const block of this.blocks) this.blockGuards.push(this.condition(block));
    let text = 0;
    for (const element of elements) {
      for (let next = texts[text]; next !== undefined && next.start < element.range.start; next = texts[++text]) this.shown(next);
      this.element(element);
    }
    for (const left of texts.slice(text)) this.shown(left);
  }

  /** The guard of what a template shows under a condition. */
  private condition({ mark, terms, holds, parent }: TemplateBlock): GuardId {
    const around = parent === null ? 0 : (this.blockGuards[parent] ?? 0);
    this.guard = around;
    const operands = terms.map((term) => this.term(mark, term));
    const [only = 0] = operands;
    const condition = operands.length === 1 ? only : this.nodes.push({ id: this.nodes.length, op: 'operator', operator: '&&', operands, ...mark, guard: around }) - 1;
    return this.guards.push({ kind: 'when', parent: around, condition, holds }) - 1;
  }

  private term(mark: Range, { path, holds }: Term): NodeId {
    const [root = unknownName, ...fields] = path;
    let value = this.nodes.push({ id: this.nodes.length, op: 'outer', name: root, ...mark, guard: this.guard }) - 1;
    for (const name of fields) value = this.nodes.push({ id: this.nodes.length, op: 'field', object: value, name, ...mark, guard: this.guard }) - 1;
    return holds ? value : this.nodes.push({ id: this.nodes.length, op: 'operator', operator: '!', operands: [value], ...mark, guard: this.guard }) - 1;
  }

  /** What is lowered now stands at an offset. */
  private enter(offset: number): void {
    const block = this.places.at(offset);
    this.guard = block === null ? 0 : (this.blockGuards[block] ?? 0);
  }

  private element(element: HtmlElement): void {
    const { name, range, raw } = element;
    this.enter(range.start);
    const properties: Property[] = [];
    const loaded = loadedScript(this.tree.text, element);
    if (loaded?.isModule === true) this.nodes.push({ id: this.nodes.length, op: 'import', module: loaded.specifier, name: '*', typeOnly: false, ...range, guard: this.guard });
    else if (loaded !== null) this.exports.push({ name: '*', value: null, from: loaded.specifier, imported: null });
    // What is not run loads nothing.
    const isData = name === 'script' && !isRun(this.tree.text, element);
    for (const attribute of element.attributes) {
      if (isData && attribute.name === 'src') continue;
      properties.push({ key: attribute.name, value: this.value(attribute), spread: false, range: attribute.range });
    }
    const text = raw !== null && told.has(name) ? withoutComments(this.tree.text, trimmed(this.tree.text, raw), styleComments(this.tree.text, element)) : null;
    const children = text === null ? [] : this.pieces(text, this.marks.within(text));
    this.nodes.push({ id: this.nodes.length, op: 'markup', name, tag: null, properties, children, ...range, guard: this.guard });
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
    return this.nodes.push({ id: this.nodes.length, op: 'object', properties, start: from, end: to, guard: this.guard }) - 1;
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
      found.push(this.nodes.push({ id: this.nodes.length, op: 'outer', name: unknownName, ...mark, guard: this.guard }) - 1);
      at = mark.end;
    }
    text(end);
    return found;
  }

  private joined({ start, end }: Range, parts: readonly NodeId[]): NodeId {
    const [only] = parts;
    return only !== undefined && parts.length === 1 ? only : this.nodes.push({ id: this.nodes.length, op: 'concat', parts, start, end, guard: this.guard }) - 1;
  }

  private constant({ start, end }: Range, value: string | boolean): NodeId {
    return this.nodes.push({ id: this.nodes.length, op: 'constant', value, start, end, guard: this.guard }) - 1;
  }

  /** A text as it stands: what is written as `&lt;script&gt;` is shown and not run. */
  private shown({ start, end }: Range): NodeId {
    this.enter(start);
    return this.constant({ start, end }, this.tree.text.slice(start, end));
  }
}
