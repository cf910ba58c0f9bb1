/**
 * Which words does a shell make of a command? Splits the text where a shell
 * would, each word an expression. Must not guess: what a shell would act upon is left alone.
 */
import type { TextPart } from '../languages';
import type { Range } from '../text';
import { sourceOf } from './edits';
import type { FixContext } from './fix';

/** Characters that mean something to a shell outside of quotes, and those that do inside of double ones. */
const ACTIVE = /[|&;<>()$`*?[\]{}~#!\\\r\n]/;
const ACTIVE_IN_DOUBLE = /[$`\\!\r\n]/;

/** One expression a word, the program first, as a text of its own; null where a word is put together of texts and values. */
export function commandWords(context: FixContext, command: Range): readonly string[] | null {
  const { language, tree } = context;
  const parts = language.edits.textParts(tree, command);
  const words = parts === null ? null : wordsOf(parts);
  const [program] = words ?? [];
  if (words === null || program?.length !== 1 || program[0] === undefined || 'code' in program[0]) return null;
  const expressions: string[] = [];
  for (const word of words) {
    const [first, ...others] = word;
    if (others.some((part) => 'code' in part) || (others.length > 0 && (first === undefined || 'code' in first))) return null;
    if (first !== undefined && 'code' in first) expressions.push(sourceOf(context, first.code));
    else expressions.push(language.edits.stringLiteral(tree, word.map((part) => ('text' in part ? part.text : '')).join('')));
  }
  return expressions.some((expression) => /[\r\n]/.test(expression)) ? null : expressions;
}

/** Null where the shell does more than split. */
function wordsOf(parts: readonly TextPart[]): readonly (readonly TextPart[])[] | null {
  const words: TextPart[][] = [];
  let word: TextPart[] | null = null;
  let quote: string | null = null;
  for (const part of parts) {
    if ('code' in part) {
      (word ??= []).push(part);
      continue;
    }
    for (const character of part.text) {
      if (quote === null && /\s/.test(character) && !/[\r\n]/.test(character)) {
        if (word !== null) words.push(word);
        word = null;
      } else if (character === quote) {
        quote = null;
      } else if (quote === null && (character === '"' || character === "'")) {
        quote = character;
        word ??= [];
      } else {
        if ((quote === null && ACTIVE.test(character)) || (quote === '"' && ACTIVE_IN_DOUBLE.test(character))) return null;
        word = appended(word ?? [], character);
      }
    }
  }
  if (quote !== null) return null;
  return word === null ? words : [...words, word];
}

function appended(word: TextPart[], character: string): TextPart[] {
  const last = word.at(-1);
  if (last !== undefined && 'text' in last) word[word.length - 1] = { text: last.text + character };
  else word.push({ text: character });
  return word;
}
