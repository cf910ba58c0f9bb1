/** A release that was malicious gives way to the clean one that the list names. */
import { cleanVersionOf } from '../analysis';
import type { Setting, SettingValue } from '../flow';
import type { Fix, FixContext } from './fix';

export const pinCleanVersion: Fix = {
  id: 'pin-clean-version',
  safety: 'review',
  title: (context) => `Take version ${instead(context) ?? ''}`,
  apply: (context) => {
    const { language, tree, finding } = context;
    const clean = instead(context);
    const setting = (language.lower(tree).settings ?? []).map(({ root }) => settingAt(root, finding.range.start, finding.range.end)).find((found) => found !== null) ?? null;
    if (clean === null || setting?.value.kind !== 'scalar') return null;
    const version = finding.value.split(' ')[1] ?? '';
    const { text } = setting.value;
    // A range that leaves a choice would let it in again.
    const written = text.includes(version) ? text.replace(/^[\^~]/, '').replace(version, clean) : ecosystemOf(context) === 'npm' ? clean : null;
    return written === null ? null : (language.settings?.setValue(tree, setting, written) ?? null);
  },
};

function instead(context: FixContext): string | null {
  return cleanVersionOf(context.finding.value, ecosystemOf(context), context.policy);
}

function ecosystemOf({ settings, finding }: FixContext): 'npm' | 'pypi' {
  return settings.formats.find(({ id }) => finding.sinkPath.startsWith(`${id}: `))?.installs?.of ?? 'npm';
}

function settingAt(value: SettingValue, start: number, end: number): Setting | null {
  for (const inner of value.kind === 'map' ? value.entries : value.kind === 'list' ? value.items : []) {
    const { range } = inner.value;
    if (range.start === start && range.end === end) return inner;
    const found = range.start <= start && end <= range.end ? settingAt(inner.value, start, end) : null;
    if (found !== null) return found;
  }
  return null;
}
