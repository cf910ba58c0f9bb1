/** A project in memory for tests of resolvers: texts by path. */
import assert from 'node:assert/strict';
import type { ProjectFiles, Resolver } from '../../../src/languages';

export type Texts = Readonly<Record<string, string | object>>;

/** `patterns` name the manifests, as a language has them. Objects stand for their JSON. */
export function projectOf(texts: Texts, patterns: readonly string[]): ProjectFiles {
  const names = patterns.map((pattern) => pattern.split('*').map((part) => part.replace(/\W/g, '\\$&')).join('[^/]*'));
  const manifests = new RegExp(`(?:^|/)(?:${names.join('|')})$`);
  const paths = Object.keys(texts);
  const folders = new Set(['']);
  for (const path of paths) for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) folders.add(path.slice(0, at));
  return {
    isFile: (path) => Object.hasOwn(texts, path),
    isFolder: (path) => folders.has(path),
    manifests: paths.filter((path) => manifests.test(path)).sort(),
    textOf: (path) => {
      const text = manifests.test(path) && Object.hasOwn(texts, path) ? texts[path] : undefined;
      return text === undefined ? null : typeof text === 'string' ? text : JSON.stringify(text);
    },
  };
}

/** Sources by their paths alone, one a word. */
export function sources(paths: string): Texts {
  return Object.fromEntries(paths.split(/\s+/).filter((path) => path !== '').map((path) => [path, '']));
}

/** Each question `specifier < from` with its answer. */
export function assertAnswers(resolver: Resolver, expected: Readonly<Record<string, string | null>>): void {
  const answers = Object.keys(expected).map((question) => {
    const [specifier = '', from = ''] = question.split(' < ');
    return [question, resolver.resolve(specifier, from)];
  });
  assert.deepEqual(Object.fromEntries(answers), expected);
}
