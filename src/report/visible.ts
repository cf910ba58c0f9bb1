/**
 * How does untrusted text (names, paths, source lines) stand in a report so that
 * it shows what it is? Control and direction characters are written out.
 * Must not know what is reported.
 */

/** Control characters, direction marks and overrides (which can make a terminal show other code than there is), line separators, lone surrogates, BOM, and noncharacters, which no page and in part no XML may hold. */
const hidden = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;
/** Terminals give these two columns. */
const wide = /[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uff60]/u;
/** Nearly all that is written in code. */
const plain = /^[\x20-\x7e]*$/;
const combining = /[\p{Mn}\p{Me}\ufe0f]/u;

/** `text` with hidden characters as `\u{202e}`; tabs and line ends become one space. */
export function visibleText(text: string): string {
  return text.replace(/\r\n|[\t\n\r]/g, ' ').replace(hidden, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** Columns that visible text takes on a terminal. */
export function displayWidth(text: string): number {
  if (plain.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += combining.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return width;
}

/** A user's own name or expression: visible, on one line, at most `limit` characters. */
export function shownName(name: string, limit = 60): string {
  const shown = visibleText(name.replace(/\s+/g, ' ').trim());
  const characters = Array.from(shown);
  return characters.length > limit ? characters.slice(0, limit - 1).join('') + '…' : shown;
}

/** The same in quotes. */
export function quoteName(name: string, limit = 60): string {
  return `"${shownName(name, limit)}"`;
}

/** Words of `text` in lines of at most `width` columns; a longer word stands alone. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && displayWidth(line) + 1 + displayWidth(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
