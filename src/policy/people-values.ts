/**
 * Which values in a data file stand for somebody? Reads people-values.yaml: mailboxes, numbers and accounts that are nobody's.
 * Must not look for them in a text.
 */
import type { Mistake, PackFile, PeopleValues } from './types';
import { readYaml } from './yaml';

/** `isPublic` answers whether a host is on the public network, and not reserved for examples. */
export function readPeopleValues(file: PackFile, isPublic: (host: string) => boolean): { readonly people: PeopleValues; readonly mistakes: readonly Mistake[] } {
  const { root, mistakes } = readYaml(file);
  const known = root?.only('mailboxes', 'telephones', 'cards', 'accounts') === true ? root : null;
  const mailboxes = known?.field('mailboxes');
  const boxes = mailboxes?.only('names', 'hosts', 'not-ending', 'generated') === true ? mailboxes : null;
  const names = testOf(boxes?.texts('names') ?? []);
  const hosts = testOf(boxes?.texts('hosts') ?? []);
  const endings = new Set(boxes?.texts('not-ending') ?? []);
  const generated = new Set(boxes?.texts('generated') ?? []);
  const telephones = testOf(known?.texts('telephones') ?? []);
  const cards = testOf(known?.texts('cards') ?? []);
  const accounts = testOf(known?.texts('accounts') ?? []);
  /** Whether a name of a mailbox is that of a role: with what stands behind a plus, and a number, left out. */
  const isRole = (name: string): boolean => {
    const bare = name.replace(/\+.*$/, '').replace(/^[._-]+|[._-]?\d+$/g, '');
    return bare.length < 2 || names(bare);
  };
  return {
    people: {
      mailbox: (name, host) => {
        const small = host.toLowerCase();
        if (endings.has(small.slice(small.lastIndexOf('.') + 1)) || hosts(small) || isRole(name.toLowerCase())) return false;
        return !(generated.has(small) && /^[A-Z]/.test(name)) && isPublic(small);
      },
      telephone: (digits) => !telephones(digits),
      card: (digits) => !cards(digits),
      account: (letters) => !accounts(letters),
    },
    mistakes,
  };
}

/** Whether a text is like one of some patterns, which are few and short: a star for any characters, a question mark for one. */
function testOf(patterns: readonly string[]): (text: string) => boolean {
  const plain = new Set(patterns.filter((pattern) => !/[*?]/.test(pattern)));
  const forms = patterns.filter((pattern) => /[*?]/.test(pattern)).map((pattern) => new RegExp(`^${pattern.replace(/[^\w*?]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')}$`));
  return (text) => plain.has(text) || forms.some((form) => form.test(text));
}
