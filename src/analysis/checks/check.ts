/**
 * What is a check that is code? One function, told of a function of the user's, that says what in it breaks a
 * rule: for what no kinds, shapes or flows can say. Must not know its rule's wording, severity or clause.
 */
import type { NodeId } from '../../flow';
import type { Policy } from '../../policy';
import type { Disclosures } from '../disclosures';
import type { Spot } from '../drafts';
import type { Evaluator } from '../evaluate';
import type { Unit } from '../program';
import type { PublishedApis } from '../published';

/** All that a check may ask. */
export interface Pass {
  readonly evaluator: Evaluator;
  readonly policy: Policy;
  readonly apis: PublishedApis;
  readonly disclosures: Disclosures;
  readonly unit: Unit;
  /** What the rule tells it, by what it is for. */
  readonly words: Readonly<Record<string, readonly string[]>>;
}

/** Something that breaks the rule. */
export interface Offence {
  /** The smallest wrong token. */
  readonly wrong: Spot;
  /** The call or import around it. */
  readonly around: NodeId;
  readonly sink: string;
  readonly sinkPath: string;
  /** How the value is called; null where its text says it. */
  readonly name: string | null;
  /** What else the rule's message may say, by placeholder. */
  readonly details: Readonly<Record<string, string>>;
  /** Only a name says so. */
  readonly guessed: boolean;
}

/** In order of the nodes. */
export type Check = (pass: Pass) => readonly Offence[];
