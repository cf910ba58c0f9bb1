/**
 * Where does an access path lead in a package's declarations? Follows the steps
 * of src/models/path.ts over the compiler's types. Generous where a declaration is
 * wider than the path: of several types, overloads or names one that has it is enough.
 * Must not know models, packages or files.
 */
import * as ts from 'typescript';
import type { Selector, Step } from '../src/models';
import { didYouMean } from '../src/policy';

/** What may stand at a place: the types it has, and why others cannot be known. */
export interface Standing {
  readonly types: readonly ts.Type[];
  /** Reasons for which more may be there than `types` say. */
  readonly open: readonly string[];
  /** What the last member was read of. */
  readonly owner: readonly ts.Type[];
}

export interface Walk {
  readonly end: Standing;
  /** What the declarations do not have. */
  readonly missing: readonly string[];
  /** Why a part of the path could be neither found nor missed. */
  readonly unknown: readonly string[];
}

/** As many of a wildcard's positions as are looked at; the first that a function has is enough. */
const positionsLookedAt = 8;

/** As many types as are looked at in one place. */
const mostTypes = 2000;

export class TypeWalker {
  constructor(private readonly checker: ts.TypeChecker) {}

  /** A standing of values of these types. */
  at(types: readonly ts.Type[]): Standing {
    return this.standing(types, []);
  }

  together(standings: readonly Standing[]): Standing {
    return merge(standings);
  }

  walk(from: Standing, steps: readonly Step[]): Walk {
    const missing: string[] = [];
    const unknown: string[] = [];
    let end = from;
    for (const step of steps) end = this.step(end, step, missing, unknown);
    return { end, missing, unknown };
  }

  private step(from: Standing, step: Step, missing: string[], unknown: string[]): Standing {
    const none = (what: string): Standing => {
      const open = [...from.open, ...(from.types.some((type) => this.hasLostBase(type)) ? ['a base that is not declared here'] : [])];
      // What is known to be missed already leads nowhere; that is said once.
      if (open.length > 0) unknown.push(...open);
      else if (from.types.length > 0) missing.push(what);
      else if (missing.length === 0 && unknown.length === 0) unknown.push('nothing is declared there');
      return { types: [], open: from.open, owner: [] };
    };
    switch (step.kind) {
      case 'member':
        return merge(step.names.map((name) => this.member(from, name) ?? none(`"${name}" is not declared.${this.nearMember(from, name)}`)));
      case 'any-member':
        return this.found(from, from.types.flatMap((type) => this.memberTypes(type))) ?? none('no member is declared.');
      case 'call':
        return this.found(from, this.returned(from, 'call')) ?? none('what stands before "()" is no function.');
      case 'new':
        return this.found(from, this.returned(from, 'new')) ?? none('what stands before "new()" is no class.');
      case 'argument':
        return this.positions(from, step.at, this.signatures(from, 'any'), none);
      case 'parameter':
        return this.positions(from, step.at, this.signatures(from, 'call'), none);
      case 'receiver':
        return { types: from.owner, open: from.open, owner: [] };
      case 'element':
        return this.found(from, from.types.flatMap((type) => this.elements(type))) ?? none('what stands before "[]" has no elements.');
      case 'decorated':
        return { types: [], open: [...from.open, 'what a decorator stands before is not declared with it'], owner: [] };
    }
  }

  /** Null where nothing of the sort is declared. */
  private found(from: Standing, types: readonly ts.Type[]): Standing | null {
    return types.length === 0 ? null : this.standing(types, from.open);
  }

  /** Types as they are looked into: parts of unions, bounds of type parameters, what promises hold; the rest becomes a reason. */
  private standing(types: readonly ts.Type[], open: readonly string[], owner: readonly ts.Type[] = []): Standing {
    const [seen, known, reasons] = [new Set<ts.Type>(), new Set<ts.Type>(), new Set(open)];
    const pending = [...types];
    for (let type = pending.pop(); type !== undefined; type = pending.pop()) {
      if (seen.has(type)) continue;
      seen.add(type);
      // Some types make new ones for ever.
      if (seen.size > mostTypes) return { types: [...known], open: [...reasons, 'more types than are looked at'], owner };
      const reason = openness(type);
      if (reason !== null) reasons.add(reason);
      else if (type.isUnion()) pending.push(...type.types);
      else if (type.flags & ts.TypeFlags.Instantiable && !(type.flags & ts.TypeFlags.StringLike)) {
        const bounds = this.boundsOf(type);
        if (bounds.length === 0) reasons.add('a type parameter');
        pending.push(...bounds);
      } else if (!(type.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined | ts.TypeFlags.Void | ts.TypeFlags.Never))) {
        known.add(type);
        const awaited = this.awaited(type);
        if (awaited !== null) pending.push(awaited);
      }
    }
    return { types: [...known], open: [...reasons], owner };
  }

  private boundsOf(type: ts.Type): readonly ts.Type[] {
    const fallback = type.isTypeParameter() ? this.checker.getDefaultFromTypeParameter(type) : undefined;
    return [fallback, this.checker.getBaseConstraintOfType(type)].filter((bound): bound is ts.Type => bound !== undefined && bound !== type && !(bound.flags & ts.TypeFlags.Unknown));
  }

  /** What a promise holds; null where the type is none. */
  private awaited(type: ts.Type): ts.Type | null {
    if (!(type.flags & ts.TypeFlags.Object || type.isIntersection()) || type.getProperty('then') === undefined) return null;
    const awaited = this.checker.getAwaitedType(type);
    return awaited === undefined || awaited === type ? null : awaited;
  }

  private member(from: Standing, name: string): Standing | null {
    const types = from.types.flatMap((type) => {
      const member = this.memberType(type, name);
      return member === null ? [] : [member];
    });
    return types.length === 0 ? null : this.standing(types, from.open, from.types);
  }

  private memberType(type: ts.Type, name: string): ts.Type | null {
    const apparent = this.checker.getApparentType(type);
    const property = this.checker.getPropertyOfType(apparent, name);
    if (property !== undefined) return this.checker.getTypeOfSymbol(property);
    const index = this.checker.getIndexInfosOfType(apparent).find(({ keyType }) => keyType.flags & (ts.TypeFlags.String | ts.TypeFlags.TemplateLiteral));
    return index?.type ?? null;
  }

  private memberTypes(type: ts.Type): readonly ts.Type[] {
    const apparent = this.checker.getApparentType(type);
    return [...this.checker.getPropertiesOfType(apparent).map((property) => this.checker.getTypeOfSymbol(property)), ...this.checker.getIndexInfosOfType(apparent).map((index) => index.type)];
  }

  /** Whether a class or interface it is made of extends what nothing declares: it may have more members. */
  private hasLostBase(type: ts.Type, depth = 8): boolean {
    if (depth === 0) return false;
    if (type.isIntersection()) return type.types.some((part) => openness(part) !== null || this.hasLostBase(part, depth - 1));
    const heritage = (symbolOf(type)?.declarations ?? []).flatMap((declaration) => (ts.isClassLike(declaration) || ts.isInterfaceDeclaration(declaration) ? (declaration.heritageClauses ?? []) : []));
    return heritage.some(({ types }) => types.some((each) => {
      const base = this.checker.getTypeAtLocation(each);
      return base.flags & ts.TypeFlags.Any ? true : this.hasLostBase(base, depth - 1);
    }));
  }

  private nearMember(from: Standing, name: string): string {
    const known = new Map(from.types.flatMap((type) => this.checker.getPropertiesOfType(this.checker.getApparentType(type)).map((property) => [property.name.toLowerCase(), property.name] as const)));
    const near = didYouMean(name, known.keys());
    return near.replace(/"(.*)"/, (_, lower: string) => `"${known.get(lower) ?? lower}"`);
  }

  /** Of a class called and a function constructed too: older declarations write the one for the other. */
  private returned(from: Standing, how: 'call' | 'new'): readonly ts.Type[] {
    return from.types.flatMap((type) => {
      const [calls, constructs] = [type.getCallSignatures(), type.getConstructSignatures()];
      const first = how === 'call' ? calls : constructs;
      return (first.length > 0 ? first : how === 'call' ? constructs : calls).map((signature) => this.checker.getReturnTypeOfSignature(signature));
    });
  }

  private signatures(from: Standing, which: 'call' | 'any'): readonly ts.Signature[] {
    return from.types.flatMap((type) => [...type.getCallSignatures(), ...(which === 'any' ? type.getConstructSignatures() : [])]);
  }

  private positions(from: Standing, at: readonly Selector[], signatures: readonly ts.Signature[], none: (what: string) => Standing): Standing {
    if (signatures.length === 0) return none('what stands there is no function.');
    return merge(at.map((selector) => {
      if (selector.kind === 'keyword') return none(`there is no argument called "${selector.name}": arguments are given by position.`);
      const indexes = Array.from({ length: Math.min((selector.high ?? Infinity) - selector.low + 1, positionsLookedAt) }, (_, i) => selector.low + i);
      const types = indexes.flatMap((index) => signatures.flatMap((signature) => this.parameterAt(signature, index)));
      const most = Math.max(...signatures.map(({ parameters }) => parameters.length));
      return this.found(from, types) ?? none(`position ${String(selector.low)} does not exist: at most ${String(most)} are declared.`);
    }));
  }

  /** The type of the parameter at the position, empty where there is none. */
  private parameterAt(signature: ts.Signature, index: number): readonly ts.Type[] {
    const { parameters } = signature;
    const rest = isRest(parameters.at(-1)) ? parameters.length - 1 : parameters.length;
    if (index < rest) return parameters.slice(index, index + 1).map((parameter) => this.checker.getTypeOfSymbol(parameter));
    return parameters.slice(rest, rest + 1).flatMap((parameter) => this.restAt(this.checker.getTypeOfSymbol(parameter), index - rest));
  }

  /** What a rest parameter takes at a position: elements of a list, parts of a tuple. */
  private restAt(type: ts.Type, index: number): readonly ts.Type[] {
    if (openness(type) !== null) return [type];
    return this.standing([type], []).types.flatMap((each) => {
      if (this.checker.isTupleType(each)) {
        const parts = this.checker.getTypeArguments(each as ts.TypeReference);
        const isOpenEnded = ((each as ts.TupleTypeReference).target.combinedFlags & ts.ElementFlags.Variable) !== 0;
        const part = parts[index] ?? (isOpenEnded ? parts.at(-1) : undefined);
        return part === undefined ? [] : [part];
      }
      const element = this.checker.getIndexTypeOfType(each, ts.IndexKind.Number);
      return element === undefined ? [] : [element];
    });
  }

  private elements(type: ts.Type): readonly ts.Type[] {
    const apparent = this.checker.getApparentType(type);
    const index = this.checker.getIndexTypeOfType(apparent, ts.IndexKind.Number) ?? this.checker.getIndexTypeOfType(apparent, ts.IndexKind.String);
    if (index !== undefined) return [index];
    return apparent.getProperties().filter(({ name }) => /^__@(asyncI|i)terator@/.test(name)).flatMap((iterator) => this.iterated(this.checker.getTypeOfSymbol(iterator)));
  }

  /** What a method `[Symbol.iterator]` hands out; of pairs, as a map's, the value too. */
  private iterated(method: ts.Type): readonly ts.Type[] {
    const { end } = this.walk(this.at([method]), [{ kind: 'call' }, { kind: 'member', names: ['next'] }, { kind: 'call' }, { kind: 'member', names: ['value'] }]);
    return end.types.flatMap((type) => [type, ...(this.checker.isTupleType(type) ? this.checker.getTypeArguments(type as ts.TypeReference).slice(-1) : [])]);
  }
}

/** Why nothing can be said of a type's members; null where it can. */
function openness(type: ts.Type): string | null {
  if (type.flags & ts.TypeFlags.Any) return (type as ts.Type & { readonly intrinsicName?: string }).intrinsicName === 'error' ? 'a type that is not declared here' : 'any';
  if (type.flags & ts.TypeFlags.Unknown) return 'unknown';
  if (type.flags & ts.TypeFlags.NonPrimitive) return 'object';
  if (!(type.flags & ts.TypeFlags.Object)) return null;
  const name = symbolOf(type)?.name;
  if (name === 'Function' || name === 'Object') return name;
  const isEmpty = type.getProperties().length === 0 && type.getCallSignatures().length === 0 && type.getConstructSignatures().length === 0 && type.getStringIndexType() === undefined && type.getNumberIndexType() === undefined;
  return isEmpty ? 'an object without declared members' : null;
}

/** The compiler says that there is always one; of built-in types there is none. */
function symbolOf(type: ts.Type): ts.Symbol | undefined {
  return type.symbol;
}

function isRest(parameter: ts.Symbol | undefined): boolean {
  const declaration = parameter?.valueDeclaration;
  return declaration !== undefined && ts.isParameter(declaration) && declaration.dotDotDotToken !== undefined;
}

function merge(standings: readonly Standing[]): Standing {
  const all = (of: (standing: Standing) => readonly unknown[]): unknown[] => [...new Set(standings.flatMap(of))];
  return { types: all(({ types }) => types) as ts.Type[], open: all(({ open }) => open) as string[], owner: all(({ owner }) => owner) as ts.Type[] };
}
