/**
 * What code does the bench measure on? The real packages of the corpus, and as
 * many different copies of them as a size asks for.
 * Must not depend on anything but the pinned contents: two machines measure the same text.
 */
import type { Engine } from '../src/host';
import { isNamed } from '../src/languages';
import { fetchPackages, readPinned, readSources } from './corpus-packages';

export interface BenchFile {
  readonly path: string;
  readonly text: string;
}

/** Every source of the corpus, below a folder for its package, in order of the paths. Manifests are left out. Fetches through npm what is not there. */
export function corpusFiles(engine: Engine): readonly BenchFile[] {
  return fetchPackages(readPinned()).flatMap((pinned) =>
    readSources(pinned, engine.languages).files.filter(({ path }) => isSource(engine, path)).map(({ path, text }) => ({ path: `${pinned.name}/${path}`, text })),
  );
}

/** The sources in an order that mixes packages evenly and is the same everywhere. */
export function mixed(files: readonly BenchFile[]): readonly BenchFile[] {
  return [...files].map((file, i) => ({ file, at: (i * 7919) % files.length })).sort((a, b) => a.at - b.at).map(({ file }) => file);
}

/** Files of at least `lines` lines in all (fewer where `least` files are enough of them), copies once all are used up; made one by one, so that nothing is held. */
export function* multiplied(files: readonly BenchFile[], enough: { readonly lines: number } | { readonly files: number }): Generator<BenchFile, void> {
  let lines = 0;
  let count = 0;
  for (let copy = 0; ; copy++) {
    for (const file of files) {
      if ('lines' in enough ? lines >= enough.lines : count >= enough.files) return;
      const made = copy === 0 ? file : { path: `copy-${String(copy)}/${file.path}`, text: renamed(file.text, `_${String(copy)}`) };
      lines += linesOf([made]);
      count++;
      yield made;
    }
  }
}

/** Other names for what the file itself declares, so that copies are other files to whoever keeps results by content. */
function renamed(text: string, ending: string): string {
  const declared = new Set([...text.matchAll(/^(?:export )?(?:async )?(?:function|class|const|let|var|def) (\w{4,})/gm)].map((match) => match[1] ?? ''));
  return declared.size === 0 ? `${text}\n// ${ending}\n` : text.replace(/\b\w{4,}\b/g, (word) => (declared.has(word) ? word + ending : word));
}

/** One text of `lines` lines, filled up with empty ones: whole sources of one kind that parse, one after the other. */
export function fileOf(engine: Engine, files: readonly BenchFile[], extension: string, lines: number): string {
  let text = '';
  let left = lines;
  for (const file of files.filter(({ path }) => path.endsWith(extension))) {
    const count = linesOf([file]);
    if (count > left || !parses(engine, file)) continue;
    text += file.text.endsWith('\n') ? file.text : `${file.text}\n`;
    left -= count;
    if (left < lines / 100) break;
  }
  return text + '\n'.repeat(left);
}

function parses(engine: Engine, { path, text }: BenchFile): boolean {
  const workspace = engine.createWorkspace();
  workspace.apply({ type: 'write', path, text, version: 0 });
  const isWhole = workspace.snapshot().file(path)?.syntaxErrors.length === 0;
  workspace.apply({ type: 'remove', path });
  return isWhole;
}

export function linesOf(files: readonly BenchFile[]): number {
  return files.reduce((sum, { text }) => sum + text.split('\n').length, 0);
}

function isSource(engine: Engine, path: string): boolean {
  return isNamed(engine.walk.fileNames, path);
}
