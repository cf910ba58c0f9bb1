/**
 * What does the user say of functions of their own? Access paths whose word counts for more than
 * what is found in them: `src/privacy.ts#mask`, `privacy-kit:mask`. Must not read settings.
 */
import type { NodeId, NodeOf } from '../flow';
import type { KindId } from '../policy';
import { pathOf } from './links';
import type { Unit } from './program';

/**
 * A function and what is said of it. `path` is a file of the project and the function's name in it, dotted (`src/gate.ts#Gate.passes`), or
 * a package and what it exports (`privacy-kit:mask`; `default` alone for its default export).
 */
export interface Trusted {
  readonly path: string;
  /** `sanitizer.*` of what it returns, `data.*` that it returns, `sink.*` that its arguments reach, `guard.*` that holds where it returns yes. */
  readonly kind: KindId;
}

export interface Trust {
  readonly sanitizers: readonly Trusted[];
  readonly sources: readonly Trusted[];
  readonly sinks: readonly Trusted[];
  readonly consent: readonly Trusted[];
}

export const noTrust: Trust = { sanitizers: [], sources: [], sinks: [], consent: [] };

/** The kinds that are said of a function. */
export interface Said {
  readonly sanitizers: readonly KindId[];
  readonly sources: readonly KindId[];
  readonly sinks: readonly KindId[];
  readonly consent: readonly KindId[];
}

type Sort = keyof Trust;
const sorts: readonly Sort[] = ['sanitizers', 'sources', 'sinks', 'consent'];
const nothingSaid: Said = { sanitizers: [], sources: [], sinks: [], consent: [] };

/** Steps to the import that a callee comes from. */
const maxSteps = 8;

/** Looks up what is said. Entries that mean no function say nothing. */
export class TrustBook {
  private readonly known = new Map<string, Said>();
  private readonly hasPackages: boolean;

  constructor(trust: Trust) {
    for (const sort of sorts) for (const { path, kind } of trust[sort]) this.put(path.trim(), sort, kind);
    this.hasPackages = [...this.known.keys()].some((path) => !path.includes('#'));
  }

  private put(path: string, sort: Sort, kind: KindId): void {
    const colon = path.lastIndexOf(':');
    const key = path.includes('#') || colon < 0 ? path.replace(/^\.\//, '') : `${path.slice(0, colon)}:${pathOf(path.slice(colon + 1), [])}`;
    const before = this.known.get(key) ?? nothingSaid;
    this.known.set(key, { ...before, [sort]: [...before[sort], kind] });
  }

  /** What is said of all that a call may call. */
  ofCall(unit: Unit, call: NodeOf<'call'>, functions: readonly Unit[]): Said {
    if (this.known.size === 0) return nothingSaid;
    const all = functions.map((fn) => this.known.get(`${fn.source.path}#${fn.graph.name}`)).filter((said) => said !== undefined);
    const imported = this.hasPackages ? importedPath(unit, call.callee) : null;
    const packaged = imported === null ? undefined : this.known.get(imported);
    return [...all, ...(packaged === undefined ? [] : [packaged])].reduce(both, nothingSaid);
  }
}

function both(a: Said, b: Said): Said {
  if (a === nothingSaid) return b;
  return { sanitizers: [...a.sanitizers, ...b.sanitizers], sources: [...a.sources, ...b.sources], sinks: [...a.sinks, ...b.sinks], consent: [...a.consent, ...b.consent] };
}

/** `privacy-kit:mask` for a callee that is imported, and the fields read from it. Null for any other. */
function importedPath(unit: Unit, id: NodeId): string | null {
  const fields: string[] = [];
  let [holder, at] = [unit, unit.unwrapped(id)];
  for (let steps = 0; steps < maxSteps; steps++) {
    const node = holder.node(at);
    if (node?.op === 'import') return `${node.module}:${pathOf(node.name, fields)}`;
    if (node?.op === 'field') {
      fields.unshift(node.name);
      at = holder.unwrapped(node.object);
    } else if (node?.op === 'outer') {
      const found = holder.source.resolve(holder, node.name, holder.graph.range.start + node.start);
      const declaring = found === null ? undefined : holder.source.units[found.function];
      const [only, ...others] = found?.variable.values ?? [];
      if (declaring === undefined || only === undefined || others.length > 0) return null;
      [holder, at] = [declaring, declaring.unwrapped(only)];
    } else return null;
  }
  return null;
}
