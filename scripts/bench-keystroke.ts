/**
 * How long from a keystroke to its findings? Three kinds of edit in one file
 * inside a large workspace, through the door as the server goes: a write, then
 * the file's findings; what is left to do is done between keystrokes.
 */
import type { Engine } from '../src/host';
import type { Workspace } from '../src/workspace';
import { spreadOf, time } from './bench-clock';
import type { Spread } from './bench-clock';
import { fileOf, linesOf, mixed } from './bench-sources';
import type { BenchFile } from './bench-sources';

export interface Keystrokes extends Spread {
  /**
   * `local`: a call typed into bodies, character by character. `exported`: the body of an exported function, so that what it does
   * with its arguments changes. `syntax`: a bracket that breaks the file, and its removal. `dependents`: as `exported`, and the
   * findings of all open files that use the function asked for as well; not part of the whole.
   */
  readonly byEdit: Readonly<Record<'local' | 'exported' | 'syntax' | 'dependents', Spread>>;
  /** Processor time of the same strokes, for a busy machine: the wall counts what others do. */
  readonly cpu: Spread;
  /** The longest and the 95th of a hundred single steps of work left between keystrokes, milliseconds. */
  readonly step: Spread;
}

export interface KeystrokePlan {
  readonly neighbours: number;
  /** Of each kind. */
  readonly strokes: number;
  /** Milliseconds for one kind, after which fewer strokes must do. */
  readonly patience: number;
}

const edited = 'bench/edited.js';
const users = Array.from({ length: 5 }, (_, i) => `bench/user-${String(i)}.js`);
const warmup = 8;
const typed = 'console.log(user.email);';
/** What the exported function does, in turn: nothing, pass on, log. */
const bodies = ['return note.length;', 'return person.email;', "console.log('shared', person.email); return note;"];

/** Keystrokes in a file of each of `sizes` lines, by size. One workspace serves all. */
export function measureKeystrokes(engine: Engine, files: readonly BenchFile[], sizes: readonly number[], plan: KeystrokePlan, tell: (lines: number, measured: Keystrokes) => void): Record<string, Keystrokes> {
  const workspace = engine.createWorkspace();
  const sources = mixed(files).filter((file) => linesOf([file]) < 3000);
  const neighbours = sources.slice(0, plan.neighbours - users.length - 1);
  for (const { path, text } of neighbours) workspace.apply({ type: 'write', path, text, version: 0 });
  for (const path of users) workspace.apply({ type: 'write', path, text: userOf(), version: 0 });
  while (workspace.step());
  workspace.focus([edited, ...users]);
  const measured: Record<string, Keystrokes> = {};
  for (const lines of sizes) {
    const one = measureSize(workspace, fileOf(engine, sources, '.js', lines - 3), plan);
    measured[String(lines)] = one;
    tell(lines, one);
  }
  for (const path of workspace.snapshot().files) workspace.apply({ type: 'remove', path });
  return measured;
}

function userOf(): string {
  return "import { benchShare } from './edited.js';\nexport function greet(user) {\n  console.log(benchShare(user, 'hello'));\n}\n";
}

function measureSize(workspace: Workspace, source: string, plan: KeystrokePlan): Keystrokes {
  const steps: number[] = [];
  let version = 0;
  const stroke = (text: string, asked: readonly string[]): Stroke => {
    const { took, cpu } = time(() => {
      workspace.apply({ type: 'write', path: edited, text, version: ++version });
      const snapshot = workspace.snapshot();
      for (const path of asked) snapshot.findings(path);
    });
    for (let more = true; more; ) {
      const step = time(() => workspace.step());
      steps.push(step.took);
      more = step.result;
    }
    return { took, cpu };
  };
  const run = (asked: readonly string[], textOf: (index: number) => string): readonly Stroke[] => {
    const strokes: Stroke[] = [];
    const started = performance.now();
    for (let i = 0; i < warmup + plan.strokes && (performance.now() - started < plan.patience || strokes.length < 5); i++) {
      const one = stroke(textOf(i), asked);
      if (i >= warmup) strokes.push(one);
    }
    return strokes;
  };
  const whole = withShare(source, bodies[0] ?? '');
  stroke(whole, [edited]);
  const kinds = {
    local: run([edited], typing(whole)),
    exported: run([edited], (i) => withShare(source, bodies[i % bodies.length] ?? '')),
    syntax: run([edited], breaking(whole)),
    dependents: run([edited, ...users], (i) => withShare(source, bodies[i % bodies.length] ?? '')),
  };
  const least = Math.min(kinds.local.length, kinds.exported.length, kinds.syntax.length);
  // As many of each kind.
  const even = [kinds.local, kinds.exported, kinds.syntax].flatMap((strokes) => strokes.slice(0, least));
  const wall = (strokes: readonly Stroke[]): Spread => spreadOf(strokes.map(({ took }) => took));
  return {
    ...wall(even),
    cpu: spreadOf(even.map(({ cpu }) => cpu)),
    byEdit: { local: wall(kinds.local), exported: wall(kinds.exported), syntax: wall(kinds.syntax), dependents: wall(kinds.dependents) },
    step: spreadOf(steps),
  };
}

/** Milliseconds, on the wall and of processor. */
interface Stroke {
  readonly took: number;
  readonly cpu: number;
}

/** In the middle of the file, where everything after it moves. */
function withShare(source: string, body: string): string {
  const at = topLevelAt(source, 0.5);
  return `${source.slice(0, at)}export function benchShare(person, note) {\n  ${body}\n}\n${source.slice(at)}`;
}

/** Types the call on lines of its own all over the file, one character a stroke, everything typed before staying. */
function typing(whole: string): (index: number) => string {
  let text = whole;
  let word = -1;
  let base = '';
  return (i) => {
    const typedSoFar = i % typed.length;
    if (typedSoFar === 0) {
      base = text;
      word++;
    }
    const at = bodyAt(base, ((word * 37) % 100) / 100);
    const indent = /[ \t]*$/.exec(base.slice(0, at))?.[0] ?? '';
    text = `${base.slice(0, at)}${typed.slice(0, typedSoFar + 1)}\n${indent}${base.slice(at)}`;
    return text;
  };
}

/** Breaks the file with a bracket and mends it, in turn, all over the file. */
function breaking(whole: string): (index: number) => string {
  const marks = ['(', '{', '`', '/*'];
  return (i) => {
    const turn = Math.floor(i / 2);
    const at = bodyAt(whole, ((turn * 37) % 100) / 100);
    return i % 2 === 1 ? whole : whole.slice(0, at) + (marks[turn % marks.length] ?? '') + whole.slice(at);
  };
}

/** The start of the first statement after `share` of the text that stands deep in code, behind another. */
function bodyAt(text: string, share: number): number {
  return placeAfter(text, share, /;\r?\n {4,}(?=\w)/g);
}

/** The start of the first line after `share` of the text that opens a declaration at the outermost level. */
function topLevelAt(text: string, share: number): number {
  return placeAfter(text, share, /\n(?=(?:async )?function |class |const |var |let )/g);
}

function placeAfter(text: string, share: number, pattern: RegExp): number {
  const from = (start: number): RegExpExecArray | null => {
    pattern.lastIndex = start;
    return pattern.exec(text);
  };
  const match = from(Math.floor(text.length * share)) ?? from(0);
  return match === null ? text.length : match.index + match[0].length;
}
