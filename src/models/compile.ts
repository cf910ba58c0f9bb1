/**
 * What do all models say at each place? Paths become one graph of places per
 * package, whose type roots are shared: `<Logger>` and `default()` are one object.
 * Must not judge what the models say: see verify.ts.
 */
import { fingerprint } from './hash';
import { parsePath } from './path';
import type { Path, Selector, Step } from './path';
import { PlaceNode } from './place';
import type { Positions } from './place';
import type { Ecosystem, Fact, Model, Models, Place } from './types';

/**
 * A place while it is built. Two places found to be one are joined: the later
 * forwards to the earlier. `slots` are the ways on, by step: `.name`, `.*`, `()`,
 * `new`, `receiver`, `[]`, `argument=name`, and `argument:0`, `argument:rest` (and so for parameters).
 */
class Draft {
  forward: Draft | null = null;
  readonly slots = new Map<string, Draft>();
  readonly facts: Fact[] = [];
  /** Positions below it have a slot of their own; the others share `rest`. */
  readonly cuts = { argument: 0, parameter: 0 };
}

interface PackageDraft {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  readonly root: Draft;
  readonly types: Map<string, Draft>;
  subpaths: Model['subpaths'];
}

/** How often paths are laid again until no way on is missing; each round reaches one wildcard deeper. */
const maxRounds = 8;

/**
 * Compiles models; entries whose path does not read are left out (readModel has
 * reported them). Models of one package, in several files, are one.
 */
export function compileModels(models: readonly Model[]): Models {
  return new Compiler(models).compile();
}

class Compiler {
  private readonly packages = new Map<string, PackageDraft>();
  private readonly paths = new Map<string, Path | null>();
  /** Whether a path laid before would now lead further: a wildcard met a new name, a range was split, places were joined. */
  private changed = false;

  constructor(private readonly models: readonly Model[]) {
    for (const ecosystem of ['global', 'any', 'guess'] as const) this.packageDraft(ecosystem, '');
    const runtime = this.packageDraft('global', '');
    runtime.types.set('global', runtime.root);
  }

  compile(): Models {
    const owners = this.models.flatMap((model) => [model.package, ...model.also].map((name) => ({ model, owner: this.ownerOf(model, name) })));
    for (const { model, owner } of owners) {
      if (model.subpaths !== 'package') owner.subpaths = model.subpaths;
      for (const name of model.types.keys()) this.typeDraft(owner, name);
    }
    for (let round = 0; round < maxRounds; round++) {
      this.changed = false;
      for (const { model, owner } of owners) {
        for (const [name, texts] of model.types) for (const text of texts) this.alias(owner, text, this.typeDraft(owner, name));
      }
      for (const { model, owner } of owners) for (const entry of model.entries) this.walk(owner, this.path(entry.at));
      if (!this.changed) break;
    }
    for (const { model, owner } of owners) {
      for (const entry of model.entries) for (const draft of this.walk(owner, this.path(entry.at))) draft.facts.push(entry.fact);
    }
    return new Freezer([...this.packages.values()]).freeze(this.models);
  }

  /** Models of the runtime share one root, whatever file they are in. */
  private ownerOf(model: Model, name: string): PackageDraft {
    return this.packageDraft(model.ecosystem, model.ecosystem === 'npm' || model.ecosystem === 'pypi' ? name : '');
  }

  private packageDraft(ecosystem: Ecosystem, name: string): PackageDraft {
    const key = `${ecosystem} ${name}`;
    let found = this.packages.get(key);
    if (found === undefined) {
      const root = new Draft();
      if (ecosystem === 'npm') root.slots.set('.default', root);
      this.packages.set(key, (found = { ecosystem, name, root, types: new Map(), subpaths: 'package' }));
    }
    return found;
  }

  /** The root of a type that a model of `owner` names in its `types`; `global:Response` is the runtime's. */
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
    if (path.root.kind === 'package') return find(owner.root);
    if (path.root.kind === 'any') return find(this.packageDraft('any', '').root);
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
      for (const slot of this.slotsOf(draft, last, true)) {
        const target = find(draft).slots.get(slot);
        if (target !== undefined) this.join(type, target);
        else this.setSlot(draft, slot, find(type));
      }
    }
  }

  /** The places that the path leads to, made where they are missing. */
  private walk(owner: PackageDraft, path: Path | null): readonly Draft[] {
    if (path === null) return [];
    let here: readonly Draft[] = [this.rootOf(owner, path)];
    path.steps.forEach((step, i) => {
      const next = new Set<Draft>();
      for (const draft of here) {
        for (const slot of this.slotsOf(draft, step, i === path.steps.length - 1)) next.add(this.take(draft, slot));
      }
      here = [...next];
    });
    return here;
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
    const needed = selector.high === null ? selector.low : selector.high + 1;
    this.cut(draft, kind, needed);
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

function find(draft: Draft): Draft {
  let at = draft;
  while (at.forward !== null) at = at.forward;
  return at;
}

/** Turns drafts into places. Names are given breadth first, so that a place has its shortest path. */
class Freezer {
  private readonly places = new Map<Draft, PlaceNode>();
  private readonly order: Draft[] = [];

  constructor(private readonly packages: readonly PackageDraft[]) {}

  freeze(models: readonly Model[]): Models {
    for (const owner of this.packages) this.name(owner.root, rootPath(owner), owner);
    this.spread(0);
    for (const owner of this.packages) {
      for (const [type, draft] of owner.types) {
        const from = this.order.length;
        this.name(draft, owner.name === '' ? type : `${owner.name}.${type}`, owner);
        this.spread(from);
      }
    }
    for (const draft of this.order) this.fill(draft);
    this.markArguments();
    return new CompiledModels(models, this.packages, (draft) => this.placeOf(draft));
  }

  private name(draft: Draft, path: string, owner: Pick<PackageDraft, 'name' | 'ecosystem'>): void {
    const real = find(draft);
    if (this.places.has(real)) return;
    this.places.set(real, new PlaceNode(path, owner.name === '' ? owner.ecosystem : owner.name));
    this.order.push(real);
  }

  private spread(from: number): void {
    for (let i = from; i < this.order.length; i++) {
      const draft = this.order[i];
      if (draft === undefined) return;
      const place = this.placeOf(draft);
      for (const [slot, target] of draft.slots) this.name(target, join(place.path, slot, draft), { name: place.package, ecosystem: 'npm' });
    }
  }

  private placeOf(draft: Draft): PlaceNode {
    const place = this.places.get(find(draft));
    if (place === undefined) throw new Error('a place was not named');
    return place;
  }

  private fill(draft: Draft): void {
    const place = this.placeOf(draft);
    place.facts = [...new Set(draft.facts)].sort((a, b) => Number(a.when === null) - Number(b.when === null));
    const members = new Map<string, PlaceNode>();
    const keywords = new Map<string, PlaceNode>();
    for (const [slot, target] of draft.slots) {
      if (slot === '.*' || slot.startsWith('argument:') || slot.startsWith('parameter:')) continue;
      if (slot.startsWith('.')) members.set(slot.slice(1), this.placeOf(target));
      else if (slot.startsWith('argument=')) keywords.set(slot.slice('argument='.length), this.placeOf(target));
    }
    if (members.size > 0) place.members = members;
    if (keywords.size > 0) place.keywords = keywords;
    place.anyMember = this.slot(draft, '.*');
    place.result = this.slot(draft, '()');
    place.instance = this.slot(draft, 'new');
    place.self = this.slot(draft, 'receiver');
    place.contained = this.slot(draft, '[]');
    place.positions = this.positions(draft, 'argument');
    place.parameters = this.positions(draft, 'parameter');
  }

  private slot(draft: Draft, slot: string): PlaceNode | null {
    const target = draft.slots.get(slot);
    return target === undefined ? null : this.placeOf(target);
  }

  private positions(draft: Draft, kind: 'argument' | 'parameter'): Positions {
    const byIndex: (PlaceNode | null)[] = [];
    for (let i = 0; i < draft.cuts[kind]; i++) byIndex.push(this.slot(draft, `${kind}:${String(i)}`));
    return { byIndex, rest: this.slot(draft, `${kind}:rest`) };
  }

  /** Walks back from the places with facts: whatever leads to one through an argument is marked. */
  private markArguments(): void {
    const before = new Map<Draft, Draft[]>();
    for (const draft of this.order) {
      for (const target of draft.slots.values()) {
        const real = find(target);
        const list = before.get(real);
        if (list === undefined) before.set(real, [draft]);
        else list.push(draft);
      }
    }
    const live = new Set(this.order.filter((draft) => draft.facts.length > 0));
    for (const draft of live) for (const previous of before.get(draft) ?? []) live.add(previous);
    for (const draft of this.order) {
      for (const [slot, target] of draft.slots) {
        if (slot.startsWith('argument') && live.has(find(target))) this.placeOf(draft).hasArgumentFacts = true;
      }
    }
  }
}

function rootPath(owner: PackageDraft): string {
  return owner.ecosystem === 'any' ? '<any>' : owner.name;
}

/** `path` and one more step, as its user writes it: `new bullmq.Queue()`, `pino().info`. */
function join(path: string, slot: string, draft: Draft): string {
  if (slot === '()' || slot === '[]') return path + slot;
  if (slot === 'new') return `new ${path}()`;
  if (slot === 'receiver') return `${path}.receiver`;
  if (slot.startsWith('.')) return path === '' ? slot.slice(1) : path + slot;
  const [, kind = '', mark = '', rest = ''] = /^(argument|parameter)([:=])(.*)$/.exec(slot) ?? [];
  if (mark === '=' || rest !== 'rest') return `${path}.${kind}[${rest}]`;
  const cut = kind === 'argument' ? draft.cuts.argument : draft.cuts.parameter;
  return cut === 0 ? `${path}.${kind}[*]` : `${path}.${kind}[${String(cut)}..]`;
}

interface Root {
  readonly name: string;
  readonly place: PlaceNode;
  readonly subpaths: Model['subpaths'];
  readonly types: ReadonlyMap<string, PlaceNode>;
}

class CompiledModels implements Models {
  readonly hash: string;
  readonly any: Place;
  private readonly globals: PlaceNode;
  private readonly guesses: PlaceNode;
  private readonly roots = new Map<Ecosystem, Map<string, Root>>();

  constructor(
    readonly all: readonly Model[],
    packages: readonly PackageDraft[],
    placeOf: (draft: Draft) => PlaceNode,
  ) {
    for (const owner of packages) {
      const ofEcosystem = this.roots.get(owner.ecosystem) ?? new Map<string, Root>();
      const types = new Map([...owner.types].map(([name, draft]) => [name, placeOf(draft)]));
      ofEcosystem.set(owner.name, { name: owner.name, place: placeOf(owner.root), subpaths: owner.subpaths, types });
      this.roots.set(owner.ecosystem, ofEcosystem);
    }
    this.any = this.runtime('any');
    this.globals = this.runtime('global');
    this.guesses = this.runtime('guess');
    this.hash = fingerprint(JSON.stringify(all.map((model) => [model.ecosystem, model.package, model.also, model.subpaths, [...model.types], model.entries.map((entry) => [entry.at, entry.fact, [...(entry.fact.when ?? [])]])])));
  }

  private runtime(ecosystem: Ecosystem): PlaceNode {
    const root = this.roots.get(ecosystem)?.get('');
    if (root === undefined) throw new Error('the runtime has a root');
    return root.place;
  }

  package(ecosystem: Ecosystem, specifier: string): Place | null {
    const name = withoutScheme(specifier);
    const root = this.rootOf(ecosystem, name);
    if (root === null || root.name === name || root.subpaths === 'package') return root?.place ?? null;
    return root.subpaths === 'members' ? (root.place.members.get(name.slice(root.name.length + 1)) ?? null) : null;
  }

  /** The package of that name, else the one it is a subpath of. */
  private rootOf(ecosystem: Ecosystem, name: string): Root | null {
    const roots = this.roots.get(ecosystem);
    for (let end = name.length; end > 0; end = name.lastIndexOf('/', end - 1)) {
      const root = roots?.get(name.slice(0, end));
      if (root !== undefined) return root;
    }
    return null;
  }

  global(name: string): Place | null {
    return this.globals.member(name);
  }

  guess(name: string): Place | null {
    return this.guesses.member(name);
  }

  type(ecosystem: Ecosystem, specifier: string, name: string): Place | null {
    const root = this.rootOf(ecosystem, withoutScheme(specifier));
    return root === null ? null : (root.types.get(name) ?? instanceOf(root.place, name));
  }

  globalType(name: string): Place | null {
    return this.roots.get('global')?.get('')?.types.get(name) ?? instanceOf(this.globals, name);
  }
}

/** A class's name, in a type, is its instance. */
function instanceOf(root: PlaceNode, name: string): PlaceNode | null {
  if (name === 'default') return root.instance;
  let place: PlaceNode | null = root;
  for (const part of name.split('.')) place = place?.members.get(part) ?? null;
  return place?.instance ?? null;
}

function withoutScheme(specifier: string): string {
  return specifier.startsWith('node:') ? specifier.slice(5) : specifier;
}
