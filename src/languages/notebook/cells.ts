/**
 * Which cells does a notebook have, and where do their characters stand in its file? https://nbformat.readthedocs.io
 * Must not read what a cell's text means.
 */
import type { Setting, SettingValue } from '../../flow';
import type { Range } from '../../text';

/** From an offset of a cell's text on, characters stand side by side in the file, until the next stretch begins. */
export type Stretch = readonly [offset: number, fileOffset: number];

export interface Cell {
  /** From 1, of all cells. */
  readonly number: number;
  /** Of a program in the notebook's own language. */
  readonly isCode: boolean;
  readonly text: string;
  /** In order; the last one begins where the text ends. */
  readonly stretches: readonly Stretch[];
}

export interface NotebookFile {
  /** In small letters; null where the file does not say. */
  readonly language: string | null;
  readonly cells: readonly Cell[];
  /** What a program left there when it ran, and what is attached: of no cell's text. */
  readonly leftovers: readonly Range[];
}

const none: readonly Setting[] = [];
const escaped: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** `text`: the file; `root`: what it says, as JSON. Total: what is no notebook has no cells. */
export function readNotebook(text: string, root: SettingValue): NotebookFile {
  const metadata = valueAt(root, 'metadata');
  const language = wordAt(valueAt(metadata, 'language_info'), 'name') ?? wordAt(valueAt(metadata, 'kernelspec'), 'language') ?? null;
  // Notebooks had sheets before their fourth format.
  const lists = [valueAt(root, 'cells'), ...itemsOf(valueAt(root, 'worksheets')).map(({ value }) => valueAt(value, 'cells'))];
  const cells: Cell[] = [];
  const leftovers: Range[] = [];
  for (const { value } of lists.flatMap(itemsOf)) {
    const own = wordAt(valueAt(valueAt(value, 'metadata'), 'vscode'), 'languageId') ?? wordAt(value, 'language');
    const isCode = wordAt(value, 'cell_type') === 'code' && (own === null || own === (language ?? 'python'));
    cells.push({ number: cells.length + 1, isCode, ...sourceOf(text, valueAt(value, 'source') ?? valueAt(value, 'input')) });
    for (const key of ['outputs', 'attachments']) {
      const left = valueAt(value, key);
      if (left !== null && left.kind !== 'scalar') leftovers.push(left.range);
    }
  }
  return { language, cells, leftovers };
}

/** A string, or a list of strings that make one. */
function sourceOf(text: string, source: SettingValue | null): Pick<Cell, 'text' | 'stretches'> {
  const pieces: string[] = [];
  const stretches: Stretch[] = [];
  let length = 0;
  let end = source?.range.start ?? 0;
  const strings = source === null ? [] : source.kind === 'scalar' ? [source] : itemsOf(source).flatMap(({ value }) => (value.kind === 'scalar' ? [value] : []));
  for (const { range } of strings) {
    if (text[range.start] !== '"') continue;
    const isEnded = range.end > range.start + 1 && text[range.end - 1] === '"';
    end = range.end - (isEnded ? 1 : 0);
    let at = range.start + 1;
    stretches.push([length, at]);
    const escape = /\\(?:u([\da-fA-F]{4})|([^]))/g;
    escape.lastIndex = at;
    for (let found = escape.exec(text); found !== null && found.index < end; found = escape.exec(text)) {
      const [whole, code, character = ''] = found;
      const plain = text.slice(at, found.index);
      pieces.push(plain, code === undefined ? (escaped[character] ?? character) : String.fromCharCode(parseInt(code, 16)));
      length += plain.length + 1;
      at = found.index + whole.length;
      stretches.push([length, at]);
    }
    const rest = text.slice(at, Math.max(at, end));
    pieces.push(rest);
    length += rest.length;
  }
  stretches.push([length, end]);
  return { text: pieces.join(''), stretches };
}

function valueAt(value: SettingValue | null, key: string): SettingValue | null {
  return value?.kind === 'map' ? (value.entries.find((entry) => entry.key === key)?.value ?? null) : null;
}

function wordAt(value: SettingValue | null, key: string): string | null {
  const found = valueAt(value, key);
  return found?.kind === 'scalar' && typeof found.value === 'string' ? found.value.toLowerCase() : null;
}

function itemsOf(value: SettingValue | null): readonly Setting[] {
  return value?.kind === 'list' ? value.items : none;
}
