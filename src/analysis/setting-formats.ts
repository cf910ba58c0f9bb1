/**
 * Which formats has a file of configuration? By its name and by what stands in it, a document at a time.
 * Must not know a format.
 */
import { findSettings, isLikeText, leadsSomewhere, moduleSettings } from '../flow';
import type { FileGraph, SettingDocument, SettingValue } from '../flow';
import type { SettingFormat, SettingModels, SettingPart } from '../models';

export interface SettingFile {
  readonly path: string;
  readonly text: string;
  readonly graph: FileGraph;
}

export interface FormattedDocument {
  readonly document: SettingDocument;
  readonly formats: readonly SettingFormat[];
}

/** Answers by graph: of one file they are the same as long as it says the same. */
const known = new WeakMap<FileGraph, { readonly models: SettingModels; readonly path: string; readonly found: readonly FormattedDocument[] }>();

/** Documents that have a format at all. */
export function formatsOf({ path, graph }: Pick<SettingFile, 'path' | 'graph'>, models: SettingModels): readonly FormattedDocument[] {
  const before = known.get(graph);
  if (before?.models === models && before.path === path) return before.found;
  const candidates = models.formats.filter(({ notations, names }) => notations.includes(graph.language) && (names.length === 0 || hasName(path, names)));
  const found = candidates.length === 0 ? [] : documentsOf(graph).flatMap((document) => {
    const formats = candidates.filter((format) => isOf(document, format));
    return formats.length === 0 ? [] : [{ document, formats }, ...partsOf(document, formats, models)];
  });
  known.set(graph, { models, path, found });
  return found;
}

/** Whether a program is looked at as a file of configuration besides: a framework's settings, written in its language. */
export function isSettingModule({ path, graph }: Pick<SettingFile, 'path' | 'graph'>, models: SettingModels): boolean {
  return graph.settings === undefined && formatsOf({ path, graph }, models).length > 0;
}

function documentsOf(graph: FileGraph): readonly SettingDocument[] {
  if (graph.settings !== undefined) return graph.settings;
  const document = moduleSettings(graph);
  return document === null ? [] : [document];
}

/** What stands in a document as one of another format. */
function partsOf({ root }: SettingDocument, formats: readonly SettingFormat[], models: SettingModels): readonly FormattedDocument[] {
  return formats.flatMap(({ parts }) => parts).flatMap((part) => {
    const format = models.formats.find(({ id }) => id === part.is);
    const documents = format === undefined ? [] : valuesAt(root, part).map((value) => ({ root: value, range: value.range })).filter((document) => isOf(document, format));
    return format === undefined ? [] : documents.map((document) => ({ document, formats: [format] }));
  });
}

/** A document as a whole, and whatever in it may be one of its own. */
export function rootsIn(root: SettingValue, { formats }: Pick<SettingModels, 'formats'>): readonly SettingValue[] {
  return [root, ...formats.flatMap(({ parts }) => parts.flatMap((part) => valuesAt(root, part)))];
}

/** Of a list each item. */
function valuesAt(root: SettingValue, { at }: SettingPart): readonly SettingValue[] {
  return findSettings(root, at, false).flatMap(({ setting }) => (setting === null ? [] : setting.value.kind === 'list' ? setting.value.items.map(({ value }) => value) : [setting.value]));
}

function isOf({ root }: SettingDocument, { shows, lacks }: SettingFormat): boolean {
  return (shows.length === 0 || shows.some((path) => leadsSomewhere(root, path))) && !lacks.some((path) => leadsSomewhere(root, path));
}

/** Whether a file has one of some names, written in whatever letters. */
export function isAsCalled(path: string, names: readonly string[]): boolean {
  return hasName(path, names.map((name) => name.toLowerCase()));
}

/** A pattern with a slash is of the whole path, below any folder; another of the base name. */
export function hasName(path: string, names: readonly string[]): boolean {
  const small = path.toLowerCase();
  const base = small.slice(small.lastIndexOf('/') + 1);
  return names.some((pattern) => (pattern.includes('/') ? isLikeText(small, pattern) || isLikeText(small, `*/${pattern}`) : isLikeText(base, pattern)));
}
