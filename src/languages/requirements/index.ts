/**
 * What is a list of requirements? One package of Python a line, with the versions that will do, as pip reads it.
 */
import type { Setting, SettingMap } from '../../flow';
import type { Range } from '../../text';
import type { Language, Resolver, SettingVerbs, Tree, WrittenValue } from '../language';
import { asSettingTree, checkedEdits, settingEdits, settingGraph, SettingTree, wholeLines } from '../settings';

/** It imports nothing. */
const nowhere: Resolver = { resolve: () => null, versionOf: () => null };

const requirementsSettings: SettingVerbs = {
  setValue(tree, { value }, written) {
    const text = asText(written);
    // With the digest of a file that is another then, and where no version stands, there is nothing to be put in.
    const isBound = value.kind !== 'scalar' || value.text === '' || /\\\r?$|--hash/.test(tree.text.slice(value.range.end).split('\n', 1)[0] ?? '');
    return value.kind !== 'scalar' || isBound || text === null ? null : checkedEdits(asSettingTree(tree), [{ range: value.range, newText: text }], parseRequirements);
  },
  addEntry: () => null,
  removeEntry(tree, { range }) {
    const lines = wholeLines(tree.text, range);
    return lines === null ? null : [{ range: lines, newText: '' }];
  },
};

export const requirementsLanguages: readonly Language[] = [
  {
    id: 'requirements',
    fileNames: ['requirements*.txt', '*-requirements.txt', '*_requirements.txt', 'constraints*.txt'],
    ecosystem: 'pypi',
    grammars: [],
    manifests: [],
    resolver: () => nowhere,
    parse: (text): Tree => parseRequirements(text),
    lower: (tree) => settingGraph('requirements', asSettingTree(tree).said),
    edits: settingEdits('#'),
    settings: requirementsSettings,
  },
];

function asText(value: WrittenValue): string | null {
  const text = typeof value === 'object' ? value.raw : String(value);
  return /[\r\n#]/.test(text) ? null : text;
}

/** A name, extras, and what follows up to a marker, an option, a comment or the line's end. Options and addresses are none. */
const requirementForm = /^\ufeff?[ \t]*([A-Za-z\d](?:[\w.-]*[A-Za-z\d])?)[ \t]*(?:\[[^\]\n]*\])?[ \t]*([^;#\n\\]*)/;

/** The root holds `requirements`: names with what stands behind them. */
function parseRequirements(text: string): SettingTree {
  const entries: Setting[] = [];
  const comments: { readonly range: Range; readonly text: string }[] = [];
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    const line = text.slice(start, end).replace(/\r$/, '');
    const [whole = '', name, behind = ''] = requirementForm.exec(line) ?? [];
    const wanted = behind.replace(/[ \t]--.*$/, '').trimEnd();
    if (name !== undefined && !/^[@/:+\\]/.test(wanted)) {
      const at = start + line.indexOf(name);
      const from = start + whole.length - behind.length;
      const range = { start: from, end: from + wanted.length };
      entries.push({ key: name, keyRange: { start: at, end: at + name.length }, range: { start: at, end: Math.max(at + name.length, range.end) }, value: { kind: 'scalar', text: wanted, value: wanted, isOpen: false, references: [], range: wanted === '' ? { start: at, end: at + name.length } : range } });
    }
    const mark = /(?:^|[ \t])#/.exec(line);
    if (mark !== null) {
      const comment = { start: start + line.indexOf('#', mark.index), end: start + line.length };
      comments.push({ range: comment, text: text.slice(comment.start, comment.end) });
    }
    start = end + 1;
  }
  const range = { start: 0, end: text.length };
  const inner: SettingMap = { kind: 'map', entries, isOpen: false, range };
  const root: SettingMap = { kind: 'map', entries: [{ key: 'requirements', keyRange: { start: 0, end: 0 }, range, value: inner }], isOpen: false, range };
  return new SettingTree({ text, documents: [{ range, root }], comments, syntaxErrors: [] });
}
