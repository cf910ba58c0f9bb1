/**
 * What does the user say of what is called? Finds the names under which a callee may be spoken of:
 * those of the functions that it is, and those of what it was imported as or bound to, in this file
 * or those that it comes from. Must not judge.
 */
import type { NodeId, Variable } from '../flow';
import { consentGate } from './conditions';
import type { Evaluator } from './evaluate';
import { maxReexports, pathOf } from './links';
import { offers } from './modules';
import { exportNames } from './own-names';
import type { Unit } from './program';
import type { Source } from './source';
import { allSaid, nameInFile, nameInModule, noTrust, nothingSaid, saidOfAny, TrustBook } from './trust';
import type { Said, Trust } from './trust';

/** Names, fields and casts between a use and its import. */
const maxSteps = 16;
/** Names of one thing that a file exports. */
const maxOrigins = 50;

/** Where a callee comes from, by a name. */
interface Origin {
  readonly name: string;
  /** Of a module that is no file, rather than of a file. */
  readonly isExport: boolean;
}

export class TrustedFunctions {
  private book = new TrustBook(noTrust);

  constructor(private readonly evaluator: Evaluator) {}

  /** What was found with the word of before holds no more. */
  believe(trust: Trust): void {
    this.book = new TrustBook(trust);
  }

  /** What is said of the value of a node, which may be any of `functions`. */
  of(unit: Unit, id: NodeId, functions: readonly Unit[]): Said {
    const { book } = this;
    if (book.isEmpty) return nothingSaid;
    const named = this.originsOf(unit, id).map(({ name, isExport }) => (isExport ? book.ofExport(name, unit.source.path) : book.ofFunction(name)));
    return allSaid([saidOfAny(functions.map((fn) => this.ofFunction(fn))), ...named]);
  }

  /** Whether a node's value is said to let nothing pass without consent; of a call what it calls is. `isChecked`: whether a check that says yes or no will do, since something asks it. */
  isGate(unit: Unit, id: NodeId, isChecked: boolean): boolean {
    if (!this.book.speaksOfConsent) return false;
    const node = unit.node(unit.unwrapped(id));
    const at = node?.op === 'call' ? node.callee : id;
    const { consent } = this.of(unit, at, this.evaluator.valueOf(unit, at).functions);
    return consent.includes(consentGate) || (isChecked && consent.includes('guard.consent'));
  }

  private ofFunction(fn: Unit): Said {
    const { source, graph } = fn;
    if (!this.book.speaksOf(source.path)) return nothingSaid;
    const exported = this.evaluator.keptOf(source, 'export names', noNames, () => exportNames(source), sameNames).get(fn) ?? [];
    return allSaid([graph.name, ...exported].map((name) => this.book.ofFunction(nameInFile(source.path, name))));
  }

  private originsOf(unit: Unit, id: NodeId): readonly Origin[] {
    const { source } = unit;
    if (!source.isAttended) return this.along(unit, id, []);
    // Kept with the file: what names mean in it is another thing after each edit.
    return this.evaluator.keptOf(source, `origins ${String(unit.serial)} ${String(id)}`, none, () => this.along(unit, id, []), sameOrigins);
  }

  /** Of the field at the end of `fields` of a node. `hops`: files that may still be gone through. */
  private along(unit: Unit, id: NodeId, fields: readonly string[], hops = maxReexports, steps = maxSteps): readonly Origin[] {
    const node = unit.node(id);
    if (node === undefined || steps === 0) return none;
    const further = (to: NodeId): readonly Origin[] => this.along(unit, to, fields, hops, steps - 1);
    switch (node.op) {
      case 'bind':
      case 'read':
        return unit.parent === null ? [ofFile(unit.source, [node.name, ...fields]), ...further(node.value)] : further(node.value);
      case 'cast':
      case 'await':
      case 'after':
        return further(node.value);
      case 'field':
        return this.along(unit, node.object, [node.name, ...fields], hops, steps - 1);
      case 'import':
        return this.imported(unit.source, node.module, pathOf(node.name, fields), hops);
      case 'outer': {
        const found = unit.source.resolve(unit, node.name, unit.graph.range.start + node.start);
        const holder = found === null ? undefined : unit.source.units[found.function];
        return found === null || holder === undefined ? none : this.ofVariable(holder, found.variable, fields, hops, steps - 1);
      }
      default:
        return none;
    }
  }

  private ofVariable(holder: Unit, { name, values }: Variable, fields: readonly string[], hops: number, steps: number): readonly Origin[] {
    const own = holder.parent === null ? [ofFile(holder.source, [name, ...fields])] : none;
    const [only, ...others] = values;
    if (only === undefined || others.length > 0 || holder.source.outerWritesTo(holder, name).length > 0) return own;
    return [...own, ...this.along(holder, only, fields, hops, steps)];
  }

  /** Of what a file takes from a module. `path`: see `pathOf`. */
  private imported(source: Source, module: string, path: string, hops: number): readonly Origin[] {
    const own: Origin = { name: nameInModule(module, path), isExport: true };
    const [first = '', ...rest] = path.split('.');
    const target = source.links.resolve(module, source);
    const member = first === '' ? null : source.links.member(module, first, source);
    return [own, ...(target === null ? none : this.exported(target, path, hops - 1)), ...(member === null ? none : this.exported(member, rest.join('.'), hops - 1))];
  }

  private exported(target: Source, path: string, hops: number): readonly Origin[] {
    if (hops <= 0) return none;
    return this.evaluator.keptOf(target, `origins ${String(hops)} ${path}`, none, () => distinct([ofFile(target, path.split('.')), ...this.handedOn(target, path, hops)]), sameOrigins);
  }

  /** Of what a file exports and has from elsewhere. */
  private handedOn(target: Source, path: string, hops: number): readonly Origin[] {
    const [module] = target.units;
    const [first = '', ...rest] = path.split('.');
    const found = target.exportsOf(first === '' ? 'default' : first);
    if (found.length > 0) {
      return found.flatMap(({ value, from, imported }) => {
        if (from !== null) return this.imported(target, from, pathOf(imported ?? first, rest), hops);
        return value === null || module === undefined ? none : this.along(module, value, rest, hops);
      });
    }
    return first === '' ? none : target.exportsOf('*').flatMap(({ from }) => (from === null || !this.isGiven(target, from, first) ? none : this.imported(target, from, path, hops)));
  }

  /** Whether a module that is taken over whole may have something of that name: files are looked into. */
  private isGiven(source: Source, from: string, name: string): boolean {
    const target = source.links.resolve(from, source);
    return target === null || offers(this.evaluator, target, name);
  }
}

function ofFile({ path }: Source, names: readonly string[]): Origin {
  return { name: nameInFile(path, names.join('.')), isExport: false };
}

const none: readonly Origin[] = [];
const noNames: ReadonlyMap<Unit, readonly string[]> = new Map();

/** Each once: files may hand on the same by many ways. */
function distinct(origins: readonly Origin[]): readonly Origin[] {
  return [...new Map(origins.map((origin) => [`${origin.isExport ? ':' : ''}${origin.name}`, origin])).values()].slice(0, maxOrigins);
}

function sameOrigins(a: readonly Origin[], b: readonly Origin[]): boolean {
  return a.length === b.length && a.every(({ name, isExport }, i) => name === b[i]?.name && isExport === b[i].isExport);
}

function sameNames(a: ReadonlyMap<Unit, readonly string[]>, b: ReadonlyMap<Unit, readonly string[]>): boolean {
  return a.size === b.size && [...a].every(([unit, names]) => names.join() === b.get(unit)?.join());
}
