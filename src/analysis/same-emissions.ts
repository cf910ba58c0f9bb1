/**
 * Do two lists of emissions tell of the same, so that nobody has to look again? Must not make any.
 */
import type { KindId } from '../policy';
import { compareInputs, sameValue } from './compare';
import type { Unread } from './calls';
import type { Emission } from './emissions';
import { sameRedactions } from './redaction';

/** Whether two lists tell of the same. */
export function sameEmissions(a: readonly Emission[], b: readonly Emission[]): boolean {
  return a === b || (a.length === b.length && a.every((one, i) => sameEmission(one, b[i] ?? one)));
}

function sameEmission(a: Emission, b: Emission): boolean {
  return a === b || (a.key === b.key && a.handed === b.handed && a.hops === b.hops && a.unit === b.unit && a.sinkName === b.sinkName && a.party === b.party &&
    a.url === b.url && a.guessed === b.guessed && sameKinds(a.guards, b.guards) && sameUnread(a.unread, b.unread) && sameRedactions(a.redactions, b.redactions) && sameKinds(a.told, b.told) && sameValue(a.value, b.value));
}

/** At one sink only what it waits for may differ. */
function sameUnread(a: Unread | null, b: Unread | null): boolean {
  const [left, right] = [a?.inputs ?? [], b?.inputs ?? []];
  return left.length === right.length && left.every((input, i) => compareInputs(input, right[i] ?? input) === 0);
}

function sameKinds(a: ReadonlySet<KindId>, b: ReadonlySet<KindId>): boolean {
  return a === b || (a.size === b.size && [...a].every((kind) => b.has(kind)));
}
