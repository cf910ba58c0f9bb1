/**
 * What do the two documents oblige to? Reads clauses/<document>.yaml and holds
 * its words against documents/<document>.txt. Must not know what checks a clause.
 */
import type { Entry } from './entry';
import type { Clause, Mistake, Modality, PackFile, PolicyDocument } from './types';
import { readYaml } from './yaml';

const modalities: readonly Modality[] = ['must', 'must-not', 'should', 'exception', 'notice', 'request'];
const checks = ['code', 'config', 'manifest', 'manual'] as const;
const idPattern = /^[A-Z]+(?:-[A-Z]+)?-\d+(?:\.[a-z])?$/;

export interface ClausesReading {
  readonly document: PolicyDocument | null;
  /** In the order of the document. */
  readonly clauses: readonly Clause[];
  readonly mistakes: readonly Mistake[];
}

/**
 * Reads the clauses of one document. Words that do not stand in the document exactly are mistakes,
 * as are clauses without their own summary.
 */
export function readClauses(file: PackFile, text: string): ClausesReading {
  const { root, mistakes } = readYaml(file);
  if (root?.only('document', 'clauses', 'remarks') !== true) return { document: null, clauses: [], mistakes };
  const document = readDocument(root, text);
  const clauses: Clause[] = [];
  const ids = new Set<string>();
  for (const entry of root.list('clauses')) {
    const clause = document === null ? null : readClause(entry, document);
    if (clause === null) continue;
    if (ids.has(clause.id)) entry.field('id').mistake(`The clause "${clause.id}" is defined twice.`);
    else clauses.push(clause);
    ids.add(clause.id);
  }
  return { document, clauses, mistakes };
}

function readDocument(root: Entry, text: string): PolicyDocument | null {
  const entry = root.field('document');
  if (!entry.only('id', 'title', 'date', 'headings')) return null;
  const id = entry.text('id');
  const title = entry.text('title');
  const date = entry.text('date');
  if (id === null || title === null || date === null) return null;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) entry.field('date').mistake('A date is written 2024-05-21.');
  const headings = entry.textEntries('headings').map((heading) => {
    if (!text.split('\n').some((line) => line.trim() === heading.text)) heading.mistake('The document has no such line.');
    return heading.text;
  });
  const remarks = root.list('remarks').flatMap((remark) => {
    if (!remark.only('id', 'text')) return [];
    const remarkId = remark.text('id');
    const words = exact(remark, 'text', text);
    return remarkId === null || words === null ? [] : [{ id: remarkId, text: words }];
  });
  return { id, title, date, text, headings, remarks };
}

function readClause(entry: Entry, document: PolicyDocument): Clause | null {
  if (!entry.only('id', 'heading', 'text', 'lead-in', 'sentence', 'modality', 'checks', 'summary', 'attestation', 'only-a-person')) return null;
  const id = entry.text('id');
  const summary = entry.text('summary');
  const text = exact(entry, 'text', document.text);
  const modality = entry.oneOf('modality', modalities, null);
  if (!entry.has('modality')) entry.mistake('The key "modality" is missing.');
  if (id === null || summary === null || text === null || modality === null) return null;
  if (!idPattern.test(id)) entry.field('id').mistake('A clause id is written DP-DATA-2.');
  return {
    id, document: document.id, text, modality, summary,
    heading: entry.texts('heading'),
    leadIn: entry.has('lead-in') ? exact(entry, 'lead-in', document.text) : null,
    sentence: entry.has('sentence') ? exact(entry, 'sentence', document.text) : null,
    checks: entry.textEntries('checks').flatMap((word) => {
      const check = checks.find((known) => known === word.text);
      if (check === undefined) word.mistake(`This must be one of ${checks.join(', ')}.`);
      return check === undefined ? [] : [check];
    }),
    attestation: entry.optionalText('attestation'),
    onlyAPerson: entry.optionalText('only-a-person'),
  };
}

function exact(entry: Entry, key: string, document: string): string | null {
  const words = entry.text(key);
  if (words !== null && !document.includes(words)) entry.field(key).mistake('These words do not stand in the document exactly like this.');
  return words;
}
