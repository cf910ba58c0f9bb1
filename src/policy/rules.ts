/**
 * What does a rule forbid? Reads rules/<group>/<name>.yaml and the page beside it
 * into a typed rule. Must not know any rule, nor what breaks one.
 */
import { range } from '../text';
import { categories } from './categories';
import { readCheck } from './checks';
import type { Entry } from './entry';
import { didYouMean } from './nearest';
import { readRulePage } from './rule-page';
import { settings, unreal } from './settings';
import type { Check, Clause, ClauseId, Kinds, Mistake, Modality, PackFile, Rule, Setting, SettingCheck, Severity } from './types';
import { readYaml } from './yaml';

/** What a rule may name. */
export interface Vocabulary {
  readonly clauses: ReadonlyMap<ClauseId, Clause>;
  readonly kinds: Kinds;
  /** Ids of fixes; any where it is not said. */
  readonly fixes?: ReadonlySet<string>;
  /** The checks that a rule may hold; any where it is not said. */
  readonly checks?: readonly Check['type'][];
}

export interface RuleReading {
  /** Null where the rule cannot be used; it may have mistakes and be usable. */
  readonly rule: Rule | null;
  readonly mistakes: readonly Mistake[];
}

export const severities = ['error', 'warning', 'info', 'hint'] as const;
export const confidences = ['high', 'medium', 'low'] as const;
export const states = ['stable', 'draft'] as const;
const checkKeys: readonly Check['type'][] = ['flow', 'shape', 'setting', 'declaration', 'suppression', 'code', 'absence'];
/** What every finding has, and what checks tell that are code: in square brackets what is only said where they do. */
const placeholders = ['value', 'sink', 'kind', 'party', 'asked', 'scope', 'nearest', 'parameter', 'successor', 'missing', 'said', 'place', 'edition', 'day'];
/** Headings that every page has, in this order. */
const pageHeadings = ['What', 'Why', 'Examples', 'Not reported', 'Limits'];

/** What breaking a clause weighs where the rule says nothing. */
const severityByModality: Readonly<Record<Modality, Severity>> = {
  must: 'warning',
  'must-not': 'warning',
  should: 'info',
  exception: 'hint',
  notice: 'hint',
  request: 'hint',
};

/**
 * Reads one rule. `page` is the Markdown file of the same name, null where there is none. The title is
 * the page's first heading unless the rule gives one.
 */
export function readRule(file: PackFile, page: PackFile | null, vocabulary: Vocabulary): RuleReading {
  const { root, mistakes } = readYaml(file);
  const id = ruleId(file.path);
  const title = readPage(file, page, mistakes);
  const checks = vocabulary.checks ?? checkKeys;
  if (root?.only('title', 'clause', 'also', 'category', 'state', 'severity', 'confidence', ...checks, 'message', 'remedy', 'fixes', 'weaker-in', 'as-sure-in', 'tags') !== true) {
    return { rule: null, mistakes };
  }
  const clauseId = root.text('clause');
  const clause = clauseId === null ? undefined : vocabulary.clauses.get(clauseId);
  if (clauseId !== null && clause === undefined) root.field('clause').mistake(`Unknown clause "${clauseId}".${didYouMean(clauseId, vocabulary.clauses.keys())}`);
  for (const key of ['category', 'state']) if (!root.has(key)) root.mistake(`The key "${key}" is missing.`);
  const category = root.oneOf('category', categories, null);
  const state = root.oneOf('state', states, null);
  const also = root.textEntries('also').flatMap((item) => {
    if (vocabulary.clauses.has(item.text)) return [item.text];
    item.mistake(`Unknown clause "${item.text}".${didYouMean(item.text, vocabulary.clauses.keys())}`);
    return [];
  });
  const message = readMessage(root, 'message');
  const remedy = readMessage(root, 'remedy');
  const [check, setting] = readChecks(root, checks, vocabulary.kinds);
  const ownTitle = root.optionalText('title') ?? title;
  if (ownTitle === null) root.mistake('The rule has no title: neither a key "title" nor a first heading on its page.');
  if (id === null) root.mistake('A rule lies in rules/<group>/<name>.yaml.');
  if (id === null || ownTitle === null || clause === undefined || category === null || state === null || message === null || remedy === null || check === null) {
    return { rule: null, mistakes };
  }
  const rule: Rule = {
    id, title: ownTitle, clause: clause.id, also, category, state, check, ...(setting === null ? {} : { setting }), message, remedy,
    severity: root.oneOf('severity', severities, severityByModality[clause.modality]),
    confidence: root.oneOf('confidence', confidences, 'high'),
    fixes: readFixes(root, vocabulary.fixes ?? null),
    weakerIn: readWeakerIn(root),
    tags: root.texts('tags'),
    page: page?.text ?? '',
  };
  return { rule, mistakes };
}

function readWeakerIn(root: Entry): readonly Setting[] {
  const own = settings.filter((setting) => !unreal.includes(setting));
  const named = root.textEntries('weaker-in').flatMap((item) => {
    const setting = own.find((one) => one === item.text);
    if (setting === undefined) item.mistake(`"${item.text}" is no setting in which only some rules are weaker, as ${own.join(' and ')}.`);
    return setting === undefined ? [] : [setting];
  });
  // What is written for tests alone is made up by none of them.
  const sure = root.textEntries('as-sure-in').flatMap((item) => {
    if (unreal.some((one) => one === item.text)) return [item.text];
    item.mistake(`"${item.text}" is no setting in which every rule is weaker, as ${unreal.join(', ')} are.`);
    return [];
  });
  return [...unreal.filter((one) => !sure.includes(one)), ...named];
}

/** `rules/log/personal-data.yaml` is `log/personal-data`; null elsewhere. */
export function ruleId(path: string): string | null {
  return /(?:^|\/)rules\/([a-z0-9-]+\/[a-z0-9-]+)\.(?:yaml|md)$/.exec(path)?.[1] ?? null;
}

/** Reports what the page lacks; gives its title. */
function readPage(file: PackFile, page: PackFile | null, mistakes: Mistake[]): string | null {
  const report = (at: PackFile, message: string): void => {
    const end = at.text.search(/[\r\n]/);
    mistakes.push({ file: at.path, range: range(0, end < 0 ? at.text.length : end), message, severity: 'error' });
  };
  if (page === null) {
    report(file, `The rule has no page: ${file.path.replace(/\.yaml$/, '.md')} is missing.`);
    return null;
  }
  const { headings } = readRulePage(page.text);
  let last = -1;
  for (const name of pageHeadings) {
    const found = headings.find((heading) => heading.text === name);
    if (found === undefined) report(page, `The page has no heading "${name}"; its headings are ${pageHeadings.join(', ')}.`);
    else if (found.line < last) report(page, `The heading "${name}" stands too early; the order is ${pageHeadings.join(', ')}.`);
    last = Math.max(last, found?.line ?? -1);
  }
  return headings.find((heading) => heading.level === 1)?.text ?? null;
}

function readMessage(root: Entry, key: string): string | null {
  const text = root.text(key);
  for (const [, name] of text?.matchAll(/\{([^{}]*)\}/g) ?? []) {
    if (name !== undefined && !placeholders.includes(name)) root.field(key).mistake(`Unknown placeholder "{${name}}"; known are ${placeholders.map((known) => `{${known}}`).join(', ')}.`);
  }
  return text;
}

function readFixes(root: Entry, known: ReadonlySet<string> | null): readonly string[] {
  return root.textEntries('fixes').flatMap((item) => {
    if (known === null || known.has(item.text)) return [item.text];
    item.mistake(`Unknown fix "${item.text}".${didYouMean(item.text, known)}`);
    return [];
  });
}

/** The one check that a rule holds; beside a flow or a shape a setting may stand that means the same. */
function readChecks(root: Entry, checks: readonly Check['type'][], kinds: Kinds): readonly [Rule['check'] | null, SettingCheck | null] {
  const given = checks.filter((key) => root.has(key));
  const [key, beside] = given;
  const isBoth = beside === 'setting' && (key === 'flow' || key === 'shape');
  if (key === undefined || given.length > (isBoth ? 2 : 1)) {
    root.mistake(`A rule holds exactly one of ${checks.join(', ')}${checks.includes('setting') ? ', or a setting beside a flow or a shape' : ''}.`);
    return [null, null];
  }
  const setting = isBoth ? readCheck(beside, root.field(beside), kinds) : null;
  const message = isBoth && root.field(beside).has('message') ? readMessage(root.field(beside), 'message') : null;
  return [readCheck(key, root.field(key), kinds), setting?.type !== 'setting' ? null : message === null ? setting : { ...setting, message }];
}
