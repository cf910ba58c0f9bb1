/**
 * What does a module of a program set, read as a file of configuration? Frameworks are told in their own language what others are told in YAML: by variables of a
 * module, or by what it exports by default. Must not know a framework, nor run anything: what is not written out is open.
 */
import { absoluteRange } from './graph';
import type { Argument, FileGraph, FunctionGraph, Node, NodeId, NodeOf, Property } from './graph';
import type { Setting, SettingDocument, SettingValue } from './settings';
import { range } from '../text';
import type { Range } from '../text';

/** Values within values: deeper ones are left open. */
const deepest = 20;
/** Names and calls between a use and what is written out. */
const maxSteps = 20;

/** Null where a module sets nothing that can be seen. */
export function moduleSettings(file: FileGraph): SettingDocument | null {
  const [module] = file.functions;
  return module === undefined ? null : new Reader(file, module).document();
}

/** A node in its function. */
interface Written {
  readonly fn: FunctionGraph;
  readonly node: Node;
}

class Reader {
  /** Of functions the objects and lists that are changed after they were written. */
  private readonly changed = new Map<FunctionGraph, ReadonlySet<NodeId>>();

  constructor(private readonly file: FileGraph, private readonly module: FunctionGraph) {}

  document(): SettingDocument | null {
    const offered = this.module.exports.filter(({ name, value }) => name === 'default' && value !== null);
    const [only] = offered;
    const root = only === undefined ? this.variables() : only.value === null || offered.length > 1 ? null : this.value(this.module, only.value, 0);
    return root?.kind === 'map' ? { range: this.module.range, root } : null;
  }

  /** What the variables hold in the end. What branches decide, and what a module that is taken over whole may have set since, is not known. */
  private variables(): SettingValue | null {
    const { module } = this;
    const whole = new Set(module.exports.flatMap(({ name, from }) => (name === '*' && from !== null ? [from] : [])));
    const taken = module.nodes.findLast((node) => node.op === 'import' && node.name === '*' && whole.has(node.module))?.id ?? -1;
    const entries = module.exports.flatMap(({ name, value: id }): Setting | [] => {
      const bound = id === null ? null : this.bound(id, name);
      if (id === null || bound === null || bound.id <= taken) return [];
      const [keyRange, value] = [absoluteRange(module, bound), this.value(module, id, 1)];
      return { key: name, keyRange, range: range(keyRange.start, Math.max(keyRange.end, value.range.end)), value };
    });
    return entries.length === 0 ? null : { kind: 'map', entries, isOpen: whole.size > 0, range: module.range };
  }

  /** Where a variable was given what it holds in the end; null where branches gave it. */
  private bound(id: NodeId, name: string): NodeOf<'bind'> | null {
    let node = this.module.nodes[id];
    for (let steps = 0; steps < maxSteps && (node?.op === 'update' || node?.op === 'after' || node?.op === 'read'); steps++) node = this.module.nodes[node.op === 'update' ? node.object : node.value];
    return node?.op === 'bind' && node.name === name && node.guard === 0 ? node : null;
  }

  /** At the depth 0 stand settings as a whole. */
  private value(fn: FunctionGraph, id: NodeId, depth: number): SettingValue {
    const written = depth > deepest ? null : this.written(fn, id, depth === 0);
    const here = this.rangeOf(fn, id);
    switch (written?.node.op) {
      case 'constant': {
        const { value } = written.node;
        return value === undefined ? open(here) : { kind: 'scalar', text: value === null ? '' : String(value), value, isOpen: false, references: [], range: here };
      }
      case 'object':
        return this.map(written.fn, written.node, depth);
      case 'array':
        return this.list(written.fn, written.node, depth);
      default:
        return open(here);
    }
  }

  /** Where a value stands: of a variable's what it is given. */
  private rangeOf(fn: FunctionGraph, id: NodeId): Range {
    let node = fn.nodes[id];
    for (let steps = 0; steps < maxSteps && node?.op === 'bind'; steps++) node = fn.nodes[node.value];
    return node === undefined ? fn.range : absoluteRange(fn, node);
  }

  private map(fn: FunctionGraph, node: NodeOf<'object'>, depth: number): SettingValue {
    const known = node.properties.filter((property): property is Property & { readonly key: string } => property.key !== null && !property.spread);
    const entries = known.map((property): Setting => {
      const whole = this.place(fn, property.range);
      const value = this.value(fn, property.value, depth + 1);
      const start = fn.range.start + (fn.nodes[property.value]?.start ?? property.range.start);
      // A graph keeps no ranges of keys: from the entry's start to its value.
      return { key: property.key, keyRange: range(whole.start, start > whole.start ? start : whole.end), range: whole, value };
    });
    return { kind: 'map', entries, isOpen: known.length < node.properties.length || this.isChanged(fn, node), range: absoluteRange(fn, node) };
  }

  private list(fn: FunctionGraph, node: NodeOf<'array'>, depth: number): SettingValue {
    const known = node.elements.filter(({ spread }) => !spread);
    const items = known.map(({ value: id }, i): Setting => {
      const value = this.value(fn, id, depth + 1);
      return { key: String(i), keyRange: value.range, range: value.range, value };
    });
    return { kind: 'list', items, isOpen: known.length < node.elements.length || this.isChanged(fn, node), range: absoluteRange(fn, node) };
  }

  /** What a value comes down to: through names, and where settings as a whole are handed to a function (`defineConfig({ … })`) or made by one, through that. */
  private written(fn: FunctionGraph, id: NodeId, isWhole: boolean): Written | null {
    let [at, next]: [FunctionGraph, NodeId | undefined] = [fn, id];
    for (let steps = 0; steps < maxSteps; steps++) {
      const node: Node | undefined = next === undefined ? undefined : at.nodes[next];
      if (node === undefined) return null;
      switch (node.op) {
        case 'read':
        case 'bind':
        case 'cast':
        case 'await':
        case 'after':
          next = node.value;
          break;
        case 'update':
          next = node.object;
          break;
        case 'outer': {
          const held: readonly NodeId[] = this.module.variables.find(({ name }) => name === node.name)?.values ?? [];
          if (held.length !== 1 || at === this.module) return null;
          [at, next] = [this.module, held[0]];
          break;
        }
        case 'call': {
          const first: Argument | undefined = node.args[0];
          if (!isWhole || first === undefined || first.spread || first.name !== null) return null;
          next = first.value;
          break;
        }
        case 'function': {
          const made: FunctionGraph | undefined = this.file.functions[node.function];
          if (made?.returns.length !== 1) return null;
          [at, next] = [made, made.returns[0]];
          break;
        }
        default:
          return { fn: at, node };
      }
    }
    return null;
  }

  /** Whether something is put into an object or a list after it was written. */
  private isChanged(fn: FunctionGraph, { id }: Pick<Node, 'id'>): boolean {
    let changed = this.changed.get(fn);
    if (changed === undefined) {
      const held = fn.nodes.flatMap((node) => (node.op === 'update' ? [node.object] : node.op === 'after' && node.role === 'receiver' ? [node.value] : []));
      this.changed.set(fn, (changed = new Set(held.flatMap((one) => this.written(fn, one, false)?.node.id ?? []))));
    }
    return changed.has(id);
  }

  private place(fn: FunctionGraph, { start, end }: Range): Range {
    return range(fn.range.start + start, fn.range.start + end);
  }
}

function open(here: Range): SettingValue {
  return { kind: 'scalar', text: '…', value: null, isOpen: true, references: [], range: here };
}
