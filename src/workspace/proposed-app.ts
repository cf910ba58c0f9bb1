/**
 * What do a package's manifests and documents say of the application: who makes it, where people turn to, which documents there are? Must not
 * look at code.
 */
import { parse } from 'smol-toml';

/** Something that was read, and the file that says it. */
export interface Said {
  readonly value: string;
  readonly file: string;
}

export interface AppFacts {
  readonly name: Said | null;
  readonly owner: Said | null;
  readonly website: Said | null;
  readonly supportMail: Said | null;
  readonly supportPage: Said | null;
  /** Documents for people, by what they are. */
  readonly documents: Readonly<Record<DocumentRole, string | null>>;
}

export type DocumentRole = 'privacy' | 'connect' | 'breach';

/** How such documents are usually called, the likeliest first; of several that fit, the one whose path is shortest. */
const documentNames: Readonly<Record<DocumentRole, readonly RegExp[]>> = {
  privacy: [/(?:^|\/)privacy[-_ ]?(?:policy|notice|statement)?\.\w+$/i, /(?:^|\/)[\w-]*privacy-policy[\w-]*\.\w+$/i],
  connect: [/(?:^|\/)connect(?:ing)?(?:[-_ ](?:to[-_ ])?\w+)?\.\w+$/i, /(?:^|\/)(?:set[-_]?up|install(?:ation|ing)?|getting[-_]started)\.\w+$/i],
  breach: [/(?:^|\/)[\w-]*(?:breach|incident)[-_ ]?(?:response|procedure|plan|policy|runbook)?\.\w+$/i],
};

/** `manifests`: texts of package.json and pyproject.toml by name; `documents`: paths of texts for people. Total: what does not parse says nothing. */
export function readAppFacts(manifests: ReadonlyMap<string, string>, documents: readonly string[]): AppFacts {
  const npm = tableIn(() => JSON.parse(manifests.get('package.json') ?? 'null'));
  const file = tableIn(() => parse(manifests.get('pyproject.toml') ?? ''));
  const python = table(file['project']);
  const poetry = table(table(file['tool'])['poetry']);
  const [author] = [...list(python['authors']), ...list(poetry['authors'])];
  const urls = lowered({ ...table(poetry['urls']), ...table(python['urls']) });
  const bugs = npm['bugs'];
  return {
    name: either(said(npm['displayName'] ?? npm['productName'] ?? unscoped(npm['name']), 'package.json'), said(python['name'] ?? poetry['name'], 'pyproject.toml')),
    owner: either(said(nameOf(npm['author']), 'package.json'), said(nameOf(author), 'pyproject.toml')),
    website: either(said(page(npm['homepage']), 'package.json'), said(page(urls['homepage'] ?? urls['website'] ?? poetry['homepage']), 'pyproject.toml')),
    supportMail: said(mail(table(bugs)['email']), 'package.json'),
    supportPage: either(said(page(typeof bugs === 'string' ? bugs : table(bugs)['url']), 'package.json'), said(page(urls['support'] ?? urls['issues'] ?? urls['bug tracker']), 'pyproject.toml')),
    documents: { privacy: documentOf('privacy', documents), connect: documentOf('connect', documents), breach: documentOf('breach', documents) },
  };
}

/** `sync` of `@acme/sync`: no user knows an application by who publishes it. */
function unscoped(name: unknown): unknown {
  return typeof name === 'string' ? name.replace(/^@[^/]+\//, '') : name;
}

function documentOf(role: DocumentRole, documents: readonly string[]): string | null {
  for (const name of documentNames[role]) {
    const [nearest] = documents.filter((path) => name.test(path)).sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
    if (nearest !== undefined) return nearest;
  }
  return null;
}

type Table = Readonly<Record<string, unknown>>;

function tableIn(read: () => unknown): Table {
  try {
    return table(read());
  } catch {
    return {};
  }
}

function table(value: unknown): Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function lowered(entries: Table): Table {
  return Object.fromEntries(Object.entries(entries).map(([key, value]) => [key.toLowerCase(), value]));
}

/** `Jane Doe <jane@acme.io> (https://acme.io)` as npm has it, or a table. */
function nameOf(author: unknown): unknown {
  return typeof author === 'string' ? author.replace(/[<(].*$/s, '').trim() : table(author)['name'];
}

/** Only what a reader of caley.yaml takes, and no page of where code is kept for it: that is told by who published it. */
function page(value: unknown): unknown {
  return typeof value === 'string' && /^https:\/\/[^\s/]+\.[^\s]+$/.test(value) ? value.replace(/#readme$/, '') : null;
}

function mail(value: unknown): unknown {
  return typeof value === 'string' && /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(value) ? value : null;
}

const longest = 200;

function said(value: unknown, file: string): Said | null {
  return typeof value === 'string' && value.trim() !== '' && value.length <= longest ? { value: value.trim(), file } : null;
}

function either(a: Said | null, b: Said | null): Said | null {
  return a ?? b;
}
