/**
 * Which places are there, and which are one? Lays the paths of some models that
 * name each other into one graph of drafts. Must not judge what the models say.
 */
import { parsePath } from './path';
import type { Path, Selector, Step } from './path';
import type { Ecosystem, Fact, Model } from './types';
import { unsetAt } from './unset';

/**
 * A place while it is built. Two places found to be one are joined: the later
 * forwards to the earlier. `slots` are the ways on, by step: `.name`, `.*`, `()`,
 * `new`, `receiver`, `[]`, `argument=name`, and `argument:0`, `argument:rest` (and so for parameters).
 */
export class Draft {
  forward: Draft | null = null;
  readonly slots = new Map<string, Draft>();
  readonly facts: Fact[] = [];
  /** Options of its arguments that are something where they are not written. */
  readonly unset: { readonly argument: number | string; readonly fields: readonly string[]; readonly draft: Draft }[] = [];
  /** Positions below it have a slot of their own; the others share `rest`. */
  readonly cuts = { argument: 0, parameter: 0 };
}

/** What one package exports and the types it names. The runtime's ecosystems are one package each, of no name. */
export interface PackageDraft {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  readonly root: Draft;
  readonly types: Map<string, Draft>;
  subpaths: Model['subpaths'];
}

/** A model for one of the package names it speaks of. */
export interface Unit {
  readonly model: Model;
  /** `npm pino`; the runtime's models share one. */
  readonly key: string;
  readonly name: string;
}

/** The key of a package; models of one key share a root. */
export function packageKey(ecosystem: Ecosystem, name: string): string {
  return `${ecosystem} ${name}`;
}

/** The draft that stands for it now. */
export function find(draft: Draft): Draft {
  let at = draft;
  while (at.forward !== null) at = at.forward;
  return at;
}

/** How often paths are laid again until no way on is missing; each round reaches one wildcard deeper. */
const maxRounds = 8;

/** Lays all paths of `units`, with their facts at the ends. Paths that do not read are left out. */
export function draftPackages(units: readonly Unit[]): readonly PackageDraft[] {
  return new Drafter().draft(units);
}

class Drafter {
  private readonly packages = new Map<string, PackageDraft>();
  private readonly paths = new Map<string, Path | null>();
  /** Whether a path laid before would now lead further: a wildcard met a new name, a range was split, places were joined. */
  private changed = false;

  draft(units: readonly Unit[]): readonly PackageDraft[] {
    const owned = units.map(({ model, name }) => ({ model, owner: this.packageDraft(model.ecosystem, name) }));
    for (const { model, owner } of owned) {
      if (model.subpaths !== 'package') owner.subpaths = model.subpaths;
      for (const name of model.types.keys()) this.typeDraft(owner, name);
    }
    for (let round = 0; round < maxRounds && this.lay(owned); round++);
    for (const { model, owner } of owned) {
      for (const entry of model.entries) for (const draft of this.walk(owner, this.path(entry.at))) draft.facts.push(entry.fact);
      for (const entry of model.entries) if (entry.fact.unset.length > 0) this.leaveUnset(owner, this.path(entry.at));
    }
    return [...this.packages.values()];
  }

  /** Lays all paths once; whether another round would lead further. */
  private lay(owned: readonly { readonly model: Model; readonly owner: PackageDraft }[]): boolean {
    this.changed = false;
    for (const { model, owner } of owned) {
      for (const [name, texts] of model.types) for (const text of texts) this.alias(owner, text, this.typeDraft(owner, name));
    }
    for (const { model, owner } of owned) for (const entry of model.entries) this.walk(owner, this.path(entry.at));
    return this.changed;
  }

  private packageDraft(ecosystem: Ecosystem, name: string): PackageDraft {
    const key = packageKey(ecosystem, name);
    let found = this.packages.get(key);
    if (found === undefined) {
      const root = ecosystem === 'pypi' ? this.moduleDraft(name) : new Draft();
      if (ecosystem === 'npm') root.slots.set('.default', root);
      found = { ecosystem, name, root, types: new Map(ecosystem === 'global' ? [['global', root]] : []), subpaths: 'package' };
      this.packages.set(key, found);
    }
    return found;
  }

  /** A Python package's root, which is a member of the package around it. */
  private moduleDraft(name: string): Draft {
    const dot = name.lastIndexOf('.');
    return dot < 0 ? new Draft() : this.take(find(this.packageDraft('pypi', name.slice(0, dot)).root), `.${name.slice(dot + 1)}`);
  }

  /** The root of a type that a model of `owner` names; `global:Response` is the runtime's, `fs:default` another package's root. */
  private typeDraft(owner: PackageDraft, name: string): Draft {
    const colon = name.lastIndexOf(':');
    const holder = colon < 0 ? owner : this.packageOf(owner, name.slice(0, colon));
    const local = name.slice(colon + 1);
    if (local === 'default') return find(holder.root);
    let draft = holder.types.get(local);
    if (draft === undefined) holder.types.set(local, (draft = new Draft()));
    return find(draft);
  }

  private packageOf(owner: PackageDraft, name: string): PackageDraft {
    return name === 'global' ? this.packageDraft('global', '') : this.packageDraft(owner.ecosystem, name);
  }

  private path(text: string): Path | null {
    let path = this.paths.get(text);
    if (path === undefined) {
      const parsed = parsePath(text);
      this.paths.set(text, (path = 'value' in parsed ? parsed.value : null));
    }
    return path;
  }

  private rootOf(owner: PackageDraft, path: Path): Draft {
    if (path.root.kind !== 'type') return find(owner.root);
    return this.typeDraft(owner, path.root.package === null ? path.root.name : `${path.root.package}:${path.root.name}`);
  }

  /** Makes the places at the path's end be `type`. */
  private alias(owner: PackageDraft, text: string, type: Draft): void {
    const path = this.path(text);
    if (path === null) return;
    const last = path.steps.at(-1);
    if (last === undefined) {
      this.join(type, this.rootOf(owner, path));
      return;
    }
    for (const draft of this.walk(owner, { root: path.root, steps: path.steps.slice(0, -1) })) {
      for (const slot of this.slotsOf(find(draft), last, true)) {
        const target = find(draft).slots.get(slot);
        if (target !== undefined) this.join(type, target);
        else this.setSlot(find(draft), slot, find(type));
      }
    }
  }

  /** The places that the path leads to, made where they are missing. */
  private walk(owner: PackageDraft, path: Path | null): readonly Draft[] {
    if (path === null) return [];
    let here: readonly Draft[] = [this.rootOf(owner, path)];
    for (const [i, step] of path.steps.entries()) {
      const next: Draft[] = [];
      for (const draft of here) {
        for (const slot of this.slotsOf(draft, step, i === path.steps.length - 1)) {
          const target = this.take(draft, slot);
          if (!next.includes(target)) next.push(target);
        }
      }
      here = next;
    }
    return here;
  }

  /** Notes an option at the calls that may leave it out. */
  private leaveUnset(owner: PackageDraft, path: Path | null): void {
    const unset = path === null ? null : unsetAt(path);
    if (unset === null) return;
    const { called, argument, fields } = unset;
    const step: Step = { kind: 'argument', at: [typeof argument === 'number' ? { kind: 'range', low: argument, high: argument } : { kind: 'keyword', name: argument }] };
    for (const place of this.walk(owner, called)) {
      for (const slot of this.slotsOf(place, step, false)) {
        for (const names of fields) place.unset.push({ argument, fields: names, draft: names.reduce((at, name) => this.take(at, `.${name}`), this.take(place, slot)) });
      }
    }
  }

  /** The ways on that a step means. A wildcard in the middle of a path means the named members too; at its end it is the fall-back alone. */
  private slotsOf(draft: Draft, step: Step, isLast: boolean): readonly string[] {
    switch (step.kind) {
      case 'member':
        return step.names.map((name) => `.${name}`);
      case 'any-member':
        return isLast ? ['.*'] : ['.*', ...[...draft.slots.keys()].filter((slot) => slot.startsWith('.') && slot !== '.*' && slot !== '.default')];
      case 'call':
        return ['()'];
      case 'new':
      case 'receiver':
      case 'decorated':
        return [step.kind];
      case 'element':
        return ['[]'];
      case 'argument':
      case 'parameter':
        return step.at.flatMap((selector) => this.positionSlots(draft, step.kind, selector));
    }
  }

  private positionSlots(draft: Draft, kind: 'argument' | 'parameter', selector: Selector): readonly string[] {
    if (selector.kind === 'keyword') return [`${kind}=${selector.name}`];
    this.cut(draft, kind, selector.high === null ? selector.low : selector.high + 1);
    const slots: string[] = [];
    const end = selector.high === null ? draft.cuts[kind] : selector.high + 1;
    for (let i = selector.low; i < end; i++) slots.push(`${kind}:${String(i)}`);
    if (selector.high === null) slots.push(`${kind}:rest`);
    return slots;
  }

  /** Gives the positions below `needed` slots of their own. What the shared one has they get in the next round. */
  private cut(draft: Draft, kind: 'argument' | 'parameter', needed: number): void {
    if (draft.cuts[kind] >= needed) return;
    draft.cuts[kind] = needed;
    if (draft.slots.has(`${kind}:rest`)) this.changed = true;
  }

  private take(draft: Draft, slot: string): Draft {
    const found = draft.slots.get(slot);
    if (found !== undefined) return find(found);
    const made = new Draft();
    this.setSlot(draft, slot, made);
    return made;
  }

  private setSlot(draft: Draft, slot: string, target: Draft): void {
    draft.slots.set(slot, target);
    if (slot.startsWith('.') && draft.slots.has('.*')) this.changed = true;
  }

  /** Makes two places one: `b` forwards to `a`, and what both lead to is joined too. */
  private join(a: Draft, b: Draft): void {
    const pending: [Draft, Draft][] = [[a, b]];
    for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
      const into = find(pair[0]);
      const from = find(pair[1]);
      if (into === from) continue;
      from.forward = into;
      this.changed = true;
      for (const kind of ['argument', 'parameter'] as const) into.cuts[kind] = Math.max(into.cuts[kind], from.cuts[kind]);
      for (const [slot, target] of from.slots) {
        const own = into.slots.get(slot);
        if (own === undefined) into.slots.set(slot, target);
        else pending.push([own, target]);
      }
    }
  }
}
