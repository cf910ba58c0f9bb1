/**
 * `npm run models:pypi [-- package …]`: does each path of the models of PyPI exist in the sources that Debian carries of the package? Prints a table;
 * exits 1 where one does not exist that test/models/debian.yaml does not account for, or one exists that it says is not there.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import type { Language } from 'web-tree-sitter';
import { findAssets, loadEngine, readPacks } from '../src/host';
import { readModel } from '../src/models';
import type { Model } from '../src/models';
import { unpackDebian } from './debian-packages';
import { PypiCheck } from './pypi-check';
import { PythonReader } from './python-declarations';
import { PythonSources } from './python-sources';

/** Inside node_modules, where git, lint, compiler and packager look by habit. */
const folder = join(__dirname, '../node_modules/.cache/caley-debian');
const dataFile = join(__dirname, '../test/models/debian.yaml');

interface DebianData {
  readonly standard: readonly string[];
  readonly packages: Readonly<Record<string, readonly string[]>>;
  /** Paths that Debian's version lacks, by model, each with the reason. */
  readonly otherVersions: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

function readData(): DebianData {
  const { standard = [], packages = {}, 'other-versions': otherVersions = {} } = parse(readFileSync(dataFile, 'utf8')) as Partial<DebianData> & { readonly 'other-versions'?: DebianData['otherVersions'] };
  return { standard, packages: Object.fromEntries(Object.entries(packages).map(([name, debian]) => [name, [debian].flat()])), otherVersions };
}

async function main(): Promise<void> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const data = readData();
  const models = readPacks(join(__dirname, '../src/packs')).filter(({ path }) => /^models\/pypi\/.*\.yaml$/.test(path)).flatMap((file) => readModel(file).model ?? []);
  const isStandard = (model: Model): boolean => model.file.includes('/stdlib/');
  const wanted = models.filter((model) => (positionals.length === 0 || positionals.includes(model.package)) && (isStandard(model) || data.packages[model.package] !== undefined));
  const unpacked = unpackDebian(folder, [...data.standard, ...new Set(wanted.flatMap((model) => data.packages[model.package] ?? []))]);
  const engine = await loadEngine(findAssets(__dirname));
  const reader = new PythonReader(engine.grammars.get('tree-sitter-python') as Language);
  const check = new PypiCheck(models, new PythonSources(reader, [...unpacked.values()].flatMap(rootsIn)));
  const sum = { exists: 0, missing: 0, unknown: 0, other: 0 };
  let isWrong = false;
  for (const model of wanted.sort((a, b) => (a.package < b.package ? -1 : 1))) {
    const accounted = data.otherVersions[model.package] ?? {};
    const judged = check.judged(model);
    const lines: string[] = [];
    const count = { exists: 0, missing: 0, unknown: 0, other: 0 };
    for (const [{ at }, judgement] of judged) {
      const reason = accounted[at];
      if (judgement.says === 'missing' && reason !== undefined) count.other++;
      else count[judgement.says]++;
      if (judgement.says === 'missing' && reason === undefined) lines.push(...judgement.messages.map((message) => `  src/packs/${model.file}: ${at}: ${message}`));
      if (judgement.says === 'exists' && reason !== undefined) lines.push(`  test/models/debian.yaml: ${at}: it is there, though "${reason}" is said of it`);
    }
    isWrong ||= lines.length > 0;
    console.log(`${model.package.padEnd(32)} ${String(count.exists).padStart(4)} exist ${String(count.unknown).padStart(4)} cannot be told ${String(count.other).padStart(4)} of other versions ${String(count.missing).padStart(4)} missing`);
    for (const line of lines) console.log(line);
    for (const key of ['exists', 'missing', 'unknown', 'other'] as const) sum[key] += count[key];
  }
  console.log(`${String(wanted.length)} of ${String(models.length)} models: ${String(sum.exists)} paths exist, ${String(sum.unknown)} cannot be told, ${String(sum.other)} are of other versions, ${String(sum.missing)} missing`);
  if (isWrong) process.exitCode = 1;
}

/** Folders of a Debian package from which modules are imported. */
function rootsIn(place: string): readonly string[] {
  const lib = join(place, 'usr/lib');
  const versions = existsSync(lib) ? readdirSync(lib).filter((name) => /^python3(?:\.\d+)?$/.test(name)) : [];
  return versions.flatMap((name) => [join(lib, name, 'dist-packages'), join(lib, name)]).filter((path) => existsSync(path));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
