/**
 * How does a value read? One fact a line, for `caley reveal` and snapshots.
 */
import { flatten, sanitizersIn } from './value';
import type { Step, Taint, Value } from './value';

/** Lines such as `carries data.contact.email (high) from user.email`. Constants show their type only: they may be secrets. */
export function describeValue(value: Value): readonly string[] {
  const lines: string[] = [];
  const { taints, inputs } = flatten(value);
  for (const taint of taints) {
    const marks = after(taint.marks);
    lines.push(`carries ${taint.kind} (${taint.confidence}${taint.caley ? ', from Caley' : ''})${marks} from ${sourceOf(taint.trace)}`);
  }
  for (const input of inputs) {
    const marks = after(input.marks);
    lines.push(`holds what callers give as ${['parameter ' + String(input.index + 1), ...input.fields].join('.')} of ${input.unit.graph.name}${marks}`);
  }
  for (const place of value.places) lines.push(`is ${place.package} ${place.path}`);
  for (const fn of value.functions) lines.push(`is function ${fn.graph.name}`);
  for (const cls of value.classes) lines.push(`is class ${cls.graph.name ?? '(nameless)'}`);
  for (const cls of value.instances) lines.push(`is an instance of ${cls.graph.name ?? '(nameless)'}`);
  for (const constant of value.constants) lines.push(`is a constant ${typeof constant.value}${constant.open ? ' and more' : ''}`);
  if (value.fields !== null) lines.push(`has fields ${[...value.fields.keys()].join(', ')}`);
  if (value.type?.name !== null && value.type !== null) lines.push(`is written as ${value.type.name}`);
  if (value.opaque) lines.push('comes from somewhere unknown');
  return lines;
}

function after(marks: Taint['marks']): string {
  const sanitizers = sanitizersIn(marks);
  return sanitizers.length === 0 ? '' : ` after ${sanitizers.join(', ')}`;
}

function sourceOf(trace: Step): string {
  let step = trace;
  while (step.previous !== null) step = step.previous;
  return step.name;
}
