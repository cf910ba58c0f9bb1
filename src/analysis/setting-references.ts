/**
 * What is a value that names another setting? Follows it through the file and those beside it, where a format says how.
 * Must not know a format.
 */
import { findSettings, isLikeText, parseSettingPath } from '../flow';
import type { SettingScalar } from '../flow';
import { folderOf } from '../languages';
import type { SettingFormat, SettingReference } from '../models';
import { hasName } from './setting-formats';
import type { SettingFile } from './setting-formats';

/** A name may stand for a name; a circle stands for nothing. */
const longest = 5;

export class SettingReferences {
  private files: readonly SettingFile[] | null = null;

  constructor(private readonly file: SettingFile, private readonly beside: Iterable<SettingFile>) {}

  /** The scalar itself where all of it is known, else what it names as a whole; null where that is not known. */
  valueOf(scalar: SettingScalar, format: SettingFormat, depth = 0): SettingScalar | null {
    if (!scalar.isOpen) return scalar;
    const [reference, ...further] = scalar.references;
    if (reference === undefined || further.length > 0 || depth > longest || !isOnly(scalar.text, reference)) return null;
    const { name: asked, fallback } = partsOf(reference, format.defaults);
    for (const follow of format.follow) {
      const name = starOf(asked, follow.from);
      const found = name === null ? null : this.find(follow, name);
      if (found !== null && (found.text !== '' || fallback === null)) return this.valueOf(found, format, depth + 1);
    }
    return fallback === null ? null : { ...scalar, text: fallback, value: fallback, isOpen: false, references: [] };
  }

  /** What all that is set under the name agrees on. */
  private find({ to, in: names, folder }: SettingReference, name: string): SettingScalar | null {
    const path = parseSettingPath(to.replace(/\*(?=[^*]*$)/, () => name));
    if (typeof path === 'string') return null;
    const where = folder === '.' ? folderOf(this.file.path) : folderOf(folderOf(this.file.path));
    const values = this.all().filter((file) => folderOf(file.path) === where && (names.length === 0 || hasName(file.path, names)))
      .flatMap(({ graph }) => (graph.settings ?? []).flatMap(({ root }) => findSettings(root, path, false)))
      .flatMap(({ setting }) => (setting?.value.kind === 'scalar' ? [setting.value] : []));
    const [first] = values;
    return first !== undefined && values.every(({ text, isOpen }) => text === first.text && isOpen === first.isOpen) ? first : null;
  }

  private all(): readonly SettingFile[] {
    return (this.files ??= [this.file, ...[...this.beside].filter(({ path }) => path !== this.file.path)]);
  }
}

/** A scalar that says by itself what counts where nothing has the name that it gives: `${DB_PASSWORD:-postgres}`. */
export function isFallback(scalar: SettingScalar, known: SettingScalar): boolean {
  return scalar.isOpen && known.range === scalar.range;
}

/** A name, and what stands in for it; null where that is nothing, or not known either. */
function partsOf(reference: string, defaults: readonly string[]): { readonly name: string; readonly fallback: string | null } {
  for (const mark of defaults) {
    const at = reference.indexOf(mark);
    if (at <= 0 || !/^\w+$/.test(reference.slice(0, at))) continue;
    const fallback = reference.slice(at + mark.length).trim();
    return { name: reference.slice(0, at), fallback: fallback === '' || /[$`]/.test(fallback) ? null : fallback };
  }
  return { name: reference, fallback: null };
}

/** Whether the text says the reference and nothing else: `var.size`, `${var.size}`, `{{ .Values.size }}`. */
function isOnly(text: string, reference: string): boolean {
  const at = text.indexOf(reference);
  return at >= 0 && /^["']?(?:\$\{|\$\(|\{\{-?|\$)?\s*$/.test(text.slice(0, at)) && /^\s*(?:-?\}\}|\}|\))?["']?$/.test(text.slice(at + reference.length));
}

/** What the star of a pattern stands for; null where the text is not like it. */
function starOf(text: string, pattern: string): string | null {
  if (!isLikeText(text, pattern)) return null;
  const [before = '', after = ''] = pattern.split('*');
  return text.slice(before.length, text.length - after.length);
}
