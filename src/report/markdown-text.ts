/**
 * How does untrusted text stand in Markdown so that it is text and nothing else? Must not know what is reported.
 */
import { visibleText } from './visible';

/** Characters that Markdown or HTML in it would read are escaped; hidden ones are written out. */
export function escapeMarkdown(content: string): string {
  return visibleText(content).replace(/[\\`*_{}[\]<>|#~$&]/g, (character) => `\\${character}`).replace(/^([-+=]|\d+[.)])(?=\s|$)/, '\\$1');
}

/**
 * As code, in which code hosts see neither links nor mentions of people and issues. Longer marks than the text holds go around it (CommonMark 0.31, 6.1);
 * nothing for no text.
 */
export function codeSpan(content: string): string {
  const shown = visibleText(content);
  if (shown.trim() === '') return '';
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const mark = '`'.repeat(longest + 1);
  const pad = shown.startsWith('`') || shown.endsWith('`') || (shown.startsWith(' ') && shown.endsWith(' ')) ? ' ' : '';
  return `${mark}${pad}${shown}${pad}${mark}`;
}

/** Words that may hold a name of somebody's: what a code host would take for a mention or an address stands as code. */
export function plainMarkdown(content: string): string {
  return visibleText(content).split(' ').map((word) => (/@|:\/\/|^\W*www\./i.test(word) ? codeSpan(word) : escapeMarkdown(word))).join(' ').replace(/^([-+=]|\d+[.)])(?=\s|$)/, '\\$1');
}
