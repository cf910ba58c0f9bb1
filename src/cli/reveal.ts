/**
 * `caley reveal`: what the engine knows at a place, and which syntax it does not
 * know. For people who ask why something was or was not found.
 */
import { dirname, relative, resolve, sep } from 'node:path';
import { isWithin, pathExists } from '../host';
import { counted } from '../report';
import { loadPaths } from './check-paths';
import type { Loaded } from './check-paths';
import { UserMistake } from './io';
import type { CommandEngine } from './io';

/** `file[:line[:col]]`, one-based. A file whose own name ends like that is found first. */
export interface Place {
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
}

export function parsePlace(text: string, exists: (path: string) => boolean): Place {
  const [, file, line, column] = /^(.+?)(?::(\d+)(?::(\d+))?)?$/s.exec(text) ?? [];
  if (file === undefined || line === undefined || exists(text)) return { file: text, line: null, column: null };
  return { file, line: Number(line), column: column === undefined ? null : Number(column) };
}

/** The files around it are read too, as a check of the folder would: values come from there. */
export function reveal(engine: CommandEngine, text: string, cwd: string): string {
  const place = parsePlace(text, (path) => pathExists(resolve(cwd, path)));
  const path = resolve(cwd, place.file);
  const { workspace, root } = load(engine, cwd, [isWithin(path, cwd) ? '.' : dirname(path), place.file]);
  // Who calls a function is known when all files were read.
  while (workspace.step());
  const name = relative(root, path).split(sep).join('/');
  const snapshot = workspace.snapshot();
  const view = snapshot.file(name);
  if (view === null) throw new UserMistake(`${place.file} is not examined: ${snapshot.skipped.find((each) => each.file === name)?.detail ?? 'not a source file'}`);
  if (view.origin !== undefined && place.line !== null) {
    const offset = view.origin.offsetOf({ line: place.line - 1, character: (place.column ?? 1) - 1 });
    if (offset === null) throw new UserMistake(`${place.file} has no code at line ${String(place.line)}`);
    return ended(snapshot.reveal(name, offset));
  }
  if (place.line !== null && (place.line < 1 || place.line > view.lines.lineCount)) {
    throw new UserMistake(`${place.file} has ${String(view.lines.lineCount)} lines, no line ${String(place.line)}`);
  }
  const line = view.lines.lineRange((place.line ?? 1) - 1);
  const indentation = /^\s*/.exec(view.text.slice(line.start, line.end))?.[0].length ?? 0;
  const offset = place.column === null ? line.start + indentation : Math.min(line.start + Math.max(place.column, 1) - 1, line.end);
  return ended(snapshot.reveal(name, offset));
}

/** How often each kind of syntax was met that lowering does not know, most frequent first. */
export function revealUnsupported(engine: CommandEngine, path: string, cwd: string): string {
  const { workspace } = load(engine, cwd, [path]);
  const snapshot = workspace.snapshot();
  const counts = new Map<string, number>();
  for (const file of snapshot.files) {
    for (const [reason, count] of snapshot.unsupported(file)) counts.set(reason, (counts.get(reason) ?? 0) + count);
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const rows = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([reason, count]) => `${String(count).padStart(7)}  ${reason}`);
  return ended([...rows, `${String(total).padStart(7)}  in ${counted(snapshot.files.length, 'file')}`].join('\n'));
}

function load(engine: CommandEngine, cwd: string, paths: readonly string[]): Loaded {
  return loadPaths(engine, { paths, cwd, minimumConfidence: 'low', drafts: true });
}

function ended(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
