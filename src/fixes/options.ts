/**
 * What does the finding's option say, and which options stand beside it?
 * Looks into arguments and objects of the call. Must not make edits.
 */
import type { Constant } from '../flow';
import { contains } from '../text';
import type { Range } from '../text';
import type { FixContext } from './fix';
import { isObjectLiteral, nameOf } from './owner';

/** What the flagged value is, where it is written at its place; undefined for values from elsewhere. */
export function writtenValue({ finding, language, tree }: FixContext): Constant | undefined {
  return language.edits.constantAt(tree, finding.places.value)?.value;
}

/** The option's name, without the path before it. */
export function optionName(context: FixContext): string {
  const { finding } = context;
  // Arguments by name have theirs in the path.
  const argument = /\.argument\[([A-Za-z_]\w*)\]$/.exec(finding.sinkPath)?.[1];
  return argument ?? (nameOf(context).split('.').at(-1) ?? '');
}

export interface Option {
  readonly name: string;
  readonly value: Range;
}

/** Options of the sink's call: arguments by name and entries of objects among the arguments, one in another as well. */
export function optionsOf(context: FixContext): readonly Option[] {
  const { finding, language, tree } = context;
  const call = language.edits.callAt(tree, finding.places.sink);
  if (call === null) return [];
  return call.arguments.flatMap(({ name, value }) => [...(name === null ? [] : [{ name, value }]), ...entriesOf(context, value, 3)]);
}

function entriesOf(context: FixContext, place: Range, levels: number): readonly Option[] {
  const { language, tree } = context;
  if (levels === 0 || !isObjectLiteral(context, place)) return [];
  const entries = language.edits.propertiesOf(tree, place)?.filter(({ range }) => contains(place, range)) ?? [];
  return entries.flatMap(({ key, value }) => [...(key === null ? [] : [{ name: key, value }]), ...entriesOf(context, value, levels - 1)]);
}
