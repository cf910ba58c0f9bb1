/**
 * How do people change code without changing what it does with data? Random insertions, moves and renames of the texts of a package, each of which says
 * where the places that are followed have gone to.
 * Must not look at what is found.
 */
import { dirname, posix } from 'node:path';
import type { Random } from '../test/fuzz/random';

/** Where something is, in the texts of now; null for what was taken out. */
export interface Anchor {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

export interface State {
  readonly files: ReadonlyMap<string, string>;
  readonly anchors: readonly (Anchor | null)[];
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

type Refactoring = (state: State, file: string, random: Random) => State | null;

/** Name and weight of each. */
export const refactorings: Readonly<Record<string, readonly [weight: number, change: Refactoring]>> = {
  'insert lines': [4, insertLines],
  'insert a like statement': [4, insertLikeStatement],
  'insert a function': [2, insertFunction],
  'rename a variable': [4, renameVariable],
  'rename a function': [3, renameFunction],
  'rename a file': [3, renameFile],
  'move files to a folder': [1, moveFiles],
  'swap functions': [4, swapFunctions],
  'move a function to a new file': [2, moveToNewFile],
  'wrap in a condition': [2, wrap],
  'change a message': [2, changeMessage],
  'indent otherwise': [1, indentOtherwise],
  'end lines otherwise': [1, endLinesOtherwise],
  'remove a statement': [2, removeStatement],
};

/** One refactoring by chance, near a place that is followed most of the time; null where it finds nothing to change. */
export function refactor(state: State, random: Random): { readonly name: string; readonly state: State } | null {
  const name = random.weighted(Object.entries(refactorings).map(([one, [weight]]) => [weight, one] as const));
  const placed = state.anchors.filter((anchor) => anchor !== null);
  const file = placed.length > 0 && random.chance(0.85) ? random.pick(placed).file : random.pick([...state.files.keys()]);
  const next = isCode(file) ? refactorings[name]?.[1](state, file, random) : null;
  return next === null || next === undefined ? null : { name, state: next };
}

function isCode(file: string): boolean {
  return /\.(?:[cm]?[jt]sx?|py)$/.test(file);
}

const isPython = (file: string): boolean => file.endsWith('.py');

/** A text with some parts replaced, and the anchors in it. Edits are in order and do not overlap. */
function edited(state: State, file: string, edits: readonly Edit[]): State {
  const text = state.files.get(file) ?? '';
  let out = '';
  let at = 0;
  for (const edit of edits) {
    out += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  const anchors = state.anchors.map((anchor) => (anchor?.file === file ? shifted(anchor, edits) : anchor));
  return { files: new Map([...state.files, [file, out + text.slice(at)]]), anchors };
}

function shifted(anchor: Anchor, edits: readonly Edit[]): Anchor | null {
  if (edits.some(({ start, end, text }) => text === '' && start <= anchor.start && end >= anchor.end && end > start)) return null;
  const move = (offset: number, isEnd: boolean): number => {
    let by = 0;
    for (const { start, end, text } of edits) {
      if (end < offset || (end === offset && (isEnd || end > start || start < offset)) || (start === end && start === offset && !isEnd)) by += text.length - (end - start);
    }
    return offset + by;
  };
  return { ...anchor, start: move(anchor.start, false), end: move(anchor.end, true) };
}

interface Line {
  readonly start: number;
  /** Without what ends it. */
  readonly text: string;
  readonly indent: number;
}

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (let start = 0; start <= text.length; ) {
    const end = text.indexOf('\n', start);
    const said = text.slice(start, end < 0 ? text.length : end).replace(/\r$/, '');
    lines.push({ start, text: said, indent: said.length - said.trimStart().length });
    if (end < 0) break;
    start = end + 1;
  }
  return lines;
}

/** Lines from `first` to before `after` that belong together: what is indented deeper, and what closes it. */
interface Block {
  readonly first: number;
  readonly after: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly indent: string;
}

function blockAt(text: string, lines: readonly Line[], first: number): Block | null {
  const head = lines[first];
  if (head === undefined || head.text.trim() === '' || /^\s*[)\]}.?:&|+*/#@,=]/.test(head.text) || /^\s*(?:else|catch|finally|elif|except|case|default)\b/.test(head.text)) return null;
  let after = first + 1;
  for (; after < lines.length; after++) {
    const line = lines[after];
    if (line === undefined) break;
    if (line.text.trim() !== '' && (line.indent < head.indent || (line.indent === head.indent && !/^\s*(?:[)\]}.?:&|]|(?:else|catch|finally|elif|except)\b)/.test(line.text)))) break;
  }
  while (after > first + 1 && lines[after - 1]?.text.trim() === '') after--;
  const end = lines[after]?.start ?? text.length;
  const said = text.slice(head.start, end);
  return isBalanced(said) ? { first, after, start: head.start, end, text: said, indent: head.text.slice(0, head.indent) } : null;
}

function isBalanced(text: string): boolean {
  const bare = text.replace(/\/\/[^\n]*|\/\*[^]*?\*\/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g, '');
  const count = (mark: string): number => bare.split(mark).length;
  return count('(') === count(')') && count('{') === count('}') && count('[') === count(']') && !bare.includes('`');
}

const statementHead = /^\s+(?:const |let |var |return\b|if\b|for\b|await |this\.|self\.|[\w$.]+\(|[\w$.]+ = )/;
const functionHead = /^\s*(?:export (?:default )?)?(?:async )?(?:function\b|def \w|(?:static |private |public |async )*[\w$]+\([^)]*\)(?:: [^{]+)? \{$|(?:const|let|var) [\w$]+ = (?:async )?(?:function\b|\([^)]*\)(?:: [^=]+)? =>|[\w$]+ =>))/;

/** Blocks of a text whose first line is of that form. */
function blocks(text: string, head: RegExp): readonly Block[] {
  const lines = linesOf(text);
  return lines.flatMap((line, at) => {
    const block = head.test(line.text) && !/^\s*(?:if|for|while|switch|return)\b.*\{$/.test(head === functionHead ? line.text : '') ? blockAt(text, lines, at) : null;
    return block === null ? [] : [block];
  });
}

/** Where a statement may stand before another. */
function anyStatement(text: string, random: Random): Block | null {
  const all = blocks(text, statementHead);
  return all.length === 0 ? null : random.pick(all);
}

function statementAt(text: string, anchor: Anchor): Block | null {
  const found = blocks(text, /^\s*\S/).filter(({ start, end }) => start <= anchor.start && anchor.end <= end);
  return found.sort((a, b) => b.start - a.start || a.end - b.end)[0] ?? null;
}

function anchorIn(state: State, file: string, random: Random): Anchor | null {
  const here = state.anchors.flatMap((anchor) => (anchor?.file === file ? [anchor] : []));
  return here.length === 0 ? null : random.pick(here);
}

function reindented(block: Block, indent: string): string {
  return block.text.split('\n').map((line) => (line.startsWith(block.indent) ? indent + line.slice(block.indent.length) : line)).join('\n');
}

function numbered(random: Random): string {
  return String(100 + random.below(900));
}

function insertLines(state: State, file: string, random: Random): State | null {
  const text = state.files.get(file) ?? '';
  const at = anyStatement(text, random);
  if (at === null) return null;
  const mark = isPython(file) ? '#' : '//';
  const end = isPython(file) ? '' : ';';
  const said = random.pick([`${at.indent}${mark} ${random.pick(['see the ticket', 'order matters here', 'TODO: tidy up'])}\n`, '\n', `${at.indent}step${numbered(random)}()${end}\n`, `${at.indent}started = now${numbered(random)}()${end}\n`]);
  return edited(state, file, [{ start: at.start, end: at.start, text: said }]);
}

/** A copy of what is followed, in another place of its file: what is found there is new. */
function insertLikeStatement(state: State, file: string, random: Random): State | null {
  const text = state.files.get(file) ?? '';
  const anchor = anchorIn(state, file, random);
  const like = anchor === null ? null : statementAt(text, anchor);
  const at = anyStatement(text, random);
  // Beside itself nobody could tell which is which.
  if (like === null || at === null || like.after - like.first > 12 || blocks(text, /^\s*\S/).some((one) => one.text.trim() === like.text.trim() && isBeside(text, at.start, one))) return null;
  const copy = reindented(like, at.indent);
  return edited(state, file, [{ start: at.start, end: at.start, text: copy.endsWith('\n') ? copy : `${copy}\n` }]);
}

function isBeside(text: string, at: number, { start, end }: Block): boolean {
  const between = at < start ? text.slice(at, start) : text.slice(end, at);
  return between.split('\n').every((line) => line.trim() === '' || /^\s*(?:\/\/|#|[)\]}]+[;,]?\s*$)/.test(line));
}

function insertFunction(state: State, file: string, random: Random): State | null {
  const text = state.files.get(file) ?? '';
  const at = blocks(text, functionHead).filter(({ indent }) => indent === '');
  if (at.length === 0) return null;
  const { start } = random.pick(at);
  const name = `helper${numbered(random)}`;
  const body = isPython(file) ? `def ${name}(value):\n    return value\n\n\n` : `function ${name}(value) {\n  return value;\n}\n\n`;
  return edited(state, file, [{ start, end: start, text: body }]);
}

const declared = /\b(?:const|let|var)\s+([\p{L}_$][\w$]*)\b|\b(?:function\s*[\w$]*|def \w+)\(\s*([\p{L}_$][\w$]*)|^\s+([a-z_]\w*) = |\(?([\p{L}_$][\w$]*)\)? =>/gmu;

function renameVariable(state: State, file: string, random: Random): State | null {
  const text = state.files.get(file) ?? '';
  const names = [...new Set([...text.matchAll(declared)].flatMap((match): readonly (string | undefined)[] => match.slice(1)).filter((name) => name !== undefined))].filter((name) => name.length > 1 && !/^(?:self|this|cls|async|await|return)$/.test(name));
  const anchor = anchorIn(state, file, random);
  const said = anchor === null ? '' : (statementAt(text, anchor)?.text ?? '');
  const near = names.filter((name) => said.split(/[^\w$]+/).includes(name));
  const from = near.length > 0 && random.chance(0.8) ? near : names;
  if (from.length === 0) return null;
  const name = random.pick(from);
  return renamed(state, [file], name, random.pick([`${name}${String(2 + random.below(8))}`, `${name}Value`, `our${name.charAt(0).toUpperCase()}${name.slice(1)}`]), false);
}

function renameFunction(state: State, file: string, random: Random): State | null {
  const text = state.files.get(file) ?? '';
  const anchor = anchorIn(state, file, random);
  const around = blocks(text, functionHead).filter(({ start, end }) => anchor !== null && start <= anchor.start && anchor.end <= end);
  if (around.length === 0) return null;
  const { text: said } = random.pick(around);
  const name = /(?:function|def)\s+([\w$]+)|(?:const|let|var) ([\w$]+) =|^\s*(?:(?:static|private|public|async) )*([\w$]+)\(/.exec(said)?.slice(1).find(Boolean);
  if (name === undefined || ['constructor', 'main', '__init__', 'function', 'render', 'default'].includes(name)) return null;
  return renamed(state, [...state.files.keys()].filter(isCode), name, random.pick([`${name}Now`, `do${name.charAt(0).toUpperCase()}${name.slice(1)}`, `${name}_all`]), true);
}

/** All words of that name, but for fields where they are another's; in literals none. */
function renamed(state: State, files: readonly string[], name: string, to: string, isField: boolean): State | null {
  let next = state;
  for (const file of files) {
    const text = state.files.get(file) ?? '';
    if (!text.includes(name)) continue;
    if (text.includes(to)) return null;
    const edits = [...text.matchAll(/(["'])(?:(?!\1)[^\\\n]|\\.)*\1|\/\/[^\n]*|[\p{L}_$][\w$]*/gu)].filter(({ index, 0: word }) => word === name && (isField || (!/[.?]\s*$/.test(text.slice(0, index).slice(-4)) && !/^\s*:(?!:)/.test(text.slice(index + word.length, index + word.length + 3)))));
    next = edited(next, file, edits.map(({ index }) => ({ start: index, end: index + name.length, text: to })));
  }
  return next === state ? null : next;
}

/** And what imports it, as an editor would have it. */
function renameFile(state: State, file: string, random: Random): State | null {
  const name = posix.basename(file).replace(/\.[^.]+$/, '');
  if (['index', '__init__', 'main'].includes(name)) return null;
  const to = posix.join(posix.dirname(file), `${name}${random.pick(['-next', 'Service', '2'])}${posix.extname(file)}`);
  if (state.files.has(to)) return null;
  let next = movedFile(state, file, to);
  for (const [other, text] of next.files) {
    if (!isCode(other)) continue;
    const edits = [...text.matchAll(new RegExp(`(["'][^"'\\n]*/)${escaped(name)}(?=(?:\\.[cm]?[jt]sx?)?["'])`, 'g'))].filter(({ 1: head = '' }) => posix.join(posix.dirname(other), head.slice(1)) === `${posix.dirname(file)}/`.replace(/^\.\//, './'))
      .map(({ index, 1: head = '' }) => ({ start: index + head.length, end: index + head.length + name.length, text: posix.basename(to).replace(/\.[^.]+$/, '') }));
    if (edits.length > 0) next = edited(next, other, edits);
  }
  return next;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function movedFile(state: State, from: string, to: string): State {
  return { files: new Map([...state.files].map(([path, text]) => [path === from ? to : path, text])), anchors: state.anchors.map((anchor) => (anchor?.file === from ? { ...anchor, file: to } : anchor)) };
}

/** A whole folder goes: imports between its files stay as they are. */
function moveFiles(state: State, file: string, random: Random): State | null {
  const folder = dirname(file);
  const to = random.pick(['lib', 'packages/core', 'server']);
  let next = state;
  for (const path of state.files.keys()) {
    if (folder !== '.' && !path.startsWith(`${folder}/`)) continue;
    if (!isCode(path)) continue;
    const target = folder === '.' ? `${to}/${path}` : `${to}${path.slice(folder.length)}`;
    if (state.files.has(target) || next.files.has(target)) return null;
    next = movedFile(next, path, target);
  }
  return next;
}

function swapFunctions(state: State, file: string, random: Random): State | null {
  const text = state.files.get(file) ?? '';
  const all = blocks(text, functionHead);
  const pairs = all.flatMap((one) => all.filter((other) => other.start >= one.end && other.indent === one.indent && isBalanced(text.slice(one.end, other.start)) && text.slice(one.end, other.start).split('\n').every((line) => line.trim() === '' || line.startsWith(one.indent))).map((other) => [one, other] as const));
  if (pairs.length === 0) return null;
  const [one, other] = random.pick(pairs);
  const ended = (said: string): string => (said.endsWith('\n') ? said : `${said}\n`);
  const [first, second] = [ended(one.text), ended(other.text)];
  const between = text.slice(one.end, other.start);
  const swapped = text.slice(0, one.start) + second + between + first + text.slice(other.end);
  const move = (anchor: Anchor): Anchor => {
    const by = anchor.start < one.start || anchor.start >= other.end ? (anchor.start >= other.end ? first.length + second.length - one.text.length - other.text.length : 0)
      : anchor.start < one.end ? second.length + between.length
      : anchor.start < other.start ? second.length - one.text.length : one.start - other.start;
    return { ...anchor, start: anchor.start + by, end: anchor.end + by };
  };
  return { files: new Map([...state.files, [file, swapped]]), anchors: state.anchors.map((anchor) => (anchor?.file === file ? move(anchor) : anchor)) };
}

function moveToNewFile(state: State, file: string, random: Random): State | null {
  const text = state.files.get(file) ?? '';
  const anchor = anchorIn(state, file, random);
  const around = blocks(text, functionHead).filter(({ start, end, indent }) => indent === '' && anchor !== null && start <= anchor.start && anchor.end <= end);
  const block = around[0];
  const to = posix.join(posix.dirname(file), `moved${numbered(random)}${posix.extname(file)}`);
  if (block === undefined || state.files.has(to)) return null;
  const head = text.split('\n').filter((line) => /^(?:import .*(?:from |import )|(?:const|let|var) [^=]+ = require\()/.test(line)).map((line) => `${line}\n`).join('');
  const anchors = state.anchors.map((one) => {
    if (one?.file !== file) return one;
    if (one.start >= block.end) return { ...one, start: one.start - block.text.length, end: one.end - block.text.length };
    return one.start < block.start ? one : { file: to, start: one.start - block.start + head.length, end: one.end - block.start + head.length };
  });
  return { files: new Map([...state.files, [file, text.slice(0, block.start) + text.slice(block.end)], [to, head + block.text]]), anchors };
}

function wrap(state: State, file: string, random: Random): State | null {
  const text = state.files.get(file) ?? '';
  const anchor = anchorIn(state, file, random);
  const block = anchor === null ? null : statementAt(text, anchor);
  if (block === null || block.indent === '' || !/^\s*(?:[\w$.]+\(|await )/.test(block.text) || !block.text.endsWith('\n')) return null;
  const step = isPython(file) ? '    ' : '  ';
  const lines = linesOf(text).slice(block.first, block.after).filter((line) => line.text.trim() !== '');
  const name = `ready${numbered(random)}`;
  const edits = lines.map((line, i) => ({ start: line.start, end: line.start, text: (i > 0 ? '' : `${block.indent}${isPython(file) ? `if ${name}:` : `if (${name}) {`}\n`) + step }));
  return edited(state, file, isPython(file) ? edits : [...edits, { start: block.end, end: block.end, text: `${block.indent}}\n` }]);
}

/** What a person is told: addresses and keys mean something. */
function changeMessage(state: State, file: string, random: Random): State | null {
  const text = state.files.get(file) ?? '';
  const anchor = anchorIn(state, file, random);
  const block = anchor === null ? null : statementAt(text, anchor);
  const found = [...(block?.text ?? '').matchAll(/(["'])([A-Za-z]+(?: [A-Za-z]+)+:? ?)\1/g)];
  // Of two that read the same nobody could tell which one was changed.
  if (block === null || found.length === 0 || !isAlone(text, block)) return null;
  const { index, 2: said = '' } = random.pick(found);
  const start = block.start + index + 1;
  return edited(state, file, [{ start, end: start + said.length, text: `now ${said}` }]);
}

function indentOtherwise(state: State, file: string): State | null {
  const text = state.files.get(file) ?? '';
  if (text.includes('`') || isPython(file)) return null;
  const tabs = /^\t/m.test(text);
  const edits = linesOf(text).filter(({ text: said, indent }) => indent > 0 && said.trim() !== '').map((line) => ({ start: line.start, end: line.start + line.indent, text: tabs ? line.text.slice(0, line.indent).replaceAll('\t', '  ') : line.text.slice(0, line.indent).replace(/ {2}/g, '\t') }));
  return edits.length === 0 ? null : edited(state, file, edits);
}

function endLinesOtherwise(state: State, file: string): State | null {
  const text = state.files.get(file) ?? '';
  const edits = [...text.matchAll(/\r?\n/g)].map(({ index, 0: end }) => ({ start: index, end: index + end.length, text: end === '\n' ? '\r\n' : '\n' }));
  return edits.length === 0 ? null : edited(state, file, edits);
}

/** With what is followed in it. */
function removeStatement(state: State, file: string, random: Random): State | null {
  const text = state.files.get(file) ?? '';
  const at = anyStatement(text, random);
  // Where another reads the same, it would be as if this one had moved there.
  return at === null || at.after - at.first > 12 || !isAlone(text, at) ? null : edited(state, file, [{ start: at.start, end: at.end, text: '' }]);
}

function isAlone(text: string, block: Block): boolean {
  return text.split(block.text.trim()).length === 2;
}
