/**
 * What is known while one function of JavaScript is lowered? What every
 * language knows, and what hoisting, labels and decorators need beside it.
 * Must not know single kinds of syntax: the handlers do.
 */
import type { NodeId } from '../../flow';
import type { Range } from '../../text';
import { FunctionLowering as Lowering, type Dispatch as DispatchOf, type FileLowering as FileLoweringOf, type FunctionRequest } from '../lowering';
import type { FlatNode } from './flat-tree';
import type { Docs } from './jsdoc';
import type { Field, Kind } from './kinds';

export type { FunctionRequest, JumpTarget, ThrowTarget } from '../lowering';
export type ExpressionHandler = (f: FunctionLowering, node: FlatNode) => NodeId;
export type StatementHandler = (f: FunctionLowering, node: FlatNode) => void;
export type Dispatch = DispatchOf<FunctionLowering>;

/** What functions share: the file they are in. */
export interface FileLowering extends FileLoweringOf<Kind, Field> {
  readonly dispatch: Dispatch;
  /** Nodes that may declare a `var`, in text order. */
  readonly varPoints: readonly FlatNode[];
  /** Types written in comments; null when there are none. */
  readonly docs: Docs | null;
}

export class FunctionLowering extends Lowering<Kind, Field> {
  protected readonly dispatch: Dispatch;
  /** Exports whose value is known at the module's end. */
  readonly exportedNames: { readonly name: string; readonly local: string }[] = [];
  /** Function declarations whose value was made at the start of their block. */
  readonly hoisted = new Set<FlatNode>();
  /** Where the function may change variables, found when the first loop asks. */
  changePoints: readonly FlatNode[] | null = null;
  /** Labels of the statement that comes next. */
  labels: string[] = [];
  /** What the function or class lowered next is called, unless it has a name. */
  nameHint: string | null = null;
  /** Decorators that stand before the declaration lowered next. */
  pendingDecorators: readonly FlatNode[] = [];

  constructor(
    readonly file: FileLowering,
    request: FunctionRequest,
    range: Range,
  ) {
    super(file, request, range);
    this.dispatch = file.dispatch;
  }

  takeNameHint(): string | null {
    const hint = this.nameHint;
    this.nameHint = null;
    return hint;
  }
}
