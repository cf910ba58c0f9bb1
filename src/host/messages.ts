/**
 * What do threads say to each other? Types of plain data alone.
 */
import type { Configuration, Judgement, Survey, Trace } from '../workspace';
import type { Inputs } from './inputs';

/** What a worker begins with. */
export interface Task {
  /** Folder of the running code, to find assets from. */
  readonly from: string;
  readonly inputs: Inputs;
  readonly configuration: Configuration;
  /** ISO date that suppressions are held against. */
  readonly today: string;
  /** Nodes of graphs to hold at most. */
  readonly maxHeldNodes: number;
  /** The files to survey. */
  readonly survey: readonly string[];
}

/** To a worker: what others surveyed, and what to judge. */
export interface Orders {
  readonly surveys: readonly Survey[];
  readonly judge: readonly string[];
}

/** From a worker, in this order. */
export type Word =
  | { readonly type: 'surveyed'; readonly surveys: readonly Survey[] }
  | { readonly type: 'judged'; readonly judgements: readonly Judgement[] }
  | { readonly type: 'done'; readonly trace: Trace };
