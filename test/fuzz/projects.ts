/**
 * What does the fuzzer edit? Small projects of files that import each other, cut
 * from real sources that are always at hand: the example, our own code, installed packages.
 * Must give the same projects on every run.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { nodeDisk, readSource } from '../../src/host';
import { isNamed } from '../../src/languages';
import type { Random } from './random';

/** Path to text. */
export type Files = ReadonlyMap<string, string>;

/** Sources of one origin, all in one language. */
export interface Pool {
  readonly name: string;
  readonly files: Files;
  /** Texts that stand in every project of it: what imports mean. */
  readonly manifests: Files;
}

const root = join(import.meta.dirname, '../..');
const longest = 110;

const tsconfig = '{ "compilerOptions": { "module": "esnext", "baseUrl": ".", "paths": { "@app/*": ["./*"] } } }\n';
const packageJson = '{ "name": "project", "version": "1.0.0", "imports": { "#app/*": "./*" } }\n';
const manifests: Files = new Map([['package.json', packageJson], ['tsconfig.json', tsconfig]]);

/** Everything that any checkout has. `fileNames` are those of the languages the engine speaks. */
export function localPools(fileNames: readonly string[]): readonly Pool[] {
  const folders: readonly (readonly [string, Files])[] = [
    ['examples/booking-sync/src', manifests],
    ['src/cli', manifests],
    ['src/fixes', manifests],
    ['src/report', manifests],
    ['node_modules/commander/lib', new Map()],
    ['node_modules/mocha/lib', new Map()],
    ['node_modules/@vscode/vsce/out', new Map()],
    ['node_modules/vscode-jsonrpc/lib/common', new Map()],
    ['test/corpus/python', new Map()],
  ];
  return folders.filter(([folder]) => existsSync(join(root, folder))).map(([folder, extra]) => readPool(join(root, folder), folder, fileNames, extra)).filter(({ files }) => files.size > 1);
}

/** A pool of the files below `folder`, without declarations and what the host would not read. */
export function readPool(folder: string, name: string, fileNames: readonly string[], extra: Files): Pool {
  const files = new Map<string, string>();
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.d.ts') && isNamed(fileNames, entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const path of paths) {
    const source = readSource(nodeDisk, path);
    if ('text' in source) files.set(relative(folder, path).split(sep).join('/'), source.text);
  }
  return { name, files, manifests: extra };
}

/** A few files: one by chance, what it imports, what imports it, others to fill up; each cut at a place where a declaration ends. */
export function cutProject(pool: Pool, random: Random): Files {
  const all = [...pool.files.keys()];
  const size = 3 + random.below(5);
  const chosen = new Set([random.pick(all)]);
  for (const path of chosen) {
    if (chosen.size >= size) break;
    const near = [...importsOf(path, pool.files.get(path) ?? '', pool.files), ...all.filter((other) => importsOf(other, pool.files.get(other) ?? '', pool.files).includes(path)).slice(0, 3)];
    for (const other of random.some(near, 0.7)) if (chosen.size < size) chosen.add(other);
  }
  while (chosen.size < Math.min(3, all.length)) chosen.add(random.pick(all));
  const files = new Map(pool.manifests);
  for (const path of [...chosen].sort()) files.set(path, cut(pool.files.get(path) ?? '', random));
  return files;
}

/** The files that `path` names relative to itself, as far as they are there. */
function importsOf(path: string, text: string, files: Files): readonly string[] {
  const found = [...text.matchAll(/(?:from|require\(|import) ?['"](\.[^'"]+)['"]|^from (\.+\w*) import/gm)].flatMap((match) => {
    const python = match[2];
    const specifier = python === undefined ? (match[1] ?? '') : `./${python.replace(/^\.+/, '')}`;
    const target = posix.join(posix.dirname(path), specifier).replace(/\.js$/, '');
    return [target, ...['.ts', '.tsx', '.js', '.py', '/index.ts', '/index.js', '/__init__.py'].map((ending) => target + ending)].filter((each) => files.has(each));
  });
  return [...new Set(found)];
}

/** At most `longest` lines from where a declaration begins to where one ends. */
function cut(text: string, random: Random): string {
  const lines = text.split('\n');
  if (lines.length <= longest) return text;
  const head = lines.findIndex((line) => /^(?:export |async |function |class |const [a-z]\w* = (?:async )?\(|def )/.test(line));
  const start = Math.max(head, random.below(lines.length - longest));
  const begins = lines.findIndex((line, i) => i >= start && /^(?:export |async |function |class |def |\/\*\*)/.test(line));
  const from = begins < 0 ? Math.max(head, 0) : begins;
  const room = longest - Math.min(Math.max(head, 0), 30);
  let to = Math.min(lines.length, from + room);
  while (to > from + 20 && !/^(?:\}|\)|$)/.test(lines[to - 1] ?? '')) to--;
  return `${[...lines.slice(0, Math.min(Math.max(head, 0), 30)), ...lines.slice(from, to)].join('\n')}\n`;
}
