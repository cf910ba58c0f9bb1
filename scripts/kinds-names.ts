/**
 * Which identifiers does a piece of real code hold, and which of many are drawn? Fields, parameters and variables with their
 * owner and written type, and an order that nobody chose. Must not know what a name shows.
 */
import { createHash } from 'node:crypto';
import ts from 'typescript';
import type { Identifier } from './kinds-list';

export interface Seen extends Identifier {
  count: number;
}

/** What is found: `at` is where in the text. */
export type Note = (name: string, owner: string | null, type: string | null, at: number) => void;

/** A name with several owners is drawn this often at most. */
const ownersOfOneName = 2;
/** Shorter names say nothing to anybody. */
export const shortest = 3;
export const longestType = 60;
const frequencies = [1, 4, Infinity];
/** Objects whose fields are code and no data. */
const codeOwners = new Set(['exports', 'module', 'Math', 'JSON', 'Object', 'Array', 'Promise', 'process', 'prototype', 'constructor']);
const python = /\bdef \w+\(([^)]*)\)|^[ \t]*([A-Za-z_]\w*)(?:: *([\w[\]., |]+))? = (?!lambda)|\b([A-Za-z_]\w*)\.([A-Za-z_]\w*)\b(?! *\()/gm;

/** The last name of an expression: `req.body` is `body`, `getUser(id)` is `getUser`; null for what has none. */
function lastName(node: ts.Expression): string | null {
  if (ts.isIdentifier(node)) return node.text;
  if (node.kind === ts.SyntaxKind.ThisKeyword) return 'this';
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (ts.isCallExpression(node) || ts.isAwaitExpression(node) || ts.isNonNullExpression(node) || ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isElementAccessExpression(node)) return lastName(node.expression);
  return null;
}

function isCode(node: ts.Expression | undefined): boolean {
  if (node === undefined) return false;
  if (ts.isAwaitExpression(node) || ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return isCode(node.expression);
  if (ts.isCallExpression(node)) return /^(?:require|__import\w+|__require)$/.test(lastName(node.expression) ?? '') || node.arguments.some((each) => ts.isCallExpression(each) && lastName(each) === 'require');
  return ts.isArrowFunction(node) || ts.isFunctionExpression(node) || ts.isClassExpression(node) || (ts.isPropertyAccessExpression(node) && isCode(node.expression));
}

function noteScript(path: string, text: string, note: Note): void {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, path.endsWith("x") ? ts.ScriptKind.TSX : undefined);
  const typeOf = (node: { readonly type?: ts.TypeNode | undefined }): string | null => node.type?.getText(file).replace(/\s+/g, ' ') ?? null;
  const bind = (name: ts.BindingName, owner: string | null, type: string | null): void => {
    if (ts.isIdentifier(name)) {
      note(name.text, owner, type, name.getStart(file));
      return;
    }
    for (const element of name.elements) {
      if (!ts.isBindingElement(element)) continue;
      const key = element.propertyName;
      if (key !== undefined && ts.isIdentifier(key)) note(key.text, owner, null, key.getStart(file));
      if (ts.isIdentifier(element.name) && key === undefined) note(element.name.text, ts.isObjectBindingPattern(name) ? owner : null, null, element.name.getStart(file));
      else if (!ts.isIdentifier(element.name)) bind(element.name, key !== undefined && ts.isIdentifier(key) ? key.text : null, null);
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && !(ts.isCallExpression(node.parent) && node.parent.expression === node)) {
      const owner = lastName(node.expression);
      if (owner !== null && !codeOwners.has(owner) && !(ts.isBinaryExpression(node.parent) && node.parent.left === node && isCode(node.parent.right))) note(node.name.text, owner, null, node.name.getStart(file));
    } else if (ts.isParameter(node)) bind(node.name, null, typeOf(node));
    else if (ts.isVariableDeclaration(node) && !isCode(node.initializer)) {
      const destructured = !ts.isIdentifier(node.name) && node.initializer !== undefined;
      bind(node.name, destructured ? lastName(node.initializer) : null, typeOf(node));
    } else if ((ts.isPropertySignature(node) || ts.isPropertyDeclaration(node)) && ts.isIdentifier(node.name) && (node.type === undefined || !ts.isFunctionTypeNode(node.type))) {
      const owner = ts.isInterfaceDeclaration(node.parent) || ts.isClassLike(node.parent) ? node.parent.name?.text : ts.isTypeLiteralNode(node.parent) && ts.isTypeAliasDeclaration(node.parent.parent) ? node.parent.parent.name.text : undefined;
      if (!ts.isPropertyDeclaration(node) || !isCode(node.initializer)) note(node.name.text, owner ?? null, typeOf(node), node.name.getStart(file));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
}

function notePython(text: string, note: Note): void {
  const code = text.replaceAll(/^\s*(?:from|import) .*$|"""[^]*?"""|#.*$/gm, (left) => left.replaceAll(/[^\n]/g, ' '));
  for (const match of code.matchAll(python)) {
    const [, parameters, variable, type, owner, field] = match;
    if (parameters !== undefined) {
      for (const each of parameters.split(',')) {
        const found = /^\s*\**([A-Za-z_]\w*)\s*(?::\s*([^=]+?))?\s*(?:=.*)?$/.exec(each);
        if (found?.[1] !== undefined) note(found[1], null, found[2] ?? null, match.index);
      }
    } else if (variable !== undefined) note(variable, null, type ?? null, match.index);
    else if (field !== undefined && owner !== undefined) note(field, owner, null, match.index);
  }
}

/** What one file holds, by the language that its name says. */
export function noteNames(path: string, text: string, note: Note): void {
  if (/\.[cm]?[jt]sx?$/.test(path)) noteScript(path, text, note);
  else if (path.endsWith('.py')) notePython(text, note);
}

/** Where the words of a text fall, from 0 to 1: an order that nobody chose. */
export function chance(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** `count` of them, turn by turn from each package and frequency. */
export function draw(all: readonly Seen[], count: number, taken: Map<string, number>): readonly Seen[] {
  const queues = new Map<string, Seen[]>();
  for (const each of [...all].sort((a, b) => (chance(`${a.name} ${a.owner}`) < chance(`${b.name} ${b.owner}`) ? -1 : 1))) {
    const key = `${each.package} ${String(frequencies.findIndex((most) => each.count <= most))}`;
    const queue = queues.get(key);
    if (queue === undefined) queues.set(key, [each]);
    else queue.push(each);
  }
  const drawn: Seen[] = [];
  for (let left = true; left && drawn.length < count; ) {
    left = false;
    for (const queue of queues.values()) {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const name = next.name.toLowerCase();
        if ((taken.get(name) ?? 0) >= ownersOfOneName) continue;
        taken.set(name, (taken.get(name) ?? 0) + 1);
        drawn.push(next);
        left = true;
        break;
      }
      if (drawn.length >= count) break;
    }
  }
  return drawn;
}

