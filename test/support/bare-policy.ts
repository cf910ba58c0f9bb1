/** A policy that knows nothing, for tests that say what theirs knows. */
import type { Policy } from '../../src/policy';

export const barePolicy: Policy = {
  documents: new Map(),
  clauses: new Map(),
  kinds: { all: new Map(), isA: (kind, ancestor) => kind === ancestor, matchName: () => [], mentions: () => [], groupsOfPlace: () => 0, groupsOfFields: () => 0, isPerson: () => false, isProgramType: () => false, ownerGroups: [], extended: () => ({ kinds: barePolicy.kinds, mistakes: [] }) },
  rules: new Map(),
  parties: new Map(),
  secrets: { format: () => null, looksRandom: () => false, looksChosen: () => false, isPublicName: () => false },
  partyOf: () => null,
  partyOfVariable: () => null,
  hostClass: () => null,
  isCaleyName: () => false,
  settingOf: () => null,
  repairs: { placeholder: () => null, shell: () => null, call: () => null, authorities: () => null, cleaner: () => null, environment: () => null },
  malicious: new Map(),
  isRestrictive: () => false,
  people: { mailbox: () => true, telephone: () => true, card: () => true, account: () => true },
  hash: 'bare',
};
