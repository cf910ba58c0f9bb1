/**
 * What is known while one function of Python is lowered? What every language
 * knows, and how a method speaks of its object and class.
 * Must not know single kinds of syntax: the handlers do.
 */
import type { ClassId, NodeId } from '../../flow';
import type { Range } from '../../text';
import {
  FunctionLowering as Lowering, NOTHING, type Dispatch as DispatchOf, type FileLowering as FileLoweringOf, type FunctionRequest, type Slot,
} from '../lowering';
import type { FlatNode } from './flat-tree';
import type { Field, Kind } from './kinds';

export type { FunctionRequest } from '../lowering';
export type ExpressionHandler = (f: FunctionLowering, node: FlatNode) => NodeId;
export type StatementHandler = (f: FunctionLowering, node: FlatNode) => void;
export type Dispatch = DispatchOf<FunctionLowering>;
/** Handlers by the names of kinds. */
export type Handlers<H> = Readonly<Partial<Record<keyof typeof Kind, H>>>;

/** What its members must know of a class. */
export interface ClassScope {
  /** How code names the class: `Outer.Inner`. */
  readonly path: readonly string[];
  /** Names that the class's body binds, each with the place (absolute) from which on it is bound; in the order of these places. */
  readonly bound: ReadonlyMap<string, number>;
  /** Of each prefix of `bound` a fingerprint, which is the same where the names are. */
  readonly digests: readonly { readonly from: number; readonly digest: string }[];
}

/** What functions share: the file they are in. */
export interface FileLowering extends FileLoweringOf<Kind, Field> {
  readonly dispatch: Dispatch;
  readonly classScopes: Map<ClassId, ClassScope>;
}

export class FunctionLowering extends Lowering<Kind, Field> {
  protected readonly dispatch: Dispatch;
  /** The first parameter of a method: `self`, or `cls` of a class method. */
  receiver: { readonly slot: Slot; readonly is: 'object' | 'class' } | null = null;
  /** Where the function may change variables, found when the first loop asks. */
  changePoints: readonly FlatNode[] | null = null;
  /** Inside `if TYPE_CHECKING:`. */
  typeChecking = false;

  constructor(
    readonly file: FileLowering,
    request: FunctionRequest,
    range: Range,
  ) {
    super(file, request, range);
    this.dispatch = file.dispatch;
  }

  /** The class whose body this code is part of, or whose method it is. */
  get classScope(): ClassScope | null {
    return this.request.class === null ? null : (this.file.classScopes.get(this.request.class) ?? null);
  }

  /** The class itself, as named from inside it. */
  classReference(at: FlatNode): NodeId {
    const [root, ...inner] = this.classScope?.path ?? [];
    let value = this.outer(at, root ?? '');
    for (const name of inner) value = this.field(at, value, name);
    return value;
  }

  /** Whether the variable is the method's own `self` or `cls`, given no other value yet. */
  isReceiver(slot: Slot): boolean {
    if (slot === NOTHING || this.receiver?.slot !== slot) return false;
    const held = this.nodes[this.scope.read(slot)];
    return held !== undefined && held.op !== 'bind' && held.op !== 'phi' && held.op !== 'update' && held.op !== 'after';
  }
}
