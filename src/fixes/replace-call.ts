/**
 * How does one call take the place of another? By a pattern of repairs.yaml,
 * whose holes are parts of the old call. Must not know any function by name.
 */
import type { Call } from '../languages';
import { sourceOf, withImports } from './edits';
import type { Fix, FixContext } from './fix';

/** A fix whose calls stand in repairs.yaml under its id. */
export function replaceCallFix(id: string, title: (by: string) => string): Fix {
  return {
    id,
    safety: 'review',
    title: (context) => title(calleeOf(filled(context, id)?.text ?? '')),
    apply: (context) => {
      const call = filled(context, id);
      return call === null ? null : withImports(context, call.imports, context.language.edits.replaceExpression(context.tree, context.finding.places.sink, call.text));
    },
  };
}

function filled(context: FixContext, id: string): { readonly text: string; readonly imports: Parameters<typeof withImports>[1] } | null {
  const { finding, language, tree, policy } = context;
  const repair = policy.repairs.call(id, finding.sinkPath, language.ecosystem);
  const call = repair === null ? null : language.edits.callAt(tree, finding.places.sink);
  if (repair === null || call === null) return null;
  const used = new Set([...repair.by.matchAll(/\{(\d)\}/g)].map(([, index]) => Number(index)));
  // Every argument must go somewhere.
  const isLost = call.arguments.some(({ name, isSpread }, index) => isSpread || (name === null ? !used.has(index) : !repair.drop.includes(name)));
  const parts = [...used].map((index) => call.arguments[index]);
  if (isLost || parts.some((part) => part?.name !== null)) return null;
  const text = repair.by
    .replace(/'([^']*)'/g, (_, inner: string) => language.edits.stringLiteral(tree, inner))
    .replace(/\{(\d|owner(?:\.owner)?)\}/g, (_, hole: string) => holeText(context, call, hole));
  return /[\r\n]/.test(text) || text.startsWith('.') ? null : { text, imports: repair.imports };
}

function holeText(context: FixContext, call: Call, hole: string): string {
  const argument = call.arguments[Number(hole)];
  if (argument !== undefined) return sourceOf(context, argument.value);
  const names = sourceOf(context, call.callee).split('.');
  return names.slice(0, -hole.split('.').length).join('.');
}

function calleeOf(text: string): string {
  return text.slice(0, Math.max(0, text.indexOf('(')));
}
