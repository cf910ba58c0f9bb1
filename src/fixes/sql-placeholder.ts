/** Values go beside the SQL text, not into it: each gets a placeholder of the driver's form. */
import type { Call, TextPart } from '../languages';
import type { Placeholder } from '../policy';
import type { TextEdit } from '../text';
import { sourceOf, together } from './edits';
import type { Fix, FixContext } from './fix';

/** What stands right before a value in SQL: a comparison, or a list in parentheses. A name cannot be a parameter. */
const BEFORE_VALUE = /(?:[=<>]|\b(?:i?like|limit|offset|between|and|then|else)|\b(?:values|in)\s*\([^()]*)\s*$/i;

export const sqlPlaceholder: Fix = {
  id: 'sql-placeholder',
  safety: 'review',
  title: () => 'Hand values over as parameters of the query',
  apply: (context) => {
    const { finding, language, tree, policy } = context;
    const call = language.edits.callAt(tree, finding.places.sink);
    const style = policy.repairs.placeholder(finding.sinkPath);
    const [text, second] = call?.arguments ?? [];
    const parts = text?.name === null ? language.edits.textParts(tree, text.value) : null;
    if (call === null || style === null || text === undefined || parts === null || second?.name === null) return null;
    const query = queryOf(context, parts, style);
    return query === null ? null : written(context, call, query, style);
  },
};

interface Query {
  readonly text: string;
  readonly values: readonly string[];
}

/** The text with placeholders and the expressions of their values; null where one of them stands for no value. */
function queryOf(context: FixContext, parts: readonly TextPart[], { style }: Placeholder): Query | null {
  const values: string[] = [];
  let text = '';
  let isQuoted = false;
  for (const part of parts) {
    if ('text' in part) {
      const rest = isQuoted ? part.text.slice(1) : part.text;
      // The quotes around the value are the placeholder's no more.
      if (isQuoted && !part.text.startsWith("'")) return null;
      isQuoted = false;
      text += style === 'percent' ? rest.replaceAll('%', '%%') : rest;
      continue;
    }
    if (isQuoted) return null;
    isQuoted = text.endsWith("'");
    if (isQuoted) text = text.slice(0, -1);
    if (!BEFORE_VALUE.test(text) || text.split("'").length % 2 === 0) return null;
    values.push(sourceOf(context, part.code));
    text += mark(style, values.length);
  }
  // What is written as a parameter is seen to be stored, which is a finding of its own where it is personal: that is decided first.
  if (/^\s*(?:insert|update|replace|merge|upsert)\b/i.test(text)) return null;
  return isQuoted || values.length === 0 || values.some((value) => /[\r\n]/.test(value)) ? null : { text, values };
}

function mark(style: Placeholder['style'], count: number): string {
  switch (style) {
    case 'numbered':
      return `$${String(count)}`;
    case 'question':
      return '?';
    case 'percent':
      return '%s';
    case 'named':
      return `:${nameOfValue(count)}`;
  }
}

function nameOfValue(count: number): string {
  return `value${String(count)}`;
}

function written(context: FixContext, call: Call, { text, values }: Query, { style, apart }: Placeholder): readonly TextEdit[] | null {
  const { finding, language, tree } = context;
  const { sink } = finding.places;
  const [first] = call.arguments;
  if (first === undefined) return null;
  const literal = language.edits.stringLiteral(tree, text);
  if (style === 'named') {
    const bound = values.map((value, index) => `${nameOfValue(index + 1)}=${value}`).join(', ');
    return call.arguments.length > 1 ? null : language.edits.replaceExpression(tree, sink, `${sourceOf(context, call.callee)}(${literal}).bindparams(${bound})`);
  }
  const list = apart ? values.join(', ') : `[${values.join(', ')}]`;
  return together(language.edits.replaceExpression(tree, first.value, literal), language.edits.insertArgument(tree, sink, 1, list));
}
