/**
 * `npm run models:types [-- --update] [--absent] [package …]`: does each path of the models of npm packages
 * exist in the packages' own declarations? Exits 1 where one does not, where a package is not pinned, or where the
 * outcome is not the committed one. `--update` pins by content what has only a version, and writes the outcome;
 * `--absent` lists what declarations import that is not pinned, where something could not be told.
 */
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { readPacks } from '../src/host';
import { readModel } from '../src/models';
import type { Model, ModelReading } from '../src/models';
import { packagesNamedIn, pathsOf, specifiersOf, TypesCheck } from './types-check';
import type { Judgement, ModelPath } from './types-check';
import { entryOf, readOutcome, summaryOf, writeOutcome } from './types-outcome';
import type { PackageOutcome } from './types-outcome';
import { currentOf, layPackages, olderFolderOf, packageOf, packagesFolder, readPackages, subpathsOf, typesPackageOf, writePackages } from './types-packages';
import { DeclarationReader } from './types-program';
import type { Declarations } from './types-program';
import type { PinnedTarball } from './npm-tarballs';

/** So many packages are read by one program: they share what they import. More would take more memory than there is. */
const batchSize = 12;
const packs = join(__dirname, '../src/packs');

function main(): void {
  const { values, positionals } = parseArgs({ options: { update: { type: 'boolean', default: false }, absent: { type: 'boolean', default: false } }, allowPositionals: true });
  const files = readPacks(packs).filter(({ path }) => /^models\/.*\.yaml$/.test(path)).map((file) => ({ text: file.text, reading: readModel(file) }));
  const models = files.flatMap(({ reading: { model } }) => (model === null ? [] : [model]));
  let pinned = readPackages();
  const unpinned = pinned.filter(({ integrity }) => integrity === '');
  if (unpinned.length > 0 && !values.update) throw new Error(`not pinned yet: ${unpinned.map(({ name }) => name).join(', ')}; run with --update`);
  pinned = layPackages(pinned);
  if (unpinned.length > 0) writePackages(pinned);
  const check = new PackagesCheck(models, pinned);
  const outcomes: PackageOutcome[] = [];
  const names = [...new Set(models.filter(({ ecosystem }) => ecosystem === 'npm').map((model) => model.package))].sort();
  const wanted = names.filter((each) => positionals.length === 0 || positionals.includes(each));
  const known = readOutcome().filter((entry) => wanted.includes(entry.package));
  for (let at = 0; at < wanted.length; at += batchSize) {
    const found = check.outcomesOf(wanted.slice(at, at + batchSize));
    for (const outcome of found) report(outcome, files);
    outcomes.push(...found);
    // Batch by batch: a run that is broken off has not been in vain.
    if (values.update) writeOutcome([...readOutcome().filter((entry) => names.includes(entry.package) && !found.some(({ name }) => name === entry.package)), ...found.map(entryOf)]);
  }
  if (values.absent) reportAbsent(outcomes);
  console.log(summaryOf(outcomes));
  const isAsCommitted = values.update || isDeepStrictEqual(known, outcomes.map(entryOf));
  if (!isAsCommitted) console.log('The outcome is not the committed one: read the difference and run with --update.');
  if (!isAsCommitted || outcomes.some(({ missing }) => missing.length > 0)) process.exitCode = 1;
}

/** Packages that declarations import and that are not pinned, those that most need first. */
function reportAbsent(outcomes: readonly PackageOutcome[]): void {
  const absent = new Map<string, string[]>();
  for (const { name, unresolved } of outcomes) for (const each of new Set(unresolved.map(packageOf))) absent.set(each, [...(absent.get(each) ?? []), name]);
  for (const [name, by] of [...absent].sort(([, a], [, b]) => b.length - a.length)) console.log(`not pinned: ${name}, for ${by.join(', ')}`);
}

class PackagesCheck {
  private readonly reader = new DeclarationReader(packagesFolder);
  private readonly current: ReadonlyMap<string, PinnedTarball>;

  constructor(
    private readonly models: readonly Model[],
    private readonly pinned: readonly PinnedTarball[],
  ) {
    this.current = currentOf(pinned);
  }

  outcomesOf(names: readonly string[]): readonly PackageOutcome[] {
    const newest = this.declarationsFor(this.models.filter((model) => model.ecosystem === 'npm' && names.includes(model.package)), packagesFolder);
    const check = new TypesCheck(this.models, newest);
    return names.map((name) => this.outcomeOf(name, check, newest));
  }

  /** What is missing in the first version is looked for in its other subpaths, then in the older ones, in their order. */
  private outcomeOf(name: string, check: TypesCheck, newest: Declarations): PackageOutcome {
    const models = this.models.filter((model) => model.ecosystem === 'npm' && model.package === name);
    const judged = new Map(models.flatMap(pathsOf).map((path) => [path, check.judge(path)]));
    const missing = (): readonly ModelPath[] => [...judged].flatMap(([path, { says }]) => (says === 'missing' ? [path] : []));
    const subpaths = missing().length === 0 || models.some((model) => model.subpaths !== 'package') ? [] : subpathsOf(name);
    if (subpaths.length > 0) {
      const whole = new TypesCheck(this.models, this.declarationsFor(models, packagesFolder, subpaths), subpaths);
      for (const path of missing()) judged.set(path, whole.judge(path));
    }
    const older: { readonly path: ModelPath; readonly version: string }[] = [];
    for (const each of missing().length === 0 ? [] : this.olderOf(name)) {
      const before = new TypesCheck(this.models, this.declarationsFor(models, olderFolderOf(each)));
      for (const path of missing()) {
        const left = missingInBoth(judged.get(path), before.judge(path));
        if (left.length > 0) judged.set(path, { says: 'missing', messages: left });
        else {
          judged.delete(path);
          older.push({ path, version: each.version });
        }
      }
    }
    const paths = [...judged];
    return {
      name,
      pinned: this.pinnedFor(name),
      exist: paths.filter(([, { says }]) => says === 'exists').length,
      older,
      missing: paths.flatMap(([path, judgement]) => (judgement.says === 'missing' ? [{ path, messages: judgement.messages }] : [])),
      unknown: paths.flatMap(([path, judgement]) => (judgement.says === 'unknown' ? [{ path, reasons: judgement.reasons }] : [])),
      unresolved: paths.some(([, { says }]) => says === 'unknown') ? newest.unresolvedOf(packageOf(name)) : [],
    };
  }

  private declarationsFor(models: readonly Model[], folder: string, more: readonly string[] = []): Declarations {
    const others = packagesNamedIn(models);
    const specifiers = [...new Set([...more, ...specifiersOf(models), ...others.flatMap((other) => [other, ...specifiersOf(this.models.filter((model) => model.ecosystem === 'npm' && model.package === other))])])];
    const ambient = ['@types/node', ...specifiers.map((specifier) => typesPackageOf(packageOf(specifier)))].filter((each) => this.current.has(each));
    return this.reader.read(folder, specifiers, [...new Set(ambient)].map((each) => each.slice('@types/'.length)));
  }

  private olderOf(name: string): readonly PinnedTarball[] {
    const names = [packageOf(name), typesPackageOf(packageOf(name))];
    return this.pinned.filter((each) => names.includes(each.name) && this.current.get(each.name) !== each);
  }

  private pinnedFor(name: string): readonly PinnedTarball[] {
    return [packageOf(name), typesPackageOf(packageOf(name))].flatMap((each) => this.current.get(each) ?? []);
  }
}

/** Of a path with several names one version may have the one, another the other. What cannot be told in the older one is missing. */
function missingInBoth(newer: Judgement | undefined, older: Judgement): readonly string[] {
  if (newer?.says !== 'missing' || older.says === 'exists') return [];
  if (older.says === 'unknown') return newer.messages;
  const plain = (message: string): string => message.replace(/ Did you mean .*/, '');
  return newer.messages.filter((message) => older.messages.some((each) => plain(each) === plain(message)));
}

interface ModelFile {
  readonly text: string;
  readonly reading: ModelReading;
}

function report(outcome: PackageOutcome, files: readonly ModelFile[]): void {
  for (const { path, messages } of outcome.missing) {
    const file = files.find(({ reading }) => reading.model === path.model);
    if (file !== undefined) for (const message of messages) console.log(`src/packs/${path.model.file}:${String(lineOf(file, path))}: ${path.at}: ${message}`);
  }
}

/** The line of the path's key in its file, from 1: where a mistake of it would be reported. */
function lineOf({ text, reading }: ModelFile, { owner }: ModelPath): number {
  if ('entry' in owner) reading.report(owner.entry, 'at', '');
  else reading.reportType(owner.type, '');
  return text.slice(0, reading.mistakes.at(-1)?.range.start ?? 0).split('\n').length;
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.stack : error);
  process.exitCode = 2;
}
