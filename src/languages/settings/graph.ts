/**
 * What graph has a file of configuration? Settings, comments, and a module in which nothing runs.
 * Must not know a notation.
 */
import type { Comment, FileGraph, SettingDocument } from '../../flow';
import type { Range } from '../../text';

/** What a notation's parser found; ranges are absolute. */
export interface SettingText {
  readonly text: string;
  readonly documents: readonly SettingDocument[];
  readonly comments: readonly Comment[];
  readonly syntaxErrors: readonly Range[];
}

export function settingGraph(language: string, { text, documents, comments, syntaxErrors }: SettingText): FileGraph {
  return {
    language,
    functions: [{
      id: 0, name: '<module>', kind: 'module', parent: null, class: null, range: { start: 0, end: text.length }, async: false, generator: false, parameterCount: 0,
      returnType: null, nodes: [], guards: [{ kind: 'always' }], variables: [], returns: [], outerWrites: [], exports: [],
    }],
    classes: [],
    types: [],
    comments,
    syntaxErrors,
    settings: documents,
  };
}
