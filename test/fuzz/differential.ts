/**
 * Does a workspace that saw every edit answer what a fresh one answers? Runs
 * histories, compares, and cuts a failure down to a program that shows it.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Engine } from '../../src/host';
import type { Workspace } from '../../src/workspace';
import { Editor, emptyState, follow, perform } from './actions';
import type { Action, State } from './actions';
import { cutProject } from './projects';
import type { Pool } from './projects';
import { Random } from './random';

export interface Failure {
  readonly history: readonly Action[];
  /** What differed, or what was thrown. */
  readonly what: string;
}

/** Nodes of graphs held by a workspace that is to give back what it can: less than most files have. */
const heldNodes = 150;
/** More than there are. */
const allSteps = 1_000_000;

export interface Session {
  readonly edits: number;
  /** Answers compared: files times edits. */
  readonly compared: number;
  /** Findings among them, so that a run that compares nothing but silence shows. */
  readonly findings: number;
  readonly failure: Failure | null;
}

/**
 * One project and `edits` edits to it. Two workspaces see them all: one is asked everything after each edit, the other
 * steps, focuses and is asked a few files by chance, and everything at the end.
 */
export function runSession(engine: Engine, pool: Pool, seed: number, edits: number): Session {
  const random = new Random(seed);
  const editor = new Editor(random, pool.manifests);
  const first = editor.open(cutProject(pool, random));
  let state = follow(emptyState, first);
  // The lazy one holds the graphs of hardly any file.
  const [eager, lazy] = [new History(opened(engine)), new History(opened(engine, heldNodes))];
  const counts = { edits: 0, compared: 0, findings: 0 };
  try {
    for (const history of [eager, lazy]) history.perform({ type: 'change', changes: first });
    for (let i = 0; i <= edits; i++) {
      if (i > 0) {
        const changes = editor.edit(state);
        state = follow(state, changes);
        for (const history of [eager, lazy]) history.perform({ type: 'change', changes });
        const wish = editor.wish(state);
        if (wish !== null) lazy.perform(wish);
        counts.edits++;
      }
      const fresh = freshly(engine, state, random.chance(0.2));
      const all = pathsOf(state);
      const some = i === edits ? all : random.some(all, 0.25);
      for (const [history, paths] of [[eager, all], [lazy, some]] as const) {
        if (paths.length === 0) continue;
        const what = history.compare(fresh, paths);
        counts.compared += paths.length;
        if (what !== null) return { ...counts, failure: { history: history.actions, what } };
      }
      counts.findings += all.reduce((sum, path) => sum + fresh.snapshot().findings(path).length, 0);
      release(fresh, state);
    }
  } catch (error) {
    return { ...counts, failure: { history: eager.actions.length > lazy.actions.length ? eager.actions : lazy.actions, what: thrown(error) } };
  }
  for (const history of [eager, lazy]) release(history.workspace, state);
  return { ...counts, failure: null };
}

/** A workspace and all that it was told. */
class History {
  readonly actions: Action[] = [];

  constructor(readonly workspace: Workspace) {}

  perform(action: Action): void {
    this.actions.push(action);
    perform(this.workspace, action);
  }

  /** Asking is an action: it computes. First it is asked as an editor does, whatever is left to do; what it says when nothing is must be right. */
  compare(fresh: Workspace, paths: readonly string[]): string | null {
    this.perform({ type: 'ask', paths });
    // The replay of a failure must do all that was done in between.
    this.perform({ type: 'step', count: allSteps });
    return differenceBetween(this.workspace, fresh, paths);
  }
}

/** The first answer that differs, as text; null where all are equal. */
export function differenceBetween(workspace: Workspace, fresh: Workspace, paths: readonly string[]): string | null {
  for (const each of [workspace, fresh]) while (each.step());
  const [is, should] = [workspace.snapshot(), fresh.snapshot()];
  if (!isDeepStrictEqual(is.files, should.files)) return `files: ${show(is.files)}\n  but fresh: ${show(should.files)}`;
  for (const path of paths) {
    const [findings, expected] = [is.findings(path), should.findings(path)];
    if (!isDeepStrictEqual(findings, expected)) return `findings of ${path}: ${show(findings)}\n  but fresh: ${show(expected)}`;
    if (!isDeepStrictEqual(is.mistakes(path), should.mistakes(path))) return `mistakes of ${path}: ${show(is.mistakes(path))}\n  but fresh: ${show(should.mistakes(path))}`;
    if (!isDeepStrictEqual(is.unsupported(path), should.unsupported(path))) return `unsupported syntax of ${path}`;
    if (!isDeepStrictEqual(is.file(path)?.syntaxErrors, should.file(path)?.syntaxErrors)) return `syntax errors of ${path}: ${show(is.file(path)?.syntaxErrors)}\n  but fresh: ${show(should.file(path)?.syntaxErrors)}`;
    const last = findings.at(-1);
    if (last === undefined) continue;
    const [offered, due] = [is, should].map((each) => each.fixes(last.finding).map((each) => [each.fix.id, each.title, each.preferred, each.edits()]));
    if (!isDeepStrictEqual(offered, due)) return `fixes of ${last.finding.identity} in ${path}: ${show(offered)}\n  but fresh: ${show(due)}`;
  }
  // What was too much to follow is known of a file once it was asked.
  const [skipped, due] = [workspace, fresh].map((each) => each.snapshot().skipped.filter(({ reason, file }) => reason !== 'budget' || paths.includes(file)));
  return isDeepStrictEqual(skipped, due) ? null : `skipped: ${show(skipped)}\n  but fresh: ${show(due)}`;
}

/** A workspace of which nothing is kept back: what a caley.yaml names and is not there is missing. */
function opened(engine: Engine, maxHeldNodes?: number): Workspace {
  const workspace = engine.createWorkspace(maxHeldNodes);
  workspace.apply({ type: 'complete', paths: [''] });
  return workspace;
}

/** The same files and settings, and nothing before; in the other order by chance. */
export function freshly(engine: Engine, state: State, backwards: boolean): Workspace {
  const workspace = opened(engine);
  workspace.apply({ type: 'configure', configuration: state.configuration });
  const files = [...state.files].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [path, { text, version }] of backwards ? files.reverse() : files) workspace.apply({ type: 'write', path, text, version });
  for (const skip of state.skipped.values()) workspace.apply(skip);
  return workspace;
}

/** Fewer actions, then fewer lines, with which a fresh replay still fails at its end; at most `tries` replays. */
export function shrink(engine: Engine, failure: Failure, tries = 600): Failure {
  let best = failure;
  let left = tries;
  const attempt = (history: readonly Action[]): boolean => {
    if (left <= 0) return false;
    left--;
    const what = replay(engine, history);
    if (what !== null) best = { history, what };
    return what !== null;
  };
  if (!attempt(failure.history)) return failure;
  for (let size = Math.ceil(best.history.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = best.history.length - size; at >= 0; at -= size) attempt([...best.history.slice(0, at), ...best.history.slice(at + size)]);
  }
  for (let i = 0; i < best.history.length; i++) shrinkTexts(best.history, i, attempt, () => best.history);
  return best;
}

function shrinkTexts(history: readonly Action[], i: number, attempt: (history: readonly Action[]) => boolean, current: () => readonly Action[]): void {
  const action = history[i];
  if (action?.type !== 'change') return;
  for (let c = action.changes.length - 1; c >= 0; c--) {
    const dropped = action.changes.filter((_, at) => at !== c);
    if (attempt(current().map((each, at) => (at === i && each.type === 'change' ? { ...each, changes: dropped } : each)))) {
      shrinkTexts(current(), i, attempt, current);
      return;
    }
  }
  action.changes.forEach((change, c) => {
    if (change.type !== 'write') return;
    const withText = (text: string): readonly Action[] =>
      current().map((each, at) => (at === i && each.type === 'change' ? { ...each, changes: each.changes.map((one, k) => (k === c ? { ...change, text } : one)) } : each));
    let lines = change.text.split('\n');
    for (let size = Math.ceil(lines.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      for (let at = Math.max(0, lines.length - size); at >= 0; at -= size) {
        const fewer = [...lines.slice(0, at), ...lines.slice(at + size)];
        if (attempt(withText(fewer.join('\n')))) lines = fewer;
      }
    }
  });
}

/** What differs at the end of a history, or is thrown on the way; with few graphs held, or else with all. */
export function replay(engine: Engine, history: readonly Action[]): string | null {
  return replayIn(engine, opened(engine, heldNodes), history) ?? replayIn(engine, opened(engine), history);
}

function replayIn(engine: Engine, workspace: Workspace, history: readonly Action[]): string | null {
  let state = emptyState;
  try {
    for (const action of history) {
      if (action.type === 'change') state = follow(state, action.changes);
      perform(workspace, action);
    }
    return differenceBetween(workspace, freshly(engine, state, false), pathsOf(state)) ?? differenceBetween(workspace, freshly(engine, state, true), pathsOf(state));
  } catch (error) {
    return thrown(error);
  }
}

/** A test that fails as the history does. */
export function renderProgram({ history, what }: Failure): string {
  const plain = (_key: string, value: unknown): unknown => (value instanceof Map ? { map: [...value] } : value);
  const comment = what.split('\n').map((line) => `// ${line.slice(0, 300)}`).join('\n');
  const actions = history.map((action) => `  ${JSON.stringify(action, plain)},`).join('\n');
  return `${comment}\nimport assert from 'node:assert/strict';\nimport { reviveActions, replay } from './differential';\nimport { loadTestEngine } from '../support/engine';\n\nconst history = reviveActions([\n${actions}\n]);\nit('answers as a fresh workspace does', async () => {\n  assert.equal(replay(await loadTestEngine(), history), null);\n});\n`;
}

/** Actions from their JSON form. */
export function reviveActions(actions: readonly unknown[]): readonly Action[] {
  const revive = (_key: string, value: unknown): unknown => (typeof value === 'object' && value !== null && 'map' in value && Array.isArray(value.map) ? new Map(value.map as [string, unknown][]) : value);
  return JSON.parse(JSON.stringify(actions), revive) as readonly Action[];
}

function pathsOf(state: State): readonly string[] {
  return [...state.files.keys()].sort();
}

/** Trees live outside the JavaScript heap. */
function release(workspace: Workspace, state: State): void {
  for (const path of state.files.keys()) workspace.apply({ type: 'remove', path });
}

function thrown(error: unknown): string {
  return `thrown: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

function show(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 2000 ? `${text.slice(0, 2000)}…` : text;
}
