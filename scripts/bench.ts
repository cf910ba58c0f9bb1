/**
 * `npm run bench [-- --json file]`: how long from a keystroke to its findings,
 * and how much a whole check costs above parsing alone? Wall time on this
 * machine; the ratios are what travels. Sources are the installed packages'.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Language as Grammar } from 'web-tree-sitter';
import { Parser } from 'web-tree-sitter';
import { findAssets, loadEngine, readSource } from '../src/host';
import type { Engine } from '../src/host';
import type { Workspace } from '../src/workspace';

interface File {
  readonly path: string;
  readonly text: string;
}

interface Keystrokes {
  readonly lines: number;
  /** How many were measured. */
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/** Real code that people wrote, of several styles; published sources, not bundles. */
const packages = ['eslint/lib', 'mocha/lib', '@typescript-eslint', 'yaml/dist', 'vscode-languageserver', 'vscode-languageclient', 'vscode-jsonrpc', '@vscode/vsce', 'ajv/dist', 'commander'];
const neighbours = 1000;
const sizes = [1000, 2000, 5000, 10_000];
const keystrokes = 200;
const warmup = 10;
/** Milliseconds after which fewer keystrokes must do. */
const patience = 30_000;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { json: { type: 'string' } } });
  const engine = await loadEngine(findAssets(__dirname));
  const files = corpus();
  console.log(`${String(files.length)} files, ${grouped(linesOf(files))} lines; Node ${process.version}\n`);
  const whole = measureWhole(engine, files);
  console.log(`whole check   ${ms(whole.check)}   ${whole.ratio.toFixed(2)} times the bare parse, ${grouped(Math.round(whole.linesPerSecond))} lines/s, ${String(whole.findings)} findings`);
  console.log(`resident      ${String(whole.megabytes)} MB\n`);
  console.log(`keystroke to findings, ${String(keystrokes)} keystrokes, ${String(Math.min(neighbours, files.length))} other files`);
  const typing = sizes.map((size) => {
    const measured = measureKeystrokes(engine, files, size);
    const { lines, count, p50, p95, max } = measured;
    console.log(`${grouped(lines).padStart(7)} lines   p50 ${ms(p50)}   p95 ${ms(p95)}   max ${ms(max)}${count < keystrokes ? `   (${String(count)} keystrokes)` : ''}`);
    return measured;
  });
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ node: process.version, files: files.length, lines: linesOf(files), whole, typing }, null, 2)}\n`);
}

/** One untimed round each first, so that both are measured warm. */
function measureWhole(engine: Engine, files: readonly File[]): { parse: number; check: number; ratio: number; linesPerSecond: number; findings: number; megabytes: number } {
  const sample = files.slice(0, 100);
  bareParse(engine, sample);
  release(check(engine, sample).workspace, sample);
  collectGarbage();
  const parse = time(() => bareParse(engine, files)).took;
  console.log(`bare parse    ${ms(parse)}`);
  collectGarbage();
  const { took, result } = time(() => check(engine, files));
  const megabytes = Math.round(process.memoryUsage.rss() / 1024 / 1024);
  release(result.workspace, files);
  return { parse, check: took, ratio: took / parse, linesPerSecond: (linesOf(files) / took) * 1000, findings: result.findings, megabytes };
}

function bareParse(engine: Engine, files: readonly File[]): void {
  const parser = new Parser();
  for (const { path, text } of files) {
    const language = engine.languages.find((each) => each.extensions.some((extension) => path.endsWith(extension)));
    parser.setLanguage(engine.grammars.get(path.endsWith('.ts') ? 'tree-sitter-typescript' : (language?.grammars[0] ?? 'tree-sitter-tsx')) as Grammar);
    parser.parse(text)?.delete();
  }
  parser.delete();
}

function check(engine: Engine, files: readonly File[]): { readonly workspace: Workspace; readonly findings: number } {
  const workspace = engine.createWorkspace();
  return { workspace, findings: examine(workspace, files) };
}

/** Trees live outside the JavaScript heap. */
function release(workspace: Workspace, files: readonly File[]): void {
  for (const { path } of files) workspace.apply({ type: 'remove', path });
}

function examine(workspace: Workspace, files: readonly File[]): number {
  for (const { path, text } of files) workspace.apply({ type: 'write', path, text, version: 0 });
  while (workspace.step());
  const snapshot = workspace.snapshot();
  return snapshot.files.reduce((sum, path) => sum + snapshot.findings(path).length, 0);
}

/** Types a call into function bodies all over the file, character by character, and asks for the findings after each. */
function measureKeystrokes(engine: Engine, files: readonly File[], lines: number): Keystrokes {
  const path = 'typed.js';
  const workspace = engine.createWorkspace();
  examine(workspace, files.slice(0, neighbours));
  workspace.focus([path]);
  let text = fileOf(files, lines);
  let version = 0;
  const type = (next: string): number => {
    text = next;
    return time(() => {
      workspace.apply({ type: 'write', path, text, version: ++version });
      return workspace.snapshot().findings(path).length;
    }).took;
  };
  type(text);
  const times: number[] = [];
  const typed = 'console.log(user.email);\n';
  const started = performance.now();
  for (let stroke = 0; stroke < warmup + keystrokes && performance.now() - started < patience; stroke++) {
    const word = Math.floor(stroke / typed.length);
    const at = bodyAt(text, ((word * 7919) % 100) / 100);
    const took = type(text.slice(0, at) + (typed[stroke % typed.length] ?? '') + text.slice(at));
    if (stroke >= warmup) times.push(took);
  }
  times.sort((a, b) => a - b);
  return { lines, count: times.length, p50: quantile(times, 0.5), p95: quantile(times, 0.95), max: quantile(times, 1) };
}

/** The start of the first line after `share` of the text that stands deep in code. */
function bodyAt(text: string, share: number): number {
  const found = /\n {4,}(?=\w)/g;
  found.lastIndex = Math.floor(text.length * share);
  const match = found.exec(text) ?? /\n {4,}(?=\w)/.exec(text);
  return match === null ? text.length : match.index + match[0].length;
}

/** One file of about so many lines, whole sources one after the other. */
function fileOf(files: readonly File[], lines: number): string {
  let text = '';
  let count = 0;
  for (const file of files.filter((each) => each.path.endsWith('.js'))) {
    if (count >= lines) break;
    text += file.text;
    count += linesOf([file]);
  }
  return text.split('\n').slice(0, lines).join('\n');
}

function corpus(): readonly File[] {
  const root = join(__dirname, '..', 'node_modules');
  return packages
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /(?<!\.min)\.(?:[cm]?js|ts)$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .flatMap((path) => {
      const source = readSource(path);
      return 'text' in source ? [{ path: path.slice(root.length + 1).replaceAll('\\', '/'), text: source.text }] : [];
    });
}

function time<T>(work: () => T): { readonly took: number; readonly result: T } {
  const start = performance.now();
  const result = work();
  return { took: performance.now() - start, result };
}

function collectGarbage(): void {
  (globalThis as { gc?: () => void }).gc?.();
}

/** Of sorted values. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

function linesOf(files: readonly File[]): number {
  return files.reduce((sum, { text }) => sum + text.split('\n').length, 0);
}

function ms(value: number): string {
  return `${value.toFixed(value < 100 ? 1 : 0)} ms`.padStart(9);
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}

void main();
