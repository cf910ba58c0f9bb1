/**
 * `node --import=tsx scripts/kinds-around.ts <list> [<folder>]`: what stands around the names of a list? Writes anew its last two columns: the other
 * fields that the function reads from the owner, and the path of the file where the name stands first. `<folder>` holds a
 * folder for each package, as kinds-draw.ts has it; without it the packages are those of the corpus.
 * Must not print a name: lists that are held out are not looked at.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { findAssets, loadEngine } from '../src/host';
import { fetchPackages, readFolder, readPinned, readSources } from './corpus-packages';
import type { SourceFile } from './corpus-packages';
import { columns } from './kinds-list';
import { noteNames } from './kinds-names';

/** Fields beside a name that are written down. */
const mostBeside = 24;

interface Found {
  readonly name: string;
  readonly owner: string | null;
  readonly at: number;
}

/** Where functions, or in Python blocks that are named, begin and end. */
function scopesOf(path: string, text: string): readonly (readonly [number, number])[] {
  if (path.endsWith('.py')) {
    const starts = [...text.matchAll(/^[ \t]*(?:async )?(?:def|class) /gm)].map(({ index }) => index);
    return starts.map((start, at) => [start, starts[at + 1] ?? text.length]);
  }
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false, path.endsWith('x') ? ts.ScriptKind.TSX : undefined);
  const scopes: [number, number][] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) scopes.push([node.pos, node.end]);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return scopes;
}

/** Of each name with its owner, by `name owner`, what stands around it where it stands first. */
function around(files: readonly SourceFile[]): ReadonlyMap<string, readonly [string, string]> {
  const all = new Map<string, readonly [string, string]>();
  for (const { path, text } of files) {
    const found: Found[] = [];
    noteNames(path, text, (name, owner, _type, at) => { found.push({ name, owner, at }); });
    const scopes = scopesOf(path, text);
    const scopeAt = (at: number): string => String(scopes.filter(([start, end]) => start <= at && at < end).sort((a, b) => b[0] - a[0])[0]?.[0] ?? -1);
    const beside = new Map<string, Set<string>>();
    const keys = found.map(({ name, owner, at }) => {
      if (owner === null) return '';
      const key = `${scopeAt(at)} ${owner}`;
      const names = beside.get(key);
      if (names === undefined) beside.set(key, new Set([name]));
      else names.add(name);
      return key;
    });
    found.forEach(({ name, owner }, at) => {
      const known = `${name} ${owner ?? ''}`;
      if (all.has(known)) return;
      const others = [...(beside.get(keys[at] ?? '') ?? [])].filter((other) => other !== name).slice(0, mostBeside);
      all.set(known, [others.join(' '), path]);
    });
  }
  return all;
}

async function main(): Promise<void> {
  const [list, folder] = process.argv.slice(2);
  if (list === undefined) throw new Error('usage: kinds-around.ts <list> [<folder>]');
  const { languages } = await loadEngine(findAssets(__dirname));
  const [, ...lines] = readFileSync(list, 'utf8').trimEnd().split('\n');
  const rows = lines.map((line) => line.split('\t').slice(0, columns.length - 2));
  const packages = new Set(rows.map((row) => row[3] ?? ''));
  const known = new Map<string, ReadonlyMap<string, readonly [string, string]>>();
  const pinned = folder === undefined ? fetchPackages(readPinned()) : [];
  for (const name of packages) {
    const own = pinned.find((each) => each.name === name);
    const path = join(folder ?? '', name.replaceAll('/', '__'));
    if (own !== undefined) known.set(name, around(readSources(own, languages).files));
    else if (folder !== undefined && existsSync(path) && readdirSync(path).length > 0) known.set(name, around(readFolder(path, [], languages).files));
    else console.error(`no sources of ${name}`);
  }
  let found = 0;
  const written = rows.map((row) => {
    const [beside, place] = known.get(row[3] ?? '')?.get(`${row[0] ?? ''} ${row[1] ?? ''}`) ?? ['', ''];
    if (place !== '') found++;
    return [...row, beside, place].join('\t');
  });
  writeFileSync(list, `${[columns.join('\t'), ...written].join('\n')}\n`);
  console.log(`${String(found)} of ${String(rows.length)} names found`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
