/**
 * What does a whole check cost, against the bare parse of the same files by the
 * same parser, and against ESLint with its security and sonarjs rules?
 * Everything in one process, one after the other, so that ratios hold.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Linter } from 'eslint';
import security from 'eslint-plugin-security';
import sonarjs from 'eslint-plugin-sonarjs';
import tseslint from 'typescript-eslint';
import { Parser } from 'web-tree-sitter';
import type { Language as Grammar } from 'web-tree-sitter';
import { mostHeldNodes } from '../src/host';
import type { Engine } from '../src/host';
import { isNamed } from '../src/languages';
import { collectGarbage, grouped, ms, round, time } from './bench-clock';
import { linesOf } from './bench-sources';
import type { BenchFile } from './bench-sources';

export interface CheckFigures {
  /** Cold, one thread, in process. */
  readonly linesPerSecond: number;
  /** How many times the bare parse. */
  readonly ratioToParse: number;
  /** How many times faster than ESLint on the same files. */
  readonly ratioToEslint: number;
  /** The same ratios by processor time instead of the wall's: near each other on a quiet machine. */
  readonly cpu: { readonly ratioToParse: number; readonly ratioToEslint: number };
  readonly files: number;
  readonly lines: number;
  readonly findings: number;
  /** ESLint's share of the files, and what both took on it, milliseconds. */
  readonly eslint: { readonly files: number; readonly lines: number; readonly took: number; readonly check: number };
  /** Lines a second of the command line as a process, start and reading from disk included, by number of workers; null where it has no workers yet. */
  readonly workers: Readonly<Record<'1' | '2', number | null>>;
}

/** `eslintLines`: ESLint is slow, so it gets the first of the mixed files up to so many lines. */
export function measureCheck(engine: Engine, files: readonly BenchFile[], eslintLines: number, command: string): CheckFigures {
  const lines = linesOf(files);
  const sample = files.slice(0, 60);
  bareParse(engine, sample);
  check(engine, sample);
  collectGarbage();
  const parse = time(() => bareParse(engine, files));
  collectGarbage();
  const whole = time(() => check(engine, files));
  const findings = whole.result;
  console.log(`bare parse        ${ms(parse.took)}   ${grouped(files.length)} files, ${grouped(lines)} lines`);
  console.log(`whole check       ${ms(whole.took)}   ${(whole.took / parse.took).toFixed(2)} times the bare parse (${(whole.cpu / parse.cpu).toFixed(2)} by processor time), ${grouped((lines / whole.took) * 1000)} lines/s, ${grouped(findings)} findings`);
  const shared = upTo(files.filter(({ path }) => /\.[cm]?[jt]sx?$/.test(path)), eslintLines);
  const lint = linter();
  for (const { path, text } of shared.slice(0, 10)) lint(text, path);
  const eslint = time(() => shared.forEach(({ path, text }) => lint(text, path)));
  collectGarbage();
  const same = time(() => check(engine, shared));
  console.log(`ESLint            ${ms(eslint.took)}   ${grouped(shared.length)} of the files, ${grouped(linesOf(shared))} lines: ${(eslint.took / same.took).toFixed(1)} times the check's ${ms(same.took).trim()} (${(eslint.cpu / same.cpu).toFixed(1)} by processor time)`);
  const workers = measureWorkers(files, command);
  return {
    linesPerSecond: Math.round((lines / whole.took) * 1000),
    ratioToParse: round(whole.took / parse.took),
    ratioToEslint: round(eslint.took / same.took),
    cpu: { ratioToParse: round(whole.cpu / parse.cpu), ratioToEslint: round(eslint.cpu / same.cpu) },
    files: files.length,
    lines,
    findings,
    eslint: { files: shared.length, lines: linesOf(shared), took: round(eslint.took), check: round(same.took) },
    workers,
  };
}

/** Each file by the first grammar of its language that fits its ending. */
function bareParse(engine: Engine, files: readonly BenchFile[]): void {
  const parser = new Parser();
  for (const { path, text } of files) {
    const language = engine.languages.find((each) => isNamed(each.fileNames, path));
    const name = /\.[cm]?ts$/.test(path) ? 'tree-sitter-typescript' : language?.grammars[0];
    // A language may parse by itself.
    if (name === undefined) continue;
    parser.setLanguage(engine.grammars.get(name) as Grammar);
    parser.parse(text)?.delete();
  }
  parser.delete();
}

/** A fresh workspace, all files, all findings; the trees' memory is given back. */
function check(engine: Engine, files: readonly BenchFile[]): number {
  const workspace = engine.createWorkspace(mostHeldNodes);
  for (const { path, text } of files) workspace.apply({ type: 'write', path, text, version: 0 });
  while (workspace.step());
  const snapshot = workspace.snapshot();
  const findings = snapshot.files.reduce((sum, path) => sum + snapshot.findings(path).length, 0);
  for (const { path } of files) workspace.apply({ type: 'remove', path });
  return findings;
}

/** Recommended rules of both plugins; TypeScript through its parser, without types. */
function linter(): (text: string, path: string) => number {
  const eslint = new Linter({ configType: 'flat' });
  const recommended = [security.configs.recommended, sonarjs.configs?.['recommended']].flat().filter((config) => config !== undefined) as Linter.Config[];
  const config: Linter.Config[] = [
    { files: ['**/*.{js,cjs,mjs,jsx,ts,cts,mts,tsx}'] },
    ...recommended,
    { files: ['**/*.{ts,cts,mts,tsx}'], languageOptions: { parser: tseslint.parser } },
    { linterOptions: { reportUnusedDisableDirectives: 'off' } },
  ];
  return (text, path) => eslint.verify(text, config, { filename: path }).length;
}

/** The command line on the same files on disk, when it knows `--workers`. */
function measureWorkers(files: readonly BenchFile[], command: string): CheckFigures['workers'] {
  const run = (args: readonly string[]): { readonly took: number; readonly status: number | null; readonly out: string } => {
    const { took, result } = time(() => spawnSync(process.execPath, [command, 'check', ...args], { encoding: 'utf8', maxBuffer: 1 << 30, env: { ...process.env, CALEY_NO_CACHE: '1' } }));
    return { took, status: result.status, out: result.stdout };
  };
  if (!run(['--help']).out.includes('--workers')) {
    console.log('2 workers         the command line has no workers yet');
    return { '1': null, '2': null };
  }
  const folder = mkdtempSync(join(tmpdir(), 'caley-bench-'));
  try {
    for (const { path, text } of files) {
      // As the walk of a user's project would not enter build folders.
      const target = join(folder, path.replaceAll(/(?<=^|\/)(?:dist|build|lib)(?=\/)/g, 'source'));
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text);
    }
    const perSecond = (workers: string): number => {
      const { took } = run([folder, '--workers', workers, '--format', 'json', '--fail-on', 'none', '--output', join(folder, 'report.json')]);
      const lines = Math.round((linesOf(files) / took) * 1000);
      console.log(`${workers} worker${workers === '1' ? ' ' : 's'}         ${ms(took)}   ${grouped(lines)} lines/s, the command line as a process`);
      return lines;
    };
    return { '1': perSecond('1'), '2': perSecond('2') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function upTo(files: readonly BenchFile[], lines: number): readonly BenchFile[] {
  let count = 0;
  return files.filter((file) => {
    if (count >= lines) return false;
    count += linesOf([file]);
    return true;
  });
}
