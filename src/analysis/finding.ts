/**
 * What is a finding? A path through graphs that breaks one rule, as data.
 * Must not hold wording: messages are rendered in report/.
 */
import type { Range } from '../text';
import type { ClauseId, Confidence, KindId, RuleId, Severity } from '../policy';

export interface FlowStep {
  readonly file: string;
  /** Absolute. */
  readonly range: Range;
  /** `source`: the data is first seen; `assign`: given to `name`; `call`: handed to function `name`; `return`: comes back from it; `sink`: where it must not be. */
  readonly role: 'source' | 'assign' | 'call' | 'return' | 'sink';
  /** The variable, field or function concerned; source text, never a literal's content. */
  readonly name: string;
}

export interface Finding {
  readonly rule: RuleId;
  readonly clause: ClauseId;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** Workspace-relative path with forward slashes. */
  readonly file: string;
  /** The smallest wrong token, absolute. */
  readonly range: Range;
  /** Data kinds, most specific, sorted. Empty for shapes. */
  readonly kinds: readonly KindId[];
  /** Source text of the value (`user.email`); for secrets the name it is given to, never the secret. */
  readonly value: string;
  /** How the code names the sink: `console.log`, `localStorage.setItem`. Empty for constants. */
  readonly sink: string;
  /** Sink's access path in the model, else the written callee. Part of the identity. */
  readonly sinkPath: string;
  /** The receiving third party's id, if any. */
  readonly party: string | null;
  /** What else the rule's message may say, by placeholder: `nearest`. Source text, never a literal's content. */
  readonly details: Readonly<Record<string, string>>;
  readonly flow: readonly FlowStep[];
  /** Dotted name of the enclosing function. */
  readonly function: string;
  /** Format version + rule + function + sink path + ordinal, hashed; no line numbers. */
  readonly identity: string;
  /** What fixes need, absolute: the value as it stands at the sink, and the call or assignment around it. */
  readonly places: { readonly value: Range; readonly sink: Range };
}
