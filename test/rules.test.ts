/**
 * Do the rules' pages tell the truth? Runs every code block of every page through
 * the engine as shipped: what is marked must be found where it is marked, and
 * what is not marked must be silent, for all rules. No code per rule.
 *
 * `finding: <rule>` stands on the line of the flagged token, `from: <rule>` where the data is first seen (it may be left out
 * where that is a line with a finding). `known-miss: <why>` marks a line that should be found and is not, `known-false: <why>`
 * one that is found and should not be: today's wrong answers, asserted and counted. A block whose fence names a file is no
 * example: it stands beside each of the page's. A block of YAML is a caley.yaml, unless it is called otherwise: "yaml as compose.yaml".
 */
import assert from 'node:assert/strict';
import type { Finding } from '../src/analysis';
import { findAssets, readPacks } from '../src/host';
import { declarationName, readPolicy, readRulePage } from '../src/policy';
import type { Example, Rule } from '../src/policy';
import { LineIndex } from '../src/text';
import { loadTestEngine } from './support/engine';
import type { TestEngine } from './support/engine';
import { pagePath } from './support/page-path';

/** Flagged and silent blocks that a rule needs before it is stable. */
const enough = 6;

const { policy } = readPolicy(readPacks(findAssets(import.meta.dirname).packs));
const pages = [...policy.rules.values()].map((rule) => ({ rule, ...readRulePage(rule.page) }));
const marks = pages.flatMap(({ examples }) => examples.flatMap((example) => example.marks));
const misses = marks.filter(({ type }) => type === 'known-miss').length;
const falsities = marks.filter(({ type }) => type === 'known-false').length;

let engine: TestEngine;

before(async () => {
  engine = await loadTestEngine();
});

describe('packs', () => {
  it('are read without a mistake', () => {
    assert.deepEqual(engine.mistakes.map(({ file, message }) => `${file}: ${message}`), []);
  });

  it(`know their wrong answers: ${String(misses)} missed, ${String(falsities)} false`, () => {
    assert.deepEqual(marks.filter(({ reason }) => reason === ''), []);
  });

  it('mark only rules that exist', () => {
    assert.deepEqual(marks.filter(({ rule }) => rule !== null && !policy.rules.has(rule)), []);
  });
});

describe('rule pages', () => {
  for (const { rule, examples, files } of pages) {
    describe(rule.id, () => {
      for (const example of examples) {
        it(`${example.section}, line ${String(example.pageLine + 1)}`, () => {
          assert.deepEqual(found(rule, example, files), promised(example));
        });
      }

      if (rule.state === 'stable') {
        it('has enough flagged and silent examples', () => {
          const flagged = examples.filter((example) => example.marks.some((mark) => mark.type === 'finding' && mark.rule === rule.id));
          const silent = examples.filter((example) => example.marks.length === 0);
          assert.ok(flagged.length >= enough && silent.length >= enough, `${String(flagged.length)} flagged, ${String(silent.length)} silent`);
        });
      }
    });
  }
});

/** What the page promises of a block: `line 4: finding log/personal-data`, counted from 1 within the block. */
function promised(example: Example): readonly string[] {
  const lines = example.marks.flatMap((mark) => {
    if (mark.type === 'known-miss' || (mark.type === 'from' && hasFinding(example, mark.line, mark.rule))) return [];
    return [told(mark.line, mark.type, mark.rule)];
  });
  return sorted(lines);
}

/** What the engine says of a block, in the same words, at the confidence that people see. Rules in state draft count on their own page only. */
function found(rule: Rule, example: Example, files: Readonly<Record<string, string>>): readonly string[] {
  const path = pagePath(example);
  const snapshot = engine.open({ ...files, ...manifestOf(example), [path]: example.code }, { drafts: rule.state === 'draft', ...(rule.check.type === 'absence' ? { rules: new Map() } : {}) });
  const reported = snapshot.findings(path).filter(({ suppression }) => suppression === null).map(({ finding }) => finding);
  // What is but a hint is said on its own page alone, and where another speaks of it.
  const findings = reported.filter(({ rule: id }) => {
    const other = policy.rules.get(id);
    const isMarked = example.marks.some((mark) => mark.rule === id);
    // A caley.yaml on a page is a part of one: what else it lacks is not the page's matter.
    if (path === declarationName) return id === rule.id || isMarked;
    return id === rule.id || (other?.state === 'stable' && (other.severity !== 'hint' || isMarked));
  });
  const index = new LineIndex(example.code);
  const lineOf = (offset: number): number => index.positionAt(offset).line;
  const twice = findings.filter((finding, i) => findings.some((other, j) => j < i && other.rule === finding.rule && overlaps(other, finding)));
  return sorted([...findings.flatMap((finding) => answers(example, finding, lineOf)), ...twice.map((finding) => told(lineOf(finding.range.start), 'told twice by', finding.rule))]);
}

/** What a block's first line says is installed. */
function manifestOf({ language, packages }: Example): Readonly<Record<string, string>> {
  if (packages.length === 0) return {};
  const pinned = packages.map((one) => [one.slice(0, one.lastIndexOf('@')), one.slice(one.lastIndexOf('@') + 1)] as const);
  if (language === 'python') return { 'requirements.txt': pinned.map(([name, version]) => `${name}==${version}\n`).join('') };
  return { 'package.json': JSON.stringify({ dependencies: Object.fromEntries(pinned) }) };
}

function overlaps(a: Finding, b: Finding): boolean {
  return a.range.start < b.range.end && b.range.start < a.range.end;
}

function answers(example: Example, finding: Finding, lineOf: (offset: number) => number): readonly string[] {
  const line = lineOf(finding.range.start);
  if (!hasFinding(example, line, finding.rule) && example.marks.some((mark) => mark.type === 'known-false' && mark.line === line)) return [told(line, 'known-false', null)];
  const source = finding.flow[0]?.range.start;
  const from = source === undefined ? line : lineOf(source);
  return [told(line, 'finding', finding.rule), ...(from === line || hasFinding(example, from, finding.rule) ? [] : [told(from, 'from', finding.rule)])];
}

function hasFinding(example: Example, line: number, rule: string | null): boolean {
  return example.marks.some((mark) => mark.type === 'finding' && mark.line === line && mark.rule === rule);
}

function told(line: number, what: string, rule: string | null): string {
  return `line ${String(line + 1).padStart(2, ' ')}: ${what}${rule === null ? '' : ` ${rule}`}`;
}

function sorted(lines: readonly string[]): readonly string[] {
  return [...new Set(lines)].sort();
}
