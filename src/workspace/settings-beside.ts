/**
 * Which files of configuration speak to each other? Those of one folder, and of the folders right above and below: a chart and its
 * templates. Must not read files.
 */
import { folderOf } from '../languages';
import type { Language } from '../languages';

export function areBeside(path: string, other: string): boolean {
  const [folder, others] = [folderOf(path), folderOf(other)];
  return folder === others || folderOf(others) === folder || folderOf(folder) === others;
}

/** Whether files of a language may set what others name. Data sets nothing. */
export function isSetting(language: Language | null | undefined): boolean {
  return language?.settings !== undefined && language.isData !== true;
}
