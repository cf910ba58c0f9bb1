/**
 * What happens to a project, in one random step? Edits of texts, files that come,
 * go and move, imports between them, manifests, settings; and the editor's wishes in between.
 * An action carries whole texts, so that any part of a history makes sense alone.
 */
import { posix } from 'node:path';
import type { Change, Configuration, Workspace } from '../../src/workspace';
import { defaultConfiguration } from '../../src/workspace';
import type { Files } from './projects';
import type { Random } from './random';
import { editText, splice, tongueOf } from './text-edits';

export type Action =
  | { readonly type: 'change'; readonly changes: readonly Change[] }
  | { readonly type: 'step'; readonly count: number }
  | { readonly type: 'focus'; readonly paths: readonly string[] }
  | { readonly type: 'ask'; readonly paths: readonly string[] };

/** What a fresh workspace is made of. */
export interface State {
  readonly files: ReadonlyMap<string, { readonly text: string; readonly version: number }>;
  readonly skipped: ReadonlyMap<string, Change>;
  readonly configuration: Configuration;
}

export const emptyState: State = { files: new Map(), skipped: new Map(), configuration: defaultConfiguration };

/** The state after some changes. */
export function follow(state: State, changes: readonly Change[]): State {
  const files = new Map(state.files);
  const skipped = new Map(state.skipped);
  let { configuration } = state;
  for (const change of changes) {
    if (change.type === 'configure') configuration = change.configuration;
    else if (change.type !== 'complete' && change.type !== 'pack') {
      const path = change.type === 'skip' ? change.skipped.file : change.path;
      files.delete(path);
      skipped.delete(path);
      if (change.type === 'write') files.set(path, change);
      if (change.type === 'skip') skipped.set(path, change);
    }
  }
  return { files, skipped, configuration };
}

export function perform(workspace: Workspace, action: Action): void {
  switch (action.type) {
    case 'change':
      for (const change of action.changes) workspace.apply(change);
      break;
    case 'step':
      for (let i = 0; i < action.count && workspace.step(); i++);
      break;
    case 'focus':
      workspace.focus(action.paths);
      break;
    case 'ask': {
      const snapshot = workspace.snapshot();
      for (const path of action.paths) snapshot.findings(path);
      break;
    }
  }
}

const bridges = ['share', 'pass', 'keep', 'shareAll'];
/** What a function may do with what it is given: nothing, hand it back, clean it, let it out, keep it, call it. */
const scriptBodies = ['return null;', 'return value;', 'return value.length;', 'console.log(value);', 'return other;', 'other(value);', 'other.info(user.email);', 'value.info(user.phone);', 'return { value, other };', "localStorage.setItem('mail', value);", 'return keep(value, other);', 'return pass(other, value);', "return `for ${value}`;", 'share.last = value; return share.last;', "return require('crypto').createHash('sha256').update(value).digest('hex');"];
const pythonBodies = ['return None', 'return value', 'return len(value)', 'print(value)', 'return other', 'return keep(value, other)', 'return {"value": value}', 'return f"for {value}"', 'logging.info(value)', 'return hashlib.sha256(value).hexdigest()'];

/** Turns out changes one edit after the other; remembers texts, to mend what it broke. */
export class Editor {
  private version = 1;
  private readonly before = new Map<string, string>();

  constructor(private readonly random: Random, private readonly manifests: Files) {}

  /** The project's first writes. */
  open(files: Files): readonly Change[] {
    return [...files].map(([path, text]) => this.write(path, text));
  }

  /** One edit of a state; never without any effect on the version. */
  edit(state: State): readonly Change[] {
    const sources = [...state.files.keys()].filter((path) => !/\.(?:json|yaml)$/.test(path));
    if (sources.length === 0) return [this.write('fresh.ts', 'console.log(user.email);\n')];
    return this.random.weighted<() => readonly Change[]>([
      [60, () => this.editText(state, this.random.pick(sources))],
      [8, () => this.mend(state)],
      [10, () => this.link(state, sources)],
      [8, () => this.bridge(state, sources)],
      [8, () => this.redefine(state, sources)],
      [3, () => this.paste(state, sources)],
      [3, () => this.create(state, sources)],
      [2, () => (sources.length > 2 ? [{ type: 'remove', path: this.random.pick(sources) }] : this.create(state, sources))],
      [3, () => this.rename(state, sources)],
      [3, () => this.editManifest(state)],
      [2, () => [this.configure()]],
      [4, () => this.declare(state, sources)],
      [1, () => [{ type: 'skip', skipped: { file: this.random.pick(sources), reason: 'too-large', detail: 'the fuzzer says so' } }]],
      [1, () => this.manyAtOnce(state, sources)],
    ])();
  }

  /** What an editor asks for between edits, mostly nothing. */
  wish(state: State): Action | null {
    const paths = [...state.files.keys()];
    return this.random.weighted<Action | null>([
      [4, null],
      [3, { type: 'step', count: 1 + this.random.below(3) }],
      [1, { type: 'step', count: 1000 }],
      [2, { type: 'focus', paths: this.random.some(paths, 0.3) }],
      [2, { type: 'ask', paths: this.random.some(paths, 0.4) }],
    ]);
  }

  private write(path: string, text: string): Change {
    return { type: 'write', path, text, version: this.version++ };
  }

  private textOf(state: State, path: string): string {
    return state.files.get(path)?.text ?? '';
  }

  private editText(state: State, path: string): readonly Change[] {
    const text = this.textOf(state, path);
    if (!this.before.has(path)) this.before.set(path, text);
    let after = text;
    for (let i = this.random.chance(0.15) ? 3 : 1; i > 0; i--) after = editText(after, this.random, tongueOf(path));
    // A text that only grows makes every later edit dearer.
    return [this.write(path, after.length > 12_000 ? (this.before.get(path) ?? after).slice(0, 6_000) : after)];
  }

  private mend(state: State): readonly Change[] {
    const [path, text] = this.random.pick([...this.before, ...[...state.files].slice(0, 1).map(([one, { text: now }]) => [one, now] as const)]);
    this.before.delete(path);
    return [this.write(path, text)];
  }

  /** Imports something that another file exports, and calls it with data; or turns a file into a door of another. */
  private link(state: State, sources: readonly string[]): readonly Change[] {
    const [from, to] = [this.random.pick(sources), this.random.pick(sources)];
    const text = this.textOf(state, from);
    const python = tongueOf(from) === 'python';
    const names = [...this.textOf(state, to).matchAll(/export (?:async )?(?:function|class|const|let) (\w+)|exports\.(\w+) =|^(?:def|class) (\w+)|^(?:async )?function (\w+)/gm)].map((match) => match[1] ?? match[2] ?? match[3] ?? match[4] ?? '');
    const name = names.length === 0 ? 'log' : this.random.pick(names);
    const bare = to.replace(/(?:\/index|\/__init__)?\.[cm]?[jt]sx?$|\.pyi?$/, '');
    const near = posix.relative(posix.dirname(from), bare);
    const relative = near.startsWith('.') ? near : `./${near}`;
    const specifier = this.random.weighted([[6, relative], [1, `@app/${bare}`], [1, `#app/${bare}`], [1, `${relative}.js`], [1, to]]);
    const argument = this.random.pick(['user.email', 'user', 'req.body', '"text"', 'password', '(person) => console.log(person.email)', 'console.log', 'console', 'user, console']);
    const lines = python
      ? [`from .${bare.split('/').at(-1) ?? ''} import ${name}\n`, `from ${bare.replaceAll('/', '.')} import ${name} as called\n`, `import ${bare.replaceAll('/', '.')}\n`]
      : [
          `import { ${name} } from '${specifier}';\n`, `import called, { ${name} } from '${specifier}';\n`, `import * as all from '${specifier}';\nall.${name}(${argument});\n`,
          `const { ${name} } = require('${specifier}');\n`, `require('${specifier}').${name}(${argument});\n`, `export { ${name} } from '${specifier}';\n`, `export * from '${specifier}';\n`, `export { ${name} as default } from '${specifier}';\n`,
          `const later = await import('${specifier}');\nlater.${name}(${argument});\n`, `export class Own${name} extends ${name} { tell(mail) { super.tell(mail); } }\n`,
        ];
    const call = `${this.random.chance(0.2) ? 'const got = ' : ''}${name}(${python ? 'user.email' : argument})${python ? '\n' : ';\n'}`;
    const withCall = this.random.chance(0.8) ? `${text}${text.endsWith('\n') ? '' : '\n'}${call}` : text;
    return [this.write(from, this.random.pick(lines) + withCall)];
  }

  /** A function that does something in one file, and its use in another: what changes on one side shows on the other. */
  private bridge(state: State, sources: readonly string[]): readonly Change[] {
    const to = this.random.pick(sources);
    const alike = sources.filter((path) => tongueOf(path) === tongueOf(to));
    const from = this.random.pick(alike);
    const name = this.random.pick(bridges);
    const bare = to.replace(/\.[cm]?[jt]sx?$|\.pyi?$/, '');
    const near = posix.relative(posix.dirname(from), bare);
    const texts = tongueOf(to) === 'python'
      ? { made: `def ${name}(value, other=None):\n    ${this.random.pick(pythonBodies)}\n`, used: `from ${bare.replaceAll('/', '.')} import ${name}\nprint(${name}(user.email))\n` }
      : { made: `export function ${name}(value, other) { ${this.random.pick(scriptBodies)} }\n`, used: `import { ${name} } from '${near.startsWith('.') ? near : `./${near}`}';\nconsole.log(${name}(user.email, ${this.random.pick([name, 'console'])}));\n` };
    const made = this.write(to, `${this.textOf(state, to)}\n${texts.made}`);
    const used = this.write(from, texts.used + (from === to ? `${this.textOf(state, to)}\n${texts.made}` : this.textOf(state, from)));
    return this.random.chance(0.5) && from !== to ? [used, made] : from === to ? [used] : [made, used];
  }

  /** Another body for a function that others use. */
  private redefine(state: State, sources: readonly string[]): readonly Change[] {
    const holders = sources.filter((path) => /^(?:export function|def) (?:share|pass|keep)\w*\(/m.test(this.textOf(state, path)));
    if (holders.length === 0) return this.bridge(state, sources);
    const path = this.random.pick(holders);
    const text = this.textOf(state, path);
    const next = tongueOf(path) === 'python'
      ? text.replace(/^(def (?:share|pass|keep)\w*\([^\n]*\n)    [^\n]*/m, (_, head: string) => `${head}    ${this.random.pick(pythonBodies)}`)
      : text.replace(/^(export function (?:share|pass|keep)\w*\([^{\n]*)\{[^\n]*/m, (_, head: string) => `${head}{ ${this.random.pick(scriptBodies)} }`);
    return [this.write(path, next)];
  }

  private paste(state: State, sources: readonly string[]): readonly Change[] {
    const lines = this.textOf(state, this.random.pick(sources)).split('\n');
    const start = this.random.below(lines.length);
    const block = lines.slice(start, start + 1 + this.random.below(15)).join('\n');
    const path = this.random.pick(sources);
    const text = this.textOf(state, path);
    return [this.write(path, splice(text, text.lastIndexOf('\n', this.random.below(text.length + 1)) + 1, 0, `${block}\n`))];
  }

  private create(state: State, sources: readonly string[]): readonly Change[] {
    const model = this.random.pick(sources);
    const ending = posix.extname(model);
    const path = this.random.pick([`made${String(this.random.below(4))}${ending}`, `${posix.dirname(model)}/index${ending}`, `part/${posix.basename(model)}`, `${model.slice(0, -ending.length)}${ending === '.ts' ? '.js' : ending === '.js' ? '.ts' : ending}`]).replace(/^\.\//, '');
    const near = `./${posix.relative(posix.dirname(path), model.slice(0, -ending.length))}`;
    const text = this.random.chance(0.4) ? (ending === '.py' ? `from .${posix.basename(model, ending)} import *\n` : `export * from '${near}';\n`) : this.textOf(state, model);
    return [this.write(path, text)];
  }

  /** With the imports that name it, or without. */
  private rename(state: State, sources: readonly string[]): readonly Change[] {
    const path = this.random.pick(sources);
    const ending = posix.extname(path);
    const to = this.random.pick([`${path.slice(0, -ending.length)}-moved${ending}`, `moved/${posix.basename(path)}`, posix.basename(path)]);
    if (to === path) return this.editText(state, path);
    const changes: Change[] = [{ type: 'remove', path }, this.write(to, this.textOf(state, path))];
    if (this.random.chance(0.5)) return this.random.chance(0.5) ? changes : changes.reverse();
    const [old, next] = [posix.basename(path, ending), posix.basename(to, ending)];
    for (const other of sources) {
      const text = this.textOf(state, other);
      if (other !== path && text.includes(`/${old}'`)) changes.push(this.write(other, text.replaceAll(`/${old}'`, `/${next}'`)));
    }
    return changes;
  }

  private editManifest(state: State): readonly Change[] {
    const [path, original] = this.random.pick([...this.manifests, ['package.json', '{}'], ['tsconfig.json', '{}'], ['src/tsconfig.json', '{ "extends": "../tsconfig.json" }']] as const);
    const text = this.random.pick([
      original, '', '{', '{}', this.textOf(state, path), this.textOf(state, path).slice(0, -3),
      '{ "compilerOptions": { "paths": { "@app/*": ["./part/*", "./*"] } } }', '{ "compilerOptions": { "baseUrl": "..", "paths": { "*": ["./moved/*"] } } }', '{ "extends": "./tsconfig.json" }',
      '{ "name": "project", "main": "./index.js", "imports": { "#app/*": "./moved/*" }, "workspaces": ["part", "moved"] }', '{ "name": "project", "type": "module", "exports": { ".": "./made0.js", "./*": "./*.js" } }', '// no json',
    ]);
    return this.random.chance(0.15) ? [{ type: 'remove', path }] : [this.write(path, text)];
  }

  private configure(): Change {
    const configuration: Configuration = {
      minimumConfidence: this.random.pick(['low', 'medium', 'high']),
      rules: this.random.chance(0.5) ? new Map() : new Map([['log/personal-data', this.random.pick(['off', 'error', 'hint'] as const)]]),
      drafts: this.random.chance(0.5),
    };
    return { type: 'configure', configuration };
  }

  /** The user's word about functions and packages, here and there; broken now and then. */
  private declare(state: State, sources: readonly string[]): readonly Change[] {
    const path = this.random.pick(['caley.yaml', 'caley.yaml', 'part/caley.yaml', 'src/caley.yaml']);
    if (this.random.chance(0.2)) return [{ type: 'remove', path }];
    const folder = posix.dirname(path);
    const entry = (kinds: readonly string[]): string => {
      const file = this.random.pick(sources);
      const names = [...this.textOf(state, file).matchAll(/(?:function|def|const|class) (\w+)|^ +(?:async )?(\w+)\([^)]*\) \{/gm)].map((match) => match[1] ?? match[2] ?? '');
      const packages = [...this.textOf(state, file).matchAll(/(?:from|require\() ?'([^.'][^']*)'|^(?:from|import) (\w+)/gm)].map((match) => match[1] ?? match[2] ?? '');
      const name = this.random.pick(['default', ...bridges, ...names]);
      const target = this.random.chance(0.2) && packages.length > 0 ? `${this.random.pick(packages)}:${name}` : `${posix.relative(folder, file)}#${name}`;
      return `    - { path: "${target}", kind: ${this.random.pick(kinds)} }\n`;
    };
    const list = (name: string, kinds: readonly string[]): string => `  ${name}:\n${Array.from({ length: this.random.below(4) }, () => entry(kinds)).join('')}`;
    const text = `version: 1\ntrust:\n${list('sanitizers', ['sanitizer.mask', 'sanitizer.hash'])}${list('sources', ['data.contact.email', 'data.caley', 'data.credential'])}${list('sinks', ['sink.log', 'sink.share.analytics'])}${list('consent', ['guard.consent', 'guard.consent-refused', 'guard.consent-gate'])}`;
    return [this.write(path, this.random.chance(0.1) ? text.slice(0, this.random.below(text.length)) : text)];
  }

  /** A change of branches. */
  private manyAtOnce(state: State, sources: readonly string[]): readonly Change[] {
    return this.random.some(sources, 0.8).flatMap((path) => (this.random.chance(0.15) ? [{ type: 'remove' as const, path }] : this.editText(state, path)));
  }
}
