/**
 * `npm run new:rule`, `new:model`, `new:party`: writes the files of a new rule, model or party, valid as they stand, into
 * src/packs, or into a pack of one's own. Must never overwrite: a party goes into the file of its category, as it was otherwise.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findAssets, nodeDisk, readOwnPack, readPacks } from '../src/host';
import { compileModels, readModel } from '../src/models';
import { readPolicy } from '../src/policy';
import type { PackFile } from '../src/policy';
import { extendKnowledge } from '../src/workspace';
import type { Knowledge } from '../src/workspace';
import { newModel, newParty, newRule, UserMistake } from './new-pack-files';

export interface Surroundings {
  readonly cwd: string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

const usage = `npm run new:rule -- <group>/<name> --clause DP-SEC-3 --category log-user-data [--from data.personal] [--to sink.log]
npm run new:model -- <package> [--python] [--function send] [--is sink.log] [--party acme-crm]
npm run new:party -- <id> --category crm --host api.acme.example [--host …] [--vendor "Acme CRM"] [--role sub-processor]
All take --packs <folder>, a pack of your own, in the place of src/packs.
`;
const roles = ['sub-processor', 'independent-controller', 'library', 'exfiltration'];
const bundled = findAssets(__dirname).packs;

/** The exit code: 0, or 2 where nothing was written. */
export function runNew(argv: readonly string[], { cwd, out, err }: Surroundings): number {
  try {
    const { what, name, options } = readArguments(argv);
    const folder = resolve(cwd, options.packs ?? bundled);
    const own = folder === bundled ? [] : ownFiles(folder);
    const files = make(what, name, options, extendKnowledge(knowledgeWithout(null), own.length === 0 ? [] : [{ folder: basename(folder), files: own, unread: [] }]), folder);
    verify(files, own, folder);
    for (const { path, text } of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
      out(`${relative(cwd, join(folder, path))}\n`);
    }
    out(next[what]);
    return 0;
  } catch (error) {
    if (!(error instanceof UserMistake)) throw error;
    err(`${error.message}\n`);
    return 2;
  }
}

type What = 'rule' | 'model' | 'party';

const next: Readonly<Record<What, string>> = {
  rule: 'Now write the sentences and examples of the page, with a comment "finding: <rule>" on each line that must be found; the rule is a draft until it was right on real code.\nnpx mocha test/rules.test.ts holds the page against the engine, npm run settings lists a rule that is bundled.\n',
  model: 'Now name the places where data really goes in or out, each with an example: docs/packs.md has the paths.\nnpx mocha test/models/examples.test.ts holds the examples of bundled models against the engine.\n',
  party: 'Models say which packages send to the party: npm run new:model -- <package> --is sink.share.<category> --party <id>.\n',
};

const text = { type: 'string' } as const;
const options = {
  packs: text, clause: text, category: text, from: text, to: text, python: { type: 'boolean' }, function: text, is: text, party: text, host: { type: 'string', multiple: true }, vendor: text, role: text,
} as const;
const optionsOf: Readonly<Record<What, readonly string[]>> = {
  rule: ['packs', 'clause', 'category', 'from', 'to'],
  model: ['packs', 'python', 'function', 'is', 'party'],
  party: ['packs', 'category', 'host', 'vendor', 'role'],
};

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], options, allowPositionals: true });
}

type Options = ReturnType<typeof parse>['values'];

function readArguments([what, ...rest]: readonly string[]): { readonly what: What; readonly name: string; readonly options: Options } {
  if (what !== 'rule' && what !== 'model' && what !== 'party') throw new UserMistake(usage.trimEnd());
  const { values, positionals } = parsed(rest);
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) throw new UserMistake(`Name one ${what}.\n${usage.trimEnd()}`);
  const foreign = Object.keys({ ...values }).find((key) => !optionsOf[what].includes(key));
  if (foreign !== undefined) throw new UserMistake(`--${foreign} is not for new:${what}.\n${usage.trimEnd()}`);
  return { what, name, options: values };
}

function parsed(args: readonly string[]): ReturnType<typeof parse> {
  try {
    return parse(args);
  } catch (error) {
    throw new UserMistake(`${error instanceof Error ? error.message : String(error)}\n${usage.trimEnd()}`);
  }
}

function make(what: What, name: string, options: Options, { policy, models }: Knowledge, folder: string): readonly PackFile[] {
  const isThere = (path: string): boolean => existsSync(join(folder, path));
  if (what === 'party') {
    const role = options.role ?? 'sub-processor';
    if (!roles.includes(role)) throw new UserMistake(`No role is called "${role}". There are: ${roles.join(', ')}.`);
    const textOf = (path: string): string | null => (isThere(path) ? readFileSync(join(folder, path), 'utf8') : null);
    return newParty({ id: name, category: needed(options, 'category'), hosts: options.host ?? [], vendor: options.vendor ?? name, role }, policy, textOf);
  }
  const files = what === 'rule'
    ? newRule({ id: name, clause: needed(options, 'clause'), category: needed(options, 'category'), from: options.from ?? 'data.personal', to: options.to ?? 'sink.log' }, policy)
    : newModel({ package: name, isPython: options.python ?? false, function: options.function ?? 'send', is: options.is ?? 'sink.log', party: options.party ?? null }, policy);
  for (const { path } of files) if (isThere(path)) throw new UserMistake(`${path} is there already, and stays as it is.`);
  const ecosystem = options.python === true ? 'pypi' : 'npm';
  const before = models.all.find((model) => what === 'model' && model.ecosystem === ecosystem && [model.package, ...model.also].includes(name));
  if (before !== undefined) throw new UserMistake(`There is a model of "${name}" in ${before.file}: add to that one.`);
  return files;
}

function needed(options: Options, key: 'clause' | 'category'): string {
  const value = options[key];
  if (value === undefined) throw new UserMistake(`--${key} is missing.\n${usage.trimEnd()}`);
  return value;
}

/** Nothing is written that the readers would tell a mistake of. */
function verify(files: readonly PackFile[], own: readonly PackFile[], folder: string): void {
  const written = new Set(files.map(({ path }) => path));
  const pack = { folder: basename(folder), files: [...own.filter(({ path }) => !written.has(path)), ...files], unread: [] };
  const { mistakes } = extendKnowledge(knowledgeWithout(folder === bundled ? written : null), [pack]);
  const told = mistakes.filter(({ file }) => written.has(file.slice(pack.folder.length + 1)));
  if (told.length > 0) throw new UserMistake(`This cannot be written:\n${told.map(({ message }) => `  ${message}`).join('\n')}`);
}

/** What is bundled, but for files that are about to be written anew. */
function knowledgeWithout(paths: ReadonlySet<string> | null): Knowledge {
  return paths === null ? (everything ??= read(readPacks(bundled))) : read(readPacks(bundled).filter(({ path }) => !paths.has(path)));
}

/** Read once: it takes seconds. */
let everything: Knowledge | undefined;

function read(files: readonly PackFile[]): Knowledge {
  const models = files.filter(({ path }) => /^models\/.*\.yaml$/.test(path)).flatMap((file) => readModel(file).model ?? []);
  return { policy: readPolicy(files).policy, models: compileModels(models) };
}

function ownFiles(folder: string): readonly PackFile[] {
  return existsSync(folder) ? readOwnPack(nodeDisk, dirname(folder), basename(folder)).files : [];
}

if (require.main === module) {
  process.exitCode = runNew(process.argv.slice(2), { cwd: process.cwd(), out: (line) => void process.stdout.write(line), err: (line) => void process.stderr.write(line) });
}
