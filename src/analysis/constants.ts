/**
 * Which literals does a function hold, and what is each called? For rules about
 * constants themselves (credentials written in the source).
 */
import type { NodeId, NodeOf } from '../flow';
import { nameOf, pathOf } from './names';
import type { Unit } from './program';
import type { Surroundings } from './shapes';

export interface NamedConstant {
  readonly node: NodeOf<'constant'>;
  readonly surroundings: Surroundings;
}

/** How far out names are gathered. */
const reach = 8;

/** String literals of at least `minimum` characters, with the names around each. */
export function namedConstants(unit: Unit, minimum: number): readonly NamedConstant[] {
  const found: NodeId[] = [];
  unit.graph.nodes.forEach((node, id) => {
    if (node.op === 'constant' && typeof node.value === 'string' && node.value.length >= minimum) found.push(id);
  });
  if (found.length === 0) return [];
  const uses = new Uses(unit);
  return found.flatMap((id) => {
    const node = unit.node(id);
    return node?.op === 'constant' ? [{ node, surroundings: uses.around(id) }] : [];
  });
}

interface Use {
  readonly by: NodeId;
  readonly name: string | null;
}

/** Which node uses which, and under what name. */
class Uses {
  private readonly uses = new Map<NodeId, Use>();

  constructor(private readonly unit: Unit) {
    unit.graph.nodes.forEach((node, by) => {
      switch (node.op) {
        case 'bind':
        case 'update':
          this.give(node.value, by, node.name);
          break;
        case 'object':
          for (const property of node.properties) this.give(property.value, by, property.key);
          break;
        case 'array':
          for (const element of node.elements) this.give(element.value, by, null);
          break;
        case 'concat':
          for (const part of node.parts) this.give(part, by, null);
          break;
        case 'cast':
          this.give(node.value, by, null);
          break;
        case 'phi':
          this.phi(node, by);
          break;
        case 'call':
          for (const arg of node.args) this.give(arg.value, by, arg.name);
          break;
        default:
          break;
      }
    });
    if (unit.graph.kind === 'initializer') for (const id of unit.graph.returns) this.give(id, id, unit.graph.name.split('.').at(-1) ?? null);
  }

  around(id: NodeId): Surroundings {
    let name: string | null = null;
    const around: string[] = [];
    let fallback = false;
    let at = id;
    for (let steps = 0; steps < reach; steps++) {
      const use = this.uses.get(at);
      if (use === undefined) break;
      if (use.name !== null) {
        if (name === null && around.length === 0) name = use.name;
        else around.push(use.name);
      }
      const node = this.unit.node(use.by);
      fallback ||= node?.op === 'phi' && at === id && use.name !== null;
      if (node?.op === 'call') this.callWords(node, around);
      if (use.by === at) break;
      at = use.by;
    }
    // The class that a field or a method is of: `class CaleyClient { private apiKey = '…' }`.
    around.push(...this.unit.graph.name.split('.').slice(0, -1));
    return { name, around, credential: false, fallback };
  }

  /** The callee, the package it comes from and constants handed in beside: `new CaleyClient(…)`, `fetch(url, …)`. */
  private callWords(call: NodeOf<'call'>, around: string[]): void {
    const path = pathOf(this.unit, call.callee);
    if (path !== null) around.push(path);
    for (const arg of call.args.slice(0, reach)) {
      const node = this.unit.node(arg.value);
      const first = node?.op === 'concat' && node.parts[0] !== undefined ? this.unit.node(node.parts[0]) : node;
      if (first?.op === 'constant' && typeof first.value === 'string') around.push(first.value);
    }
  }

  /** `process.env.TOKEN ?? 'literal'`: the other branch names the literal. */
  private phi(node: NodeOf<'phi'>, by: NodeId): void {
    let name: string | null = null;
    for (const input of node.inputs) name ??= this.unit.node(input)?.op === 'constant' ? null : nameOf(this.unit, input);
    for (const input of node.inputs) this.give(input, by, name);
  }

  private give(id: NodeId, by: NodeId, name: string | null): void {
    if (!this.uses.has(id)) this.uses.set(id, { by, name });
  }
}
