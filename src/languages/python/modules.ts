/**
 * What does a module take from others? Imports in all their forms.
 */
import type { NodeId } from '../../flow';
import { NOTHING } from '../lowering';
import { NONE, type FlatNode } from './flat-tree';
import type { FunctionLowering, Handlers, StatementHandler } from './function-lowering';
import { Field, Kind } from './kinds';

/** `import a.b` gives the name `a` to the whole of `a`; `import a.b as c` gives `c` to `a.b`. */
function lowerImport(f: FunctionLowering, node: FlatNode): void {
  for (const child of f.tree.children(node)) {
    if (f.tree.kind(child) === Kind.aliased_import) {
      bindImport(f, f.tree.child(child, Field.alias), moduleName(f, f.tree.child(child, Field.name)), '*');
    } else if (f.tree.kind(child) === Kind.dotted_name) {
      const first = f.tree.firstChild(child);
      if (first !== NONE) bindImport(f, first, f.tree.textOf(first), '*');
    }
  }
}

/** `from m import a, b as c`, `from . import d`, `from m import *`. */
function lowerImportFrom(f: FunctionLowering, node: FlatNode): void {
  const module = moduleName(f, f.tree.child(node, Field.module_name));
  for (const child of f.tree.children(node)) {
    switch (f.tree.kind(child)) {
      case Kind.wildcard_import:
        f.import(child, module, '*', f.typeChecking);
        if (f.request.kind === 'module') f.exports.push({ name: '*', value: null, from: module, imported: null });
        break;
      case Kind.aliased_import:
        bindImport(f, f.tree.child(child, Field.alias), module, moduleName(f, f.tree.child(child, Field.name)));
        break;
      case Kind.dotted_name:
        if (f.tree.field(child) === Field.name) bindImport(f, f.tree.firstChild(child), module, moduleName(f, child));
        break;
      default:
    }
  }
}

/** `a.b` or `..a.b`, as written. */
function moduleName(f: FunctionLowering, node: FlatNode): string {
  return node === NONE ? '' : f.tree.textOf(node).replace(/\\\r?\n|\s+/g, '');
}

function bindImport(f: FunctionLowering, local: FlatNode, module: string, name: string): void {
  if (local === NONE) return;
  const value: NodeId = f.import(local, module, name, f.typeChecking);
  const text = f.tree.textOf(local);
  const slot = f.scope.lookup(text);
  if (slot !== NOTHING) f.scope.assign(slot, value);
  else f.outerWrites.push({ name: text, value: f.bind(local, text, value, null) });
}

export const moduleHandlers: Handlers<StatementHandler> = {
  import_statement: lowerImport,
  import_from_statement: lowerImportFrom,
  // Says how the file is read, not what it has.
  future_import_statement: () => undefined,
};
