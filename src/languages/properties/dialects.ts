/**
 * Which of the notations of lines has a file? They differ in what parts a key from its value, what begins a comment and what continues a line.
 * Must not read a file: names say it.
 */

export interface Dialect {
  readonly id: 'properties' | 'ini' | 'npmrc' | 'words' | 'postgres' | 'fields';
  /** Between key and value; `blank` where a blank is enough. */
  readonly marks: '=' | ':' | '=:' | 'blank' | '=blank' | '=:blank';
  /** What a line begins with that is a comment. */
  readonly comments: string;
  /** What begins a comment behind a value: nothing, a mark behind a blank, or a mark anywhere. */
  readonly trailing: 'none' | 'apart' | 'anywhere';
  readonly hasSections: boolean;
  /** A line goes on after a backslash, or on lines that are indented more. */
  readonly continued: 'backslash' | 'indented' | 'none';
  /** Which quotes enclose a value, and how one is written between them. */
  readonly quotes: 'none' | 'backslash' | 'doubled';
  /** `spring.datasource.url` names maps in maps. */
  readonly hasDots: boolean;
}

export const dialects: Readonly<Record<Dialect['id'], Dialect>> = {
  properties: { id: 'properties', marks: '=:blank', comments: '#!', trailing: 'none', hasSections: false, continued: 'backslash', quotes: 'none', hasDots: true },
  ini: { id: 'ini', marks: '=:', comments: '#;', trailing: 'apart', hasSections: true, continued: 'indented', quotes: 'backslash', hasDots: false },
  npmrc: { id: 'npmrc', marks: '=', comments: '#;', trailing: 'apart', hasSections: true, continued: 'none', quotes: 'backslash', hasDots: false },
  words: { id: 'words', marks: 'blank', comments: '#', trailing: 'none', hasSections: false, continued: 'none', quotes: 'backslash', hasDots: false },
  fields: { id: 'fields', marks: ':', comments: '#', trailing: 'none', hasSections: false, continued: 'none', quotes: 'none', hasDots: false },
  postgres: { id: 'postgres', marks: '=blank', comments: '#', trailing: 'anywhere', hasSections: false, continued: 'none', quotes: 'doubled', hasDots: false },
};

/** By the base name, in small letters; INI is what it is otherwise. */
export function dialectOf(path: string): Dialect {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (name.endsWith('.properties')) return dialects.properties;
  if (name.endsWith('npmrc')) return dialects.npmrc;
  if (name === 'security.txt') return dialects.fields;
  if (/^(?:redis|valkey|sentinel|keydb)\b.*\.conf$/.test(name) || name === '.yarnrc') return dialects.words;
  if (/^postgresql\b.*\.conf$/.test(name)) return dialects.postgres;
  return dialects.ini;
}
