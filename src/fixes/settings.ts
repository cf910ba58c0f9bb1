/**
 * How is a setting mended? By what its entry in packs/settings says: another value, an entry more, none. Must not know a setting.
 */
import { rootsIn } from '../analysis';
import { findSettings } from '../flow';
import type { Setting, SettingFound } from '../flow';
import type { SettingEntry, SettingRepair } from '../models';
import type { WrittenValue } from '../languages';
import type { TextEdit } from '../text';
import type { Fix, FixContext } from './fix';

/** `title` says what becomes of which setting: `{key}` and `{value}` are put in. */
function settingFix(id: string, title: string, safety: Fix['safety'] = 'review'): Fix {
  return {
    id,
    safety,
    title: (context) => {
      const repair = repairOf(context, id);
      return repair === null ? title : title.replace('{key}', keyOf(context, repair).join('.')).replace('{value}', written(context, repair));
    },
    apply: (context) => {
      const repair = repairOf(context, id);
      const found = repair === null ? null : placeOf(context, repair.entry);
      return repair === null || found === null ? null : editsOf(context, repair, found);
    },
  };
}

/** What packs/settings may name as fixes. */
export const settingFixes: readonly Fix[] = [
  settingFix('encrypt-at-rest', 'Encrypt it: {key} = {value}'),
  settingFix('encrypt-in-transit', 'Encrypt what goes over the network: {key} = {value}'),
  settingFix('check-certificates', 'Check certificates: {key} = {value}'),
  settingFix('newer-tls', 'Ask for a current version of TLS: {key} = {value}'),
  settingFix('close-to-public', 'Close it to the public: {key} = {value}'),
  settingFix('close-network', 'Let no other networks in: {key} = {value}'),
  settingFix('value-from-variable', 'Take it from a variable: {value}'),
  settingFix('keep-logs-for-a-time', 'Delete logs after a time: {key} = {value}'),
  settingFix('leave-out-of-logs', 'Leave it out of the log: {key} = {value}'),
  settingFix('least-permissions', 'Allow what is needed: {key} = {value}'),
  settingFix('drop-privileges', 'Take the privileges away: {key} = {value}'),
  settingFix('run-as-user', 'Run it as a user: {key} {value}'),
  settingFix('production-mode', 'Set it for production: {key} = {value}'),
  settingFix('require-sign-in', 'Require a sign-in: {key} = {value}'),
  settingFix('install-from-lock-file', 'Install what the lock file says'),
  settingFix('keep-notices', 'Keep notices: {key} = {value}'),
  settingFix('remove-setting', 'Remove {key}'),
  settingFix('fetch-over-https', 'Fetch it over HTTPS: {value}'),
  settingFix('current-runtime', 'Run it on a version that is supported: {value}'),
  settingFix('secret-of-repository', 'Take it from the secrets of the repository: {value}'),
  settingFix('own-code-only', 'Check out the repository’s own code: without {key}'),
  settingFix('publish-locally', 'Publish it on this machine only: {value}'),
];

interface Repair extends SettingRepair {
  readonly entry: SettingEntry;
}

function repairOf({ finding, settings }: FixContext, id: string): Repair | null {
  const [format = '', ...rest] = finding.sinkPath.split(': ');
  const entry = settings.entriesOf(format).find((one) => one.written === rest.join(': ') && one.repair?.fix === id);
  const repair = entry?.repair ?? null;
  return entry === undefined || repair === null ? null : { ...repair, entry };
}

/** The setting that was found, as it stands in the tree now. */
function placeOf({ finding, language, tree, settings }: FixContext, entry: SettingEntry): SettingFound | null {
  const { value, sink } = finding.places;
  for (const root of (language.lower(tree).settings ?? []).flatMap((document) => rootsIn(document.root, settings))) {
    for (const found of findSettings(root, entry.at, entry.absent, settings.formats.find(({ id }) => id === entry.format)?.opens)) {
      const { setting, trail, subject } = found;
      if (setting !== null && setting.range.start === value.start && setting.range.end === value.end) return found;
      const owner = trail[subject - 1];
      if (setting === null && owner?.range.start === sink.start && owner.range.end === sink.end) return found;
    }
  }
  return null;
}

function editsOf(context: FixContext, { set, at, entry }: Repair, { setting, trail, subject }: SettingFound): readonly TextEdit[] | null {
  const { language, tree } = context;
  const verbs = language.settings;
  if (verbs === undefined) return null;
  const owner = trail[subject - 1];
  if (set === null) return setting === null ? null : verbs.removeEntry(tree, setting);
  const here = setting === null ? null : valueIn(context, setting);
  const value = valueOf(context, set, here);
  if (value === null) return null;
  if (at !== null) return owner === undefined ? null : verbs.addEntry(tree, owner, at, value);
  if (setting !== null) return here === null ? null : verbs.setValue(tree, here, value);
  return owner === undefined ? null : verbs.addEntry(tree, owner, plainKeys(entry), value);
}

/** What holds the value that is wrong: the setting, or the item of its list. */
function valueIn({ finding }: FixContext, setting: Setting): Setting | null {
  if (setting.value.kind === 'scalar') return setting;
  return setting.value.kind === 'list' ? (setting.value.items.find(({ value }) => value.kind === 'scalar' && value.range.start === finding.range.start) ?? null) : null;
}

/** Null where nothing of the value is to be replaced. */
function valueOf({ finding }: FixContext, set: NonNullable<SettingRepair['set']>, here: Setting | null): WrittenValue | null {
  if (typeof set !== 'object') return set;
  // What already names a variable keeps its name.
  if ('raw' in set && set.raw.includes('{key}') && here?.value.kind === 'scalar' && here.value.isOpen) return null;
  if ('raw' in set) return { raw: set.raw.replace('{key}', finding.value) };
  const text = here?.value.kind === 'scalar' && !here.value.isOpen ? here.value.text : null;
  const replacement = text === null ? undefined : set.replace.find(({ from }) => text.includes(from));
  return text === null || replacement === undefined ? null : text.replace(replacement.from, replacement.to);
}

/** The keys from what the path speaks of to what it ends with. */
function plainKeys({ at }: SettingEntry): readonly string[] {
  return at.steps.slice(at.subject).map(({ keys }) => keys[0] ?? '*');
}

function keyOf({ finding }: FixContext, { at, entry }: Repair): readonly string[] {
  return at ?? (finding.value === '' ? plainKeys(entry) : [finding.value]);
}

function written(context: FixContext, { set, entry }: Repair): string {
  if (set === null) return '';
  const setting = placeOf(context, entry)?.setting ?? null;
  const value = valueOf(context, set, setting === null ? null : valueIn(context, setting));
  return value === null ? '' : typeof value === 'object' ? value.raw : String(value);
}
