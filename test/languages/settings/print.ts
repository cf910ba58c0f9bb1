/**
 * How does a person read what a file of configuration says? One line a setting: its path, what it says, where its key stands.
 */
import type { FileGraph, Setting, SettingValue } from '../../../src/flow';
import { LineIndex } from '../../../src/text';

/** `a.b = "text" @3:7`, lines and columns from one; then comments and errors with what stands there. */
export function printSettings(graph: FileGraph, text: string): string {
  const lines = new LineIndex(text);
  const place = (offset: number): string => {
    const { line, character } = lines.positionAt(offset);
    return `@${String(line + 1)}:${String(character + 1)}`;
  };
  const printed: string[] = [];
  const print = (path: string, { keyRange, range, value }: Setting): void => {
    printed.push(`${path} = ${printValue(value)} ${place(keyRange.start)} ${place(value.range.start)}-${place(value.range.end).slice(1)} of ${place(range.start)}-${place(range.end).slice(1)}`);
    children(path, value);
  };
  const children = (path: string, value: SettingValue): void => {
    if (value.kind === 'scalar') return;
    for (const each of value.kind === 'map' ? value.entries : value.items) print(path === '' ? each.key : `${path}.${each.key}`, each);
  };
  for (const [index, { root }] of (graph.settings ?? []).entries()) {
    printed.push(`document ${String(index)} ${printValue(root)} ${place(root.range.start)}-${place(root.range.end).slice(1)}`);
    children('', root);
  }
  for (const comment of graph.comments) printed.push(`comment ${JSON.stringify(comment.text)} ${place(comment.range.start)}`);
  for (const { start, end } of graph.syntaxErrors) printed.push(`error ${JSON.stringify(text.slice(start, end))} ${place(start)}`);
  return `${printed.join('\n')}\n`;
}

function printValue(value: SettingValue): string {
  const open = value.isOpen ? 'open ' : '';
  if (value.kind === 'map') return `${open}map`;
  if (value.kind === 'list') return `${open}list`;
  const names = value.references.length === 0 ? '' : ` (${value.references.join(', ')})`;
  return `${open}${value.value === value.text ? '' : `${String(value.value)} `}${JSON.stringify(value.text)}${names}`;
}
