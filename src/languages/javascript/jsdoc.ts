/**
 * Which doc comment speaks of a piece of syntax? Comments by the place of what
 * follows them, found once a file.
 * Must not read comments that no one asks for, but for the types they declare.
 */
import type { TypeDeclaration, TypeExpression } from '../../flow';
import type { Range } from '../../text';
import { NONE, type FlatNode, type FlatTree } from './flat-tree';
import { mayTellTypes, readDoc, type Doc } from './jsdoc-tags';
import { Kind } from './kinds';
import { alias } from './type-builders';

/** Syntax around a function or value that its comment may stand before: more is not climbed. */
const CLIMB_LIMIT = 8;

export type { Doc } from './jsdoc-tags';

export class Docs {
  private readonly read = new Map<Range, Doc>();

  private constructor(
    private readonly tree: FlatTree,
    /** Comments by the offset of what follows. */
    private readonly byPlace: ReadonlyMap<number, Range>,
    private readonly all: readonly Range[],
  ) {}

  /** The file's doc comments that may tell types; null when there are none, as in most files. */
  static of(tree: FlatTree): Docs | null {
    const { text, comments } = tree;
    const all = comments.filter(({ start, end }) => text.startsWith('/**', start) && mayTellTypes(text.slice(start, end)));
    if (all.length === 0) return null;
    const telling = new Set(all);
    const byPlace = new Map<number, Range>();
    let nextStart = -1;
    let nextPlace = -1;
    for (let i = comments.length - 1; i >= 0; i--) {
      const comment = comments[i];
      if (comment === undefined) continue;
      let place = comment.end;
      while (place < text.length && /\s/.test(text.charAt(place))) place++;
      if (place === nextStart) place = nextPlace;
      // Of several comments before one place the last speaks.
      if (telling.has(comment) && !byPlace.has(place)) byPlace.set(place, comment);
      nextStart = comment.start;
      nextPlace = place;
    }
    return new Docs(tree, byPlace, all);
  }

  /** The types that comments declare, wherever they stand. */
  declarations(): readonly TypeDeclaration[] {
    const declaring = this.all.filter(({ start, end }) => this.tree.text.slice(start, end).includes('@typedef'));
    return declaring.flatMap((range) => this.docIn(range).typedefs.map(({ name, parameters, type }) => alias(name, parameters, type, range)));
  }

  /** The comment right before a node; null when none tells types there. */
  at(node: FlatNode): Doc | null {
    const range = this.byPlace.get(this.tree.start(node));
    return range === undefined ? null : this.docIn(range);
  }

  /** The text of the comment that `before` would read; '' where there is none. */
  textBefore(node: FlatNode): string {
    const range = this.rangeBefore(node);
    return range === undefined ? '' : this.tree.text.slice(range.start, range.end);
  }

  /** The comment before a node or the statement, property or member that gives it its name. */
  before(node: FlatNode): Doc | null {
    const range = this.rangeBefore(node);
    return range === undefined ? null : this.docIn(range);
  }

  private rangeBefore(node: FlatNode): Range | undefined {
    let at = node;
    for (let i = 0; i < CLIMB_LIMIT && at !== NONE; i++) {
      const range = this.byPlace.get(this.tree.start(at));
      if (range !== undefined) return range;
      const parent = this.tree.parent(at);
      if (!isNamedBy(this.tree, at, parent)) return undefined;
      at = parent;
    }
    return undefined;
  }

  private docIn(range: Range): Doc {
    let doc = this.read.get(range);
    if (doc === undefined) this.read.set(range, (doc = readDoc(this.tree.text.slice(range.start, range.end))));
    return doc;
  }
}

/** Whether a comment before `parent` speaks of `node`. */
function isNamedBy(tree: FlatTree, node: FlatNode, parent: FlatNode): boolean {
  switch (tree.kind(parent)) {
    case Kind.lexical_declaration:
    case Kind.variable_declaration:
      return tree.firstChild(parent) === node;
    case Kind.assignment_expression:
    case Kind.variable_declarator:
    case Kind.pair:
    case Kind.public_field_definition:
    case Kind.field_definition:
      return tree.after(node) === tree.after(parent);
    case Kind.export_statement:
    case Kind.expression_statement:
    case Kind.parenthesized_expression:
      return true;
    default:
      return false;
  }
}

/** The type written for a parameter: under its name; one that is taken apart by its position. */
export function docParameter(doc: Doc, index: number, name: string | null): TypeExpression | null {
  if (name !== null) return doc.parameters.find((parameter) => parameter.name === name)?.type ?? null;
  return doc.parameters[index]?.type ?? null;
}
