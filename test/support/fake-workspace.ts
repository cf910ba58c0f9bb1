/**
 * An engine without parser and packs: one rule that flags the word `hellp`, to prove the chain from
 * editor to engine and back while, and where, the real one is not wanted.
 */
import type { Finding } from '../../src/analysis';
import type { Clause, Policy, Rule } from '../../src/policy';
import { LineIndex } from '../../src/text';
import type { Configuration, FileView, OfferedFix, Skipped, Snapshot, Workspace } from '../../src/workspace';
import { barePolicy } from './bare-policy';

const clause: Clause = {
  id: 'DP-DATA-2', document: 'developer-policy', heading: ['Use of Data', 'Prohibitions'], text: 'Sharing user data with external parties unless otherwise agreed by the user and for the following reasons:',
  leadIn: 'Developers are prohibited from:', sentence: null, modality: 'must-not', checks: ['code'], summary: 'No sharing without agreement.', attestation: null, onlyAPerson: null,
};
const rule: Rule = {
  id: 'fake/hellp', title: 'Misspelt greeting', clause: clause.id, also: [], category: 'other', state: 'stable', severity: 'warning', confidence: 'high',
  check: { type: 'code', check: 'hellp', words: {} }, message: '"{value}" is misspelt.', remedy: 'Write "hello".', weakerIn: [], fixes: ['spell'], tags: [],
  page: '# Misspelt greeting\n\n## Examples\n\n```ts\nhellp(); // finding: fake/hellp\n```\n\n## Not reported\n\nThe right word.\n\n```ts\nhello();\n```\n',
};
export const fakePolicy: Policy = {
  ...barePolicy,
  documents: new Map([['developer-policy', {
    id: 'developer-policy', title: 'Caley Developer Policy', date: '2024-05-21', headings: ['Caley Developer Policy', 'Use of Data', 'Contact Us'], remarks: [],
    text: `Caley Developer Policy\n\nUse of Data\n\nDevelopers are prohibited from:\n\n  • ${clause.text}\n\nContact Us\n`,
  }]]),
  clauses: new Map([[clause.id, clause]]),
  rules: new Map([[rule.id, rule]]),
  hash: 'fake',
};

/** Flags every `hellp`; `caley-ignore` in a line suppresses it. Files that hold `crash` make `findings` throw. */
export function createFakeWorkspace(): Workspace {
  const files = new Map<string, FileView>();
  const skipped = new Map<string, Skipped>();
  let configuration: Configuration = { minimumConfidence: 'medium', rules: new Map(), drafts: false };

  const findingsIn = (file: FileView): Finding[] =>
    configuration.rules.get(rule.id) === 'off'
      ? []
      : [...file.text.matchAll(/hellp/g)].map((match, ordinal) => {
          const range = { start: match.index, end: match.index + match[0].length };
          return {
            rule: rule.id, clause: rule.clause, severity: rule.severity, confidence: 'high', file: file.path, range, kinds: [], value: 'hellp', sink: '', sinkPath: 'hellp', party: null,
            details: {}, flow: [{ file: file.path, range: { start: 0, end: 0 }, role: 'source', name: 'hellp' }, { file: file.path, range, role: 'sink', name: 'hellp' }],
            function: '', identity: `hellp-${String(ordinal)}`, places: { value: range, sink: range },
          };
        });

  const snapshot: Snapshot = {
    policy: fakePolicy,
    get files() {
      return [...files.keys()].sort();
    },
    declarations: [],
    file: (path) => files.get(path) ?? null,
    findings: (path) => {
      const file = files.get(path);
      if (file === undefined) return [];
      if (file.text.includes('crash')) throw new Error('a crash was asked for');
      return findingsIn(file).map((finding) => {
        const { start, end } = file.lines.lineRange(file.lines.positionAt(finding.range.start).line);
        const hidden = file.text.slice(start, end).includes('caley-ignore');
        return { finding, suppression: hidden ? { rule: rule.id, reason: 'asked for', until: null, range: finding.range } : null };
      });
    },
    weakened: () => 0,
    mistakes: () => [],
    fixes: (finding): OfferedFix[] => [
      { fix: { id: 'spell', safety: 'safe' }, file: finding.file, creates: false, title: 'Write "hello"', preferred: true, edits: () => [{ range: finding.range, newText: 'hello' }] },
      { fix: { id: 'suppress', safety: 'safe' }, file: finding.file, creates: false, title: 'Ignore this finding', preferred: false, edits: () => [{ range: { start: finding.range.end, end: finding.range.end }, newText: ' /* caley-ignore */' }] },
    ],
    mistakeFixes: () => [],
    reading: () => null,
    get skipped() {
      return [...skipped.values()];
    },
    unsupported: () => new Map(),
    openRequests: () => 0,
      reveal: () => '',
    *propose() {
      yield;
      return 'version: 1\n';
    },
    shown: () => [],
    declared: () => null,
    pathInPack: () => null,
    ruling: () => null,
    hangsOnAll: () => false, definition: () => null,
  };

  return {
    apply: (change) => {
      if (change.type === 'configure') configuration = change.configuration;
      else if (change.type === 'skip') skipped.set(change.skipped.file, change.skipped);
      else if (change.type === 'remove') files.delete(change.path);
      else if (change.type === 'write') files.set(change.path, { path: change.path, version: change.version, text: change.text, lines: new LineIndex(change.text), language: 'typescript', syntaxErrors: [] });
    },
    step: () => false,
    snapshot: () => snapshot,
    focus: () => undefined,
  };
}
