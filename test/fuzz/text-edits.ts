/**
 * How does a person, or a cat on the keyboard, change one text? Tokens, lines and
 * blocks; statements that matter to the engine; names; brackets. Pure, by a seeded chance.
 */
import type { Random } from './random';

/** A text after one edit; may equal the one before. */
type TextEdit = (text: string, random: Random, tongue: Tongue) => string;

/** What statements look like in the language of a file. */
export type Tongue = 'script' | 'python';

export function tongueOf(path: string): Tongue {
  return path.endsWith('.py') || path.endsWith('.pyi') ? 'python' : 'script';
}

const token = /[\p{L}_$][\w$]*|\d[\w.]*|'[^'\n]*'|"[^"\n]*"|`[^`]*`|\s+|=>|\?\.|\?\?|&&|\|\||===|!==|[^\s\w]/gu;

/** Words that mean something to kinds, models and rules. */
const words = ['email', 'user', 'user.email', 'person.phone', 'req.body', 'request', 'password', 'token', 'apiKey', 'process.env', 'this', 'undefined', 'null', 'await', 'return', 'async', '...', '=>', '=', '.', ',', '(', ')', '{', '}', '[', ']', ';', ':', '?', '`', "'", '//', '/*', '*/', 'if', 'else', 'for', 'function', 'class', 'export', 'import', 'const', 'def', 'lambda', 'None'];

const scriptStatements = [
  'console.log(user.email);', 'console.log(ARG);', 'return ARG;', 'ARG = hash(ARG);', "localStorage.setItem('token', ARG);", 'if (ARG.consent) {', '}', 'ARG = ARG.email;', 'const copy = { ...ARG };',
  "fetch('https://collect.example.net/in', { method: 'POST', body: JSON.stringify(ARG) });", 'for (const item of ARG) console.log(item.phone);', 'ARG.password = user.password;', 'this.kept = ARG;',
  'console.log(this.kept);', 'export default ARG;', 'module.exports.shared = ARG;', "// caley-ignore log/personal-data -- the fuzzer says so", 'throw new Error(ARG);', 'try { ARG(); } catch (error) { console.log(error, user.email); }',
  "const apiKey = 'q7Zt4Kx9Rb2Wm8Pd5Vn3Hc6Ys1Lf0Jg';", 'let shared = user.email;', 'shared = ARG;', 'console.log(shared);', 'export const mailOf = (person) => person.email;', 'export function log(value) { console.log(value); }',
  'export class Keeper { constructor(mail) { this.mail = mail; } tell() { console.log(this.mail); } }', "process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';", 'ARG?.forEach((each) => console.log(each.email));', 'while (ARG) ARG = ARG.next;',
];
const pythonStatements = [
  'print(user.email)', 'print(ARG)', 'return ARG', 'ARG = hash(ARG)', 'logging.info(ARG)', 'if ARG.consent:', 'ARG = ARG.email', "requests.post('https://collect.example.net/in', json=ARG)", 'for item in ARG: print(item.phone)',
  'self.kept = ARG', 'print(self.kept)', "# caley-ignore log/personal-data -- the fuzzer says so", "api_key = 'q7Zt4Kx9Rb2Wm8Pd5Vn3Hc6Ys1Lf0Jg'", 'shared = user.email', 'shared = ARG', 'print(shared)', 'def log(value): print(value)', 'mail_of = lambda person: person.email', 'pass',
];

const textEdits: readonly (readonly [number, TextEdit])[] = [
  [2, (text, random) => atToken(text, random, () => '')],
  [3, (text, random) => atToken(text, random, () => (random.chance(0.5) ? random.pick(words) : random.pick(text.match(token) ?? words)))],
  [3, (text, random) => atToken(text, random, (found) => `${found}${random.chance(0.5) ? ' ' : ''}${random.pick(words)}`)],
  [2, (text, random) => splice(text, random.below(text.length + 1), random.below(3), random.pick([...words, 'x', ' ', '\n', 'é', '😀']))],
  [2, (text, random) => changeLines(text, random, (lines, from, to) => [...lines.slice(0, from), ...lines.slice(to)])],
  [1, (text, random) => changeLines(text, random, (lines, from, to) => [...lines.slice(0, to), ...lines.slice(from)])],
  [1, moveBlock],
  [2, renameWord],
  [9, insertStatement],
  [2, (text, random) => splice(text, lineStart(text, random), 0, random.pick(['{', '(', '`', '/*', "'", '}', ')', '*/', '"""', '<', '@']))],
  [1, (text, random) => replaceOnce(text, random, /\(([^()\n]*)\)/g, (inner) => `(${inner.slice(1, -1)}, ${random.pick(['user', 'email', 'null'])})`)],
  [1, (text) => (text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text.replaceAll('\n', '\r\n'))],
  [1, (text, random) => replaceOnce(text, random, /\bexport (?:default |async )?/g, () => '')],
  [1, (text, random) => replaceOnce(text, random, /^(?:async )?(?=function |class |const )/gm, () => 'export ')],
  [1, (text, random) => replaceOnce(text, random, /\bif \(/g, () => 'if (user.consent && ')],
  [1, (text, random) => replaceOnce(text, random, /\(value, other\)|\(other, value\)/g, (found) => (found === '(value, other)' ? '(other, value)' : '(value, other)'))],
];

/** One edit by chance. */
export function editText(text: string, random: Random, tongue: Tongue): string {
  return random.weighted(textEdits)(text, random, tongue);
}

/** `text` with `length` characters from `at` on replaced by `added`. */
export function splice(text: string, at: number, length: number, added: string): string {
  return text.slice(0, at) + added + text.slice(at + length);
}

function atToken(text: string, random: Random, change: (found: string) => string): string {
  const found = [...text.matchAll(token)].filter(([each]) => each.trim() !== '');
  if (found.length === 0) return text + change('');
  const match = random.pick(found);
  return splice(text, match.index, match[0].length, change(match[0]));
}

function replaceOnce(text: string, random: Random, pattern: RegExp, change: (found: string) => string): string {
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return text;
  const match = random.pick(found);
  return splice(text, match.index, match[0].length, change(match[0]));
}

function changeLines(text: string, random: Random, change: (lines: readonly string[], from: number, to: number) => readonly string[]): string {
  const lines = text.split('\n');
  const from = random.below(lines.length);
  return change(lines, from, Math.min(lines.length, from + 1 + random.below(random.chance(0.2) ? 30 : 4))).join('\n');
}

function moveBlock(text: string, random: Random): string {
  const lines = text.split('\n');
  const from = random.below(lines.length);
  const block = lines.splice(from, 1 + random.below(12));
  lines.splice(random.below(lines.length + 1), 0, ...block);
  return lines.join('\n');
}

/** One identifier, everywhere in the text. */
function renameWord(text: string, random: Random): string {
  const found = [...new Set(text.match(/\b[A-Za-z_]\w{2,}\b/g) ?? [])];
  if (found.length === 0) return text;
  const old = random.pick(found);
  const name = random.chance(0.3) ? random.pick(['email', 'user', 'token', 'log', 'password']) : random.chance(0.4) ? random.pick(found) : `${old}Two`;
  return text.replace(new RegExp(`\\b${old}\\b`, 'g'), name);
}

/** A statement about a name that stands near, at the start of some line. */
function insertStatement(text: string, random: Random, tongue: Tongue): string {
  const at = lineStart(text, random);
  const before = text.slice(0, at);
  const names = before.slice(-1500).match(/\b[a-z]\w+\b/g) ?? ['user'];
  const parameters = [...before.slice(-1500).matchAll(/\(([a-zA-Z_]\w*)[^()]*\)[^()\n]*(?:\{|=>|:)\n/g)].map((match) => match[1] ?? 'user');
  const name = parameters.length > 0 && random.chance(0.7) ? (parameters.at(-1) ?? 'user') : random.pick(names);
  const statement = random.pick(tongue === 'python' ? pythonStatements : scriptStatements).replaceAll('ARG', name);
  const indent = /(?:^|\n)([ \t]*)[^\n]*\n?$/.exec(before)?.[1] ?? '';
  return splice(text, at, 0, `${indent}${statement}\n`);
}

function lineStart(text: string, random: Random): number {
  return text.lastIndexOf('\n', random.below(text.length + 1)) + 1;
}
