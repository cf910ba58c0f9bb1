/**
 * What does a file of Python declare? Classes with their members, functions with their parameters, what is imported, and whether
 * names may come to be that are not written. By the syntax alone: must not look into other files.
 */
import { Parser } from 'web-tree-sitter';
import type { Language, Node } from 'web-tree-sitter';

export interface PythonFunction {
  readonly kind: 'function';
  readonly name: string;
  /** Positional ones in order, without the first of a method; keywords among them. */
  readonly parameters: readonly string[];
  readonly keywords: ReadonlySet<string>;
  readonly takesMorePositions: boolean;
  readonly takesMoreKeywords: boolean;
  readonly decorators: readonly string[];
  /** What is written as the result's type, and what is returned: expressions. */
  readonly returns: readonly string[];
  /** What is said of the parameters' types, by their names. */
  readonly types: ReadonlyMap<string, string>;
  /** Attributes that a method gives its instance, by the expressions that say what they are. */
  readonly given: ReadonlyMap<string, string | null>;
}

export interface PythonClass {
  readonly kind: 'class';
  readonly name: string;
  readonly bases: readonly string[];
  readonly members: ReadonlyMap<string, readonly Declared[]>;
  readonly isDecorated: boolean;
  /** Why it may have members that are not written; null where nothing says so. */
  readonly open: string | null;
}

export type Declared =
  | PythonFunction
  | PythonClass
  /** `name` null: the module itself. */
  | { readonly kind: 'import'; readonly module: string; readonly name: string | null }
  /** A value by the expressions that say what it is: what is assigned, or its type. */
  | { readonly kind: 'value'; readonly is: string | null; readonly inside: PythonFunction | null };

export interface PythonDeclarations {
  readonly names: ReadonlyMap<string, readonly Declared[]>;
  /** Modules of which everything is imported. */
  readonly stars: readonly string[];
  readonly open: string | null;
}

export class PythonReader {
  private readonly parser = new Parser();

  constructor(grammar: Language) {
    this.parser.setLanguage(grammar);
  }

  read(text: string): PythonDeclarations {
    const tree = this.parser.parse(text);
    if (tree === null) return { names: new Map(), stars: [], open: 'it does not parse' };
    const scope = new Scope();
    for (const statement of tree.rootNode.namedChildren) scope.add(statement);
    const open = scope.names.has('__getattr__') ? 'the module has a __getattr__' : /sys\.modules\[[^\]]+\]\s*=[^=]|\bglobals\(\)|\._convert_\(/.test(text) ? 'names are made as the module runs' : null;
    tree.delete();
    return { names: scope.names, stars: scope.stars, open };
  }
}

/** Names that the statements of a module, a class or a branch give. */
class Scope {
  readonly names = new Map<string, Declared[]>();
  readonly stars: string[] = [];

  constructor(private readonly inClass = false) {}

  add(node: Node | null, decorators: readonly string[] = []): void {
    switch (node?.type) {
      case 'decorated_definition': {
        const own = node.namedChildren.filter((child) => child.type === 'decorator').map((child) => child.text.slice(1).trim());
        this.add(node.childForFieldName('definition'), own);
        return;
      }
      case 'function_definition':
        this.put(nameOf(node), functionOf(node, decorators, this.inClass));
        return;
      case 'class_definition':
        this.put(nameOf(node), classOf(node, decorators.length > 0));
        return;
      case 'import_statement':
        for (const child of node.namedChildren) this.importModule(child);
        return;
      case 'import_from_statement':
        this.importFrom(node);
        return;
      case 'expression_statement':
        for (const child of node.namedChildren) if (child.type === 'assignment') this.assign(child);
        return;
      case 'type_alias_statement':
        this.put(node.namedChildren[0]?.text ?? '', { kind: 'value', is: null, inside: null });
        return;
      case 'if_statement': case 'elif_clause': case 'else_clause': case 'try_statement': case 'except_clause': case 'except_group_clause': case 'finally_clause':
      case 'with_statement': case 'for_statement': case 'while_statement': case 'block':
        for (const child of node.namedChildren) this.add(child);
        return;
      default:
    }
  }

  put(name: string, declared: Declared): void {
    const known = this.names.get(name);
    if (known === undefined) this.names.set(name, [declared]);
    else known.push(declared);
  }

  private importModule(node: Node): void {
    // `import a.b` gives the name `a`.
    const first = node.text.split('.')[0] ?? '';
    if (node.type === 'aliased_import') this.put(node.childForFieldName('alias')?.text ?? '', { kind: 'import', module: nameOf(node), name: null });
    else this.put(first, { kind: 'import', module: first, name: null });
  }

  private importFrom(node: Node): void {
    const module = node.childForFieldName('module_name')?.text ?? '';
    for (const child of node.namedChildren.slice(1)) {
      if (child.type === 'wildcard_import') this.stars.push(module);
      else if (child.type === 'aliased_import') this.put(child.childForFieldName('alias')?.text ?? '', { kind: 'import', module, name: nameOf(child) });
      else if (child.type === 'dotted_name') this.put(child.text, { kind: 'import', module, name: child.text });
    }
  }

  private assign(node: Node, inside: PythonFunction | null = null): void {
    const left = node.childForFieldName('left');
    const [type, right] = [node.childForFieldName('type'), node.childForFieldName('right')];
    if (right?.type === 'assignment') this.assign(right, inside);
    const names = left?.type === 'pattern_list' || left?.type === 'tuple_pattern' ? left.namedChildren : [left];
    for (const name of names) {
      if (name?.type !== 'identifier') continue;
      if (type !== null) this.put(name.text, { kind: 'value', is: typeIn(type.text), inside });
      else this.put(name.text, { kind: 'value', is: names.length > 1 ? null : (right?.type === 'assignment' ? right.childForFieldName('right') : right)?.text ?? null, inside });
    }
  }
}

function nameOf(node: Node): string {
  return node.childForFieldName('name')?.text ?? '';
}

function classOf(node: Node, isDecorated: boolean): PythonClass {
  const scope = new Scope(true);
  const body = node.childForFieldName('body');
  for (const statement of body?.namedChildren ?? []) scope.add(statement);
  // What methods give the instance.
  for (const methods of [...scope.names.values()]) {
    for (const method of methods) if (method.kind === 'function') for (const [name, is] of method.given) scope.put(name, { kind: 'value', is, inside: method });
  }
  const given = node.childForFieldName('superclasses')?.namedChildren ?? [];
  const text = body?.text ?? '';
  const open = scope.names.has('__getattr__') || scope.names.has('__getattribute__') ? 'the class has a __getattr__'
    : given.some((each) => each.type === 'keyword_argument' && each.text.startsWith('metaclass') && !each.text.includes('ABCMeta')) ? 'a metaclass makes it'
      : /\bsetattr\(self,|self\.__dict__\.update|vars\(self\)/.test(text) ? 'it sets attributes by their names' : null;
  return { kind: 'class', name: nameOf(node), bases: given.flatMap((each) => (each.type === 'keyword_argument' ? [] : [each.text])), members: scope.names, isDecorated, open };
}

function functionOf(node: Node, decorators: readonly string[], isMethod: boolean): PythonFunction {
  const parameters: string[] = [];
  const keywords = new Set<string>();
  const types = new Map<string, string>();
  let [takesMorePositions, takesMoreKeywords, onlyKeywords] = [false, false, false];
  for (const each of node.childForFieldName('parameters')?.namedChildren ?? []) {
    if (each.type === 'comment') continue;
    const text = each.text;
    if (text.startsWith('**')) takesMoreKeywords = true;
    else if (text === '*') onlyKeywords = true;
    else if (text.startsWith('*')) [takesMorePositions, onlyKeywords] = [true, true];
    else if (text !== '/') {
      const name = /^\w+/.exec(text)?.[0] ?? '';
      if (!onlyKeywords) parameters.push(name);
      keywords.add(name);
      const type = each.childForFieldName('type');
      if (type !== null) types.set(name, typeIn(type.text));
    }
  }
  const returned = node.childForFieldName('return_type');
  const given = new Map<string, string | null>();
  const returns: string[] = returned === null ? [] : [typeIn(returned.text)];
  const self = parameters[0];
  visit(node.childForFieldName('body'), (inner) => {
    if (inner.type === 'return_statement' && returned === null) returns.push(inner.namedChildren[0]?.text ?? 'None');
    const left = inner.type === 'assignment' ? inner.childForFieldName('left') : null;
    if (isMethod && left?.type === 'attribute' && left.childForFieldName('object')?.text === self) {
      const type = inner.childForFieldName('type');
      const name = left.childForFieldName('attribute')?.text ?? '';
      if (!given.has(name) || given.get(name) === 'None') given.set(name, type === null ? (inner.childForFieldName('right')?.text ?? null) : typeIn(type.text));
    }
  });
  const isBound = isMethod && !decorators.includes('staticmethod');
  return { kind: 'function', name: nameOf(node), parameters: isBound ? parameters.slice(1) : parameters, keywords, takesMorePositions, takesMoreKeywords, decorators, returns, types, given };
}

function visit(node: Node | null, see: (node: Node) => void): void {
  if (node === null || node.type === 'function_definition' || node.type === 'class_definition' || node.type === 'lambda') return;
  see(node);
  for (const child of node.namedChildren) visit(child, see);
}

/** The name in a type: of what may also be none, of what is awaited, of what is written as a text. */
function typeIn(text: string): string {
  const plain = text.replace(/^["']|["']$/g, '').replace(/\s*\|\s*None\b|\bNone\s*\|\s*/g, '').trim();
  const inner = /^(?:typing\.)?(?:Optional|Awaitable|Final|ClassVar|Annotated|Type)\[(.*)\]$/s.exec(plain)?.[1];
  return inner === undefined ? plain : typeIn(inner.split(',')[0] ?? '');
}
