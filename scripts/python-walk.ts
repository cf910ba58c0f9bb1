/**
 * Where does an access path lead in the sources of a Python package? Follows its steps over what modules declare. What runs,
 * and what another package has, is open: it cannot be told. Must not know models, nor how sources come to the machine.
 */
import type { Selector, Step } from '../src/models';
import { didYouMean } from '../src/policy';
import type { Declared, PythonClass, PythonDeclarations, PythonFunction } from './python-declarations';

/** What modules there are, by their dotted names. */
export interface PythonModules {
  /** Null where no such module is at hand. */
  declarations(module: string): PythonDeclarations | null;
  /** Whether a name is a folder or file below a module. */
  isPackage(module: string): boolean;
}

export type Place =
  | { readonly kind: 'module'; readonly module: string }
  | { readonly kind: 'class' | 'instance'; readonly module: string; readonly of: PythonClass }
  | { readonly kind: 'function'; readonly module: string; readonly of: PythonFunction; readonly owner: PythonClass | null }
  /** It is there; what it is does not show. */
  | { readonly kind: 'value'; readonly why: string }
  /** Nobody can tell whether it is there. */
  | { readonly kind: 'open'; readonly why: string };

export interface PythonWalk {
  readonly ends: readonly Place[];
  readonly missing: readonly string[];
  readonly unknown: readonly string[];
}

/** Imports, bases and results are followed so far. */
const deepest = 24;
/** As many places are looked at side by side. */
const mostPlaces = 40;
/** Classes without members of their own that matter here. */
const bare: ReadonlySet<string> = new Set(['object', 'ABC', 'abc.ABC', 'Generic', 'Protocol', 'typing.Generic', 'typing.Protocol']);
/** Methods by which an instance leads to something else. */
const leading: readonly string[] = ['__getitem__', '__await__', '__aenter__', '__enter__'];
/** Decorators that leave a function's parameters and its result as they are written. */
const plainDecorators = /^(?:(?:typing\.)?overload|staticmethod|classmethod|(?:abc\.)?abstractmethod|(?:typing\.)?final|(?:functools\.)?wraps\b.*|deprecated\b.*|override)$/;
const properties = /^(?:property|(?:functools\.)?cached_property|.*[pP]roperty)$/;

export class PythonWalker {
  constructor(private readonly modules: PythonModules) {}

  walk(starts: readonly Place[], steps: readonly Step[]): PythonWalk {
    const missing: string[] = [];
    const unknown: string[] = [];
    let at = starts;
    for (const step of steps) {
      const opens = at.flatMap((place) => (place.kind === 'open' ? [place.why] : []));
      const found = this.step(at, step);
      if (found.missing.length > 0 && opens.length === 0) missing.push(...found.missing);
      else unknown.push(...(found.missing.length > 0 ? opens : []));
      at = found.places.slice(0, mostPlaces);
      if (at.length === 0) break;
    }
    return { ends: at, missing, unknown: missing.length > 0 ? [] : [...unknown, ...(at.every(({ kind }) => kind === 'open') ? at.flatMap((place) => (place.kind === 'open' ? [place.why] : [])) : [])] };
  }

  private step(from: readonly Place[], step: Step): { readonly places: readonly Place[]; readonly missing: readonly string[] } {
    const known = from.filter(({ kind }) => kind !== 'open' && kind !== 'value');
    switch (step.kind) {
      case 'member': {
        const found = step.names.map((name) => ({ name, places: from.flatMap((place) => this.member(place, name, deepest) ?? []) }));
        return {
          places: found.flatMap(({ places }) => places),
          missing: found.filter(({ places }) => places.length === 0).map(({ name }) => `"${name}" is not there.${didYouMean(name, known.flatMap((place) => this.namesOf(place)))}`),
        };
      }
      case 'call': case 'new': {
        const places = from.flatMap((place) => this.called(place, deepest));
        return { places, missing: places.length === 0 && known.length > 0 ? ['what stands before "()" is not called.'] : [] };
      }
      case 'argument': {
        const judged = known.map((place) => this.lacks(place, step.at));
        const why = judged.every((each) => each !== null) ? judged[0] : undefined;
        return { places: [{ kind: known.length > 0 ? 'value' : 'open', why: 'what is handed over' }], missing: typeof why !== 'string' || known.length < from.length ? [] : [why] };
      }
      default:
        return { places: [{ kind: known.length > 0 ? 'value' : 'open', why: `where "${step.kind}" leads` }], missing: [] };
    }
  }

  /** Null where it is not there; open where it cannot be told. */
  private member(place: Place, name: string, depth: number): readonly Place[] | null {
    if (place.kind === 'open' || depth === 0) return [place.kind === 'open' ? place : { kind: 'open', why: 'it is too deep' }];
    if (place.kind === 'value') return [{ kind: 'open', why: `a member of ${place.why}` }];
    if (place.kind === 'module') return name === 'default' ? [place] : this.named(place.module, name, depth);
    if (place.kind === 'function') return [{ kind: 'open', why: `a member of the function "${place.of.name}"` }];
    const found = this.memberOf(place.module, place.of, name, depth);
    // A path has what stands under a key as a member, and says nothing of `await` and `with`, which may give something else.
    const isMore = found === null && !name.startsWith('__') && leading.some((one) => this.memberOf(place.module, place.of, one, depth) !== null);
    return isMore ? [{ kind: 'open', why: 'what stands under a key, or what "await" or "with" gives' }] : found;
  }

  /** What a name of a module stands for. */
  named(module: string, name: string, depth = deepest): readonly Place[] | null {
    const declarations = this.modules.declarations(module);
    if (declarations === null) return [{ kind: 'open', why: `the module "${module}" is not at hand` }];
    if (depth === 0) return [{ kind: 'open', why: 'it is too deep' }];
    const found = (declarations.names.get(name) ?? []).flatMap((each) => this.declared(module, each, name, null, depth - 1));
    const below = `${module}.${name}`;
    if (found.every(({ kind }) => kind === 'open' || kind === 'value') && this.modules.isPackage(below)) return [{ kind: 'module', module: below }];
    if (found.length > 0) return found;
    const stars = declarations.stars.map((star) => this.named(absolute(module, star, this.modules), name, depth - 1));
    const known = stars.filter((each) => each !== null).flat();
    if (known.length > 0) return known;
    return declarations.open === null ? null : [{ kind: 'open', why: declarations.open }];
  }

  private declared(module: string, declared: Declared, name: string, owner: PythonClass | null, depth: number): readonly Place[] {
    switch (declared.kind) {
      case 'class':
        return [{ kind: 'class', module, of: declared }];
      case 'function':
        return declared.decorators.some((each) => properties.test(each)) ? this.resultOf(module, declared, owner, depth) : [{ kind: 'function', module, of: declared, owner }];
      case 'import': {
        const from = absolute(module, declared.module, this.modules);
        if (declared.name === null) return this.modules.isPackage(from) ? [{ kind: 'module', module: from }] : [{ kind: 'open', why: `"${from}" is not at hand` }];
        // `from . import name` in the module of that name's folder.
        if (from === module && declared.name === name) return this.modules.isPackage(`${from}.${name}`) ? [{ kind: 'module', module: `${from}.${name}` }] : [];
        if (!this.modules.isPackage(from)) return [{ kind: 'open', why: `it is imported from "${from}", which is not at hand` }];
        return this.named(from, declared.name, depth) ?? [{ kind: 'open', why: `"${declared.name}" is not found in "${from}"` }];
      }
      case 'value':
        return this.evaluated(module, declared.is, declared.inside, owner, depth);
    }
  }

  /** What an expression is, as far as names tell: an instance where it is a call or a type. */
  private evaluated(module: string, text: string | null, inside: PythonFunction | null, owner: PythonClass | null, depth: number): readonly Place[] {
    const open: readonly Place[] = [{ kind: 'value', why: 'a value' }];
    if (text === null || depth === 0) return open;
    const written = /^(?:await\s+)?([A-Za-z_][\w.]*)\s*(\(|\[|$)/.exec(text.trim());
    if (written === null) return open;
    const [, path = '', after = ''] = written;
    if (path === 'self' && owner !== null && after === '') return [{ kind: 'instance', module, of: owner }];
    const [first = '', ...rest] = path.split('.');
    const type = inside?.types.get(first);
    if (type !== undefined && rest.length === 0 && after === '') return this.instances(module, type, depth - 1);
    if (inside?.keywords.has(first) === true || first === 'self' || first === 'cls') return open;
    const places = this.pathed(module, first, rest, depth - 1);
    if (places.length === 0) return open;
    if (after === '(' && isOneCall(text.trim())) return places.flatMap((place) => this.called(place, depth - 1));
    return after === '' ? places : open;
  }

  /** What values of a written type are. */
  private instances(module: string, type: string, depth: number): readonly Place[] {
    const path = /^([A-Za-z_][\w.]*)(?:\[.*\])?$/s.exec(type.trim())?.[1];
    const [first = '', ...rest] = (path ?? '').split('.');
    const places = path === undefined ? [] : this.pathed(module, first, rest, depth - 1);
    const found = places.flatMap((place): readonly Place[] => (place.kind === 'class' ? [{ ...place, kind: 'instance' }] : []));
    return found.length > 0 ? found : [{ kind: 'value', why: `a value of type "${type.slice(0, 40)}"` }];
  }

  private pathed(module: string, first: string, rest: readonly string[], depth: number): readonly Place[] {
    let places = this.named(module, first, depth) ?? [];
    for (const name of rest) places = places.flatMap((place) => this.member(place, name, depth - 1) ?? []);
    return places;
  }

  private memberOf(module: string, cls: PythonClass, name: string, depth: number): readonly Place[] | null {
    const own = cls.members.get(name);
    if (own !== undefined) {
      const found = own.flatMap((each) => this.declared(module, each, name, cls, depth - 1));
      return found.length > 0 ? found : [{ kind: 'value', why: 'a value' }];
    }
    const why = cls.open ?? (cls.isDecorated ? 'its decorators may give it members' : null);
    const opens: Place[] = why === null ? [] : [{ kind: 'open', why }];
    for (const base of cls.bases) {
      const text = base.replace(/\[.*$/s, '');
      if (bare.has(text)) continue;
      const [first = '', ...rest] = text.split('.');
      const bases = /^[A-Za-z_][\w.]*$/.test(text) ? this.pathed(module, first, rest, depth - 1) : [];
      const classes = bases.flatMap((place) => (place.kind === 'class' && place.of !== cls ? [place] : []));
      if (classes.length === 0) opens.push({ kind: 'open', why: `its base "${text}" is not at hand` });
      for (const each of classes) {
        const found = depth <= 1 ? null : this.memberOf(each.module, each.of, name, depth - 1);
        if (found === null) continue;
        if (found.some(({ kind }) => kind !== 'open')) return found;
        opens.push(...found);
      }
    }
    return opens.length > 0 ? opens : null;
  }

  private called(place: Place, depth: number): readonly Place[] {
    if (place.kind === 'open' || depth === 0) return [place];
    if (place.kind === 'value') return [{ kind: 'open', why: `a call of ${place.why}` }];
    if (place.kind === 'class') return [{ ...place, kind: 'instance' }];
    if (place.kind === 'function') return this.resultOf(place.module, place.of, place.owner, depth - 1);
    if (place.kind === 'module') return [];
    const call = this.memberOf(place.module, place.of, '__call__', depth - 1);
    return call === null ? [] : call.flatMap((each) => this.called(each, depth - 1));
  }

  private resultOf(module: string, fn: PythonFunction, owner: PythonClass | null, depth: number): readonly Place[] {
    if (!fn.decorators.every((each) => plainDecorators.test(each) || properties.test(each))) return [{ kind: 'value', why: `what decorators make of "${fn.name}"` }];
    const places = fn.returns.flatMap((text): readonly Place[] => {
      if (/^["']?Self\b/.test(text) && owner !== null) return [{ kind: 'instance', module, of: owner }];
      const found = this.evaluated(module, text, fn, owner, depth - 1);
      // A type is written as what its values are of.
      return found.map((place) => (place.kind === 'class' ? { ...place, kind: 'instance' } : place));
    });
    return places.length > 0 ? places : [{ kind: 'value', why: `what "${fn.name}" returns` }];
  }

  /** Why a call takes none of these arguments; null where it takes one, or where it cannot be told. */
  private lacks(place: Place, at: readonly Selector[]): string | null {
    if (place.kind === 'open' || place.kind === 'value' || place.kind === 'module') return null;
    if (place.kind !== 'function') {
      const made = place.kind === 'class' ? (this.memberOf(place.module, place.of, '__init__', deepest) ?? this.memberOf(place.module, place.of, '__new__', deepest)) : this.memberOf(place.module, place.of, '__call__', deepest);
      const functions = made?.filter(({ kind }) => kind === 'function') ?? [];
      if (functions.length === 0 || place.of.isDecorated) return null;
      const judged = functions.map((each) => this.lacks(each, at));
      return judged.every((each) => each !== null) ? (judged[0] ?? null) : null;
    }
    const { of } = place;
    if (!of.decorators.every((each) => plainDecorators.test(each))) return null;
    const takes = (selector: Selector): boolean => (selector.kind === 'keyword' ? of.takesMoreKeywords || of.keywords.has(selector.name) : of.takesMorePositions || selector.low < of.parameters.length || (selector.high === null && of.takesMoreKeywords));
    return at.some(takes) ? null : `"${of.name}" takes no such argument; it has ${[...of.keywords].filter((name) => name !== 'self').join(', ') || 'none'}.`;
  }

  private namesOf(place: Place): readonly string[] {
    if (place.kind === 'module') return [...(this.modules.declarations(place.module)?.names.keys() ?? [])];
    return place.kind === 'class' || place.kind === 'instance' ? [...place.of.members.keys()] : [];
  }
}

/** Whether a text is one call, and not something read of what it gives: `Session(a)`, not `Session(a).get(b)`. */
function isOneCall(text: string): boolean {
  let depth = 0;
  for (let i = text.indexOf('('); i < text.length; i++) {
    if (text[i] === '(') depth++;
    else if (text[i] === ')' && --depth === 0) return i === text.length - 1;
  }
  return false;
}

/** `..a` in the module `x.y.z` is `x.a`. */
function absolute(module: string, written: string, modules: PythonModules): string {
  const dots = /^\.*/.exec(written)?.[0].length ?? 0;
  if (dots === 0) return written;
  const isFolder = modules.declarations(`${module}.__init__`) !== null;
  const parts = module.split('.');
  const kept = parts.slice(0, parts.length - dots + (isFolder ? 1 : 0));
  return [...kept, ...(written.length > dots ? [written.slice(dots)] : [])].join('.');
}
