/**
 * What must a fix know of a library? Reads repairs.yaml: placeholders of SQL
 * drivers, programs without a shell, calls in place of others. Must not know
 * any library, nor what a fix does with it.
 */
import type { Entry } from './entry';
import type { CallRepair, Cleaner, Mistake, PackFile, Placeholder, RepairImport, Repairs, ShellRepair } from './types';
import { readYaml } from './yaml';

const styles = ['numbered', 'question', 'percent', 'named'] as const;

interface At {
  readonly at: readonly string[];
}

/** What is wrong is left out. Paths of findings may begin with `new `. */
export function readRepairs(file: PackFile): { readonly repairs: Repairs; readonly mistakes: readonly Mistake[] } {
  const { root, mistakes } = readYaml(file);
  const known = root?.only('placeholders', 'shells', 'calls', 'authorities', 'cleaners', 'environments') === true ? root : null;
  const placeholders = known?.list('placeholders').flatMap((entry) => readPlaceholder(entry) ?? []) ?? [];
  const shells = known?.list('shells').flatMap((entry) => readShell(entry) ?? []) ?? [];
  const calls = known?.list('calls').flatMap((entry) => readCall(entry) ?? []) ?? [];
  const authorities = new Map(known?.list('authorities').flatMap((entry) => readAuthority(entry)) ?? []);
  const cleaners = known?.list('cleaners').flatMap((entry) => readCleaner(entry) ?? []) ?? [];
  const environments = known?.list('environments').flatMap((entry) => readEnvironment(entry) ?? []) ?? [];
  return {
    repairs: {
      placeholder: (path) => longest(placeholders, path),
      shell: (path) => longest(shells, path),
      call: (fix, path, ecosystem) => longest(calls.filter((each) => each.fix === fix && (each.ecosystem === null || each.ecosystem === ecosystem)), path),
      authorities: (option) => authorities.get(option) ?? null,
      environment: (path) => longest(environments, path)?.by ?? null,
      cleaner: (ecosystem) => cleaners.find((each) => each.ecosystem === ecosystem) ?? null,
    },
    mistakes,
  };
}

function readPlaceholder(entry: Entry): (Placeholder & At) | null {
  if (!entry.only('at', 'style', 'apart')) return null;
  const style = entry.oneOf('style', styles, null);
  return style === null ? null : { at: entry.texts('at'), style, apart: isTrue(entry, 'apart') };
}

function readShell(entry: Entry): (ShellRepair & At) | null {
  if (!entry.only('at', 'call', 'module', 'apart', 'drop')) return null;
  const call = entry.optionalText('call');
  return { at: entry.texts('at'), call, module: entry.optionalText('module'), apart: isTrue(entry, 'apart'), drop: entry.texts('drop') };
}

function readCall(entry: Entry): (CallRepair & At & { readonly fix: string; readonly ecosystem: string | null }) | null {
  if (!entry.only('fix', 'at', 'ecosystem', 'by', 'module', 'names', 'drop')) return null;
  const [fix, by] = [entry.text('fix'), entry.text('by')];
  if (fix === null || by === null) return null;
  return { fix, at: entry.texts('at'), ecosystem: entry.optionalText('ecosystem'), by, imports: readImports(entry), drop: entry.texts('drop') };
}

function readAuthority(entry: Entry): readonly (readonly [string, string])[] {
  const option = entry.only('option', 'as') ? entry.text('option') : null;
  return option === null ? [] : [[option, entry.optionalText('as') ?? option]];
}

function readCleaner(entry: Entry): (Cleaner & { readonly ecosystem: string }) | null {
  if (!entry.only('ecosystem', 'call', 'module', 'whole')) return null;
  const [ecosystem, call] = [entry.text('ecosystem'), entry.text('call')];
  return ecosystem === null || call === null ? null : { ecosystem, call, imports: readImports(entry) };
}

function readEnvironment(entry: Entry): ({ readonly by: string } & At) | null {
  const by = entry.only('at', 'by') ? entry.text('by') : null;
  return by === null ? null : { at: entry.texts('at'), by };
}

function readImports(entry: Entry): readonly RepairImport[] {
  const module = entry.optionalText('module');
  const whole = entry.has('whole') ? entry.text('whole') : null;
  return module === null ? [] : [{ module, names: entry.has('names') ? entry.texts('names') : [], ...(whole === null ? {} : { whole }) }];
}

function isTrue(entry: Entry, key: string): boolean {
  const { kind, value } = entry.field(key);
  if (kind !== 'none' && typeof value !== 'boolean') entry.field(key).mistake('This must be true or false.');
  return value === true;
}

/** The entry with the longest path that `path` is or goes on from. */
function longest<T extends At>(entries: readonly T[], path: string): T | null {
  const plain = path.replace(/^new /, '');
  let found: T | null = null;
  let length = -1;
  for (const entry of entries) {
    for (const at of entry.at) {
      if (at.length <= length || !plain.startsWith(at) || /^[\w$-]/.test(plain.slice(at.length))) continue;
      found = entry;
      length = at.length;
    }
  }
  return found;
}
