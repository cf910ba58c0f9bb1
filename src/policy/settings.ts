/**
 * What is a file for? Reads settings.yaml, which tells tests, examples and
 * tools by their paths. Must not look at a file's content.
 */
import type { Mistake, PackFile, Setting } from './types';
import { readYaml } from './yaml';

export const settings: readonly Setting[] = ['tests', 'examples', 'development', 'tools'];
/** Where every rule is weaker. */
export const unreal: readonly Setting[] = ['tests', 'examples', 'development'];

interface Marks {
  readonly setting: Setting;
  readonly names: readonly string[];
  readonly folders: ReadonlySet<string>;
}

/** `settingOf` answers for workspace-relative paths with forward slashes; null for the product's own code. */
export function readSettings(file: PackFile): { readonly settingOf: (path: string) => Setting | null; readonly mistakes: readonly Mistake[] } {
  const { root, mistakes } = readYaml(file);
  const all: Marks[] = [];
  if (root?.only(...settings) === true) {
    for (const setting of settings) {
      const entry = root.field(setting);
      if (entry.kind !== 'none' && entry.only('names', 'folders')) all.push({ setting, names: entry.texts('names'), folders: new Set(entry.texts('folders')) });
    }
  }
  const settingOf = (path: string): Setting | null => {
    const segments = path.toLowerCase().split('/');
    const name = segments.pop() ?? '';
    return all.find(({ names, folders }) => names.some((part) => (part.startsWith('^') ? name.startsWith(part.slice(1)) : name.includes(part))) || segments.some((segment) => folders.has(segment)))?.setting ?? null;
  };
  return { settingOf, mistakes };
}
