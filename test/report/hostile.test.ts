/** No name, reason or message breaks a form or says more in it than that it is there: each form as its own reader takes it. */
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Log } from 'sarif';
import { collectProof, forms, markdownLimit, plain, renderForm, renderProofHtml, renderProofMarkdown, visibleText } from '../../src/report';
import type { Form, JsonReport, Report } from '../../src/report';
import { readCommand } from '../support/github-commands';
import { codeQualityFaults, sastFaults } from '../support/gitlab-schemas';
import { markdownElements } from '../support/markdown-elements';
import { activeParts, brokenLinks, elementsIn, headingGaps } from '../support/page-elements';
import { sarifValidator } from '../support/sarif-schema';
import { parseXml } from '../support/xml';
import { credential, hostileFile, hostileReport, hostileTexts } from './hostile';
import { sampleFacts } from './proof-sample';
import { samplePolicy } from './sample';

const render = (form: Form, report: Report): string => renderForm(report, form, { text: { paint: plain, width: 120 }, threshold: 'warning', date: '2026-11-28' });
/** What turns text around, moves the cursor, or is seen by nobody. */
const unseen = /[\u0000-\u0009\u000b-\u001f\u007f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;
const validateSarif = sarifValidator();

const paths = (texts: readonly string[]): readonly string[] => [...new Set(texts)].map(hostileFile).sort();

/** What each form must hold of the report of these texts, whatever they are. */
const checks: Readonly<Record<Form, (output: string, texts: readonly string[]) => void>> = {
  text: (output) => assert.doesNotMatch(output, unseen),
  json: (output, texts) => {
    const { findings } = JSON.parse(output) as JsonReport;
    assert.deepEqual([...new Set(findings.map(({ file }) => file))].sort(), paths(texts));
    assert.equal(findings.length, paths(texts).length * 3);
  },
  sarif: (output, texts) => {
    const log = JSON.parse(output) as Log;
    assert.equal(validateSarif(log), null);
    assert.equal(log.runs[0]?.results?.length, paths(texts).length * 3);
  },
  html: (output, texts) => {
    const { elements, text } = assertPage(output);
    assert.equal(elements.filter(({ tagName }) => tagName === 'article').length, paths(texts).length * 2);
    for (const path of paths(texts)) assert.ok(text.includes(`${visibleText(path)}:1`), path);
  },
  markdown: (output, texts) => {
    assertMarkdown(output);
    assert.ok(output.length <= markdownLimit);
    const { headings, items, code } = markdownElements(output);
    // Title, two rules and the mistakes; each shows twenty and says how many more there are.
    const of = Math.min(paths(texts).length, 20) + (paths(texts).length > 20 ? 1 : 0);
    assert.deepEqual([headings, items], [4, 3 * of]);
    for (const path of paths(texts).slice(0, 20)) assert.ok(code.includes(`${visibleText(path)}:1`), path);
  },
  junit: (output, texts) => {
    assert.doesNotMatch(output, unseen);
    const suites = parseXml(output);
    const [suite] = suites.children;
    const cases = (suite?.children ?? []).filter(({ name }) => name === 'testcase');
    assert.deepEqual([...new Set(cases.map(({ attributes }) => attributes['name']))].sort(), [...new Set(['files are examined', ...paths(texts).map(visibleText)])].sort());
    const count = (name: string): string => String(cases.filter(({ children }) => children.some((child) => child.name === name)).length);
    assert.deepEqual([suite?.attributes['tests'], suite?.attributes['failures'], suite?.attributes['errors'], suite?.attributes['skipped']], [String(cases.length), count('failure'), count('error'), count('skipped')]);
    assert.deepEqual([count('failure'), count('error'), count('skipped')], [2, 1, 1].map((each) => String(each * paths(texts).length)));
    assertJunitForm(output);
  },
  github: (output, texts) => {
    const lines = output.split('\n');
    const commands = lines.map(readCommand);
    // The last but one tells in words, the last is empty.
    assert.deepEqual(commands.flatMap((command, i) => (command === null ? [i] : [])), [lines.length - 2, lines.length - 1]);
    assert.equal(commands.length - 2, paths(texts).length * 3);
    for (const command of commands) {
      if (command === null) continue;
      assert.ok(['error', 'warning'].includes(command.command));
      assert.deepEqual(Object.keys(command.properties).filter((name) => !name.startsWith('col') && !name.startsWith('end')), ['file', 'line', 'title']);
    }
    assert.deepEqual([...new Set(commands.flatMap((command) => command?.properties['file'] ?? []))].sort(), paths(texts));
  },
  gitlab: (output, texts) => {
    const entries = JSON.parse(output) as readonly { readonly fingerprint: string; readonly location: { readonly path: string } }[];
    assert.equal(codeQualityFaults(entries), null);
    assert.deepEqual([...new Set(entries.map(({ location }) => location.path))].sort(), paths(texts));
    assert.equal(new Set(entries.map(({ fingerprint }) => fingerprint)).size, paths(texts).length * 3);
  },
  'gitlab-sast': (output, texts) => {
    const sast = JSON.parse(output) as { readonly vulnerabilities: readonly { readonly id: string; readonly location: { readonly file: string }; readonly description: string }[] };
    assert.equal(sastFaults(sast), null);
    assert.deepEqual([...new Set(sast.vulnerabilities.map(({ location }) => location.file))].sort(), paths(texts));
    assert.equal(new Set(sast.vulnerabilities.map(({ id }) => id)).size, paths(texts).length * 2);
    for (const { description } of sast.vulnerabilities) assert.deepEqual(markdownElements(description).active, []);
  },
};

function assertPage(page: string): ReturnType<typeof elementsIn> {
  const read = elementsIn(page);
  const { elements, errors } = read;
  assert.deepEqual([errors, activeParts(elements), brokenLinks(elements), headingGaps(elements)], [[], [], [], []]);
  assert.doesNotMatch(page, unseen);
  return read;
}

function assertMarkdown(text: string): void {
  const { active, words, blocks } = markdownElements(text);
  assert.deepEqual(active, []);
  assert.deepEqual([...blocks].filter((type) => ['fence', 'code_block', 'table_open', 'ordered_list_open', 'blockquote_open', 'hr'].includes(type)), []);
  // A code host makes a mention of it, in text that is no code.
  assert.deepEqual(words.filter((word) => /@\w/.test(word)), []);
  assert.doesNotMatch(text, unseen);
}

/** Elements and attributes of the schema of Jenkins' xUnit plugin (junit-10.xsd) that we use. */
const junitForm: Readonly<Record<string, { readonly attributes: readonly string[]; readonly children: readonly string[] }>> = {
  testsuites: { attributes: ['name', 'tests', 'failures', 'errors'], children: ['testsuite'] },
  testsuite: { attributes: ['name', 'tests', 'failures', 'errors', 'skipped'], children: ['properties', 'testcase'] },
  properties: { attributes: [], children: ['property'] },
  property: { attributes: ['name', 'value'], children: [] },
  testcase: { attributes: ['name', 'classname'], children: ['failure', 'error', 'skipped', 'system-out'] },
  failure: { attributes: ['type', 'message'], children: [] },
  error: { attributes: ['type', 'message'], children: [] },
  skipped: { attributes: ['type', 'message'], children: [] },
  'system-out': { attributes: [], children: [] },
};

function assertJunitForm(output: string): void {
  const visit = (element: ReturnType<typeof parseXml>): void => {
    const form = junitForm[element.name];
    assert.deepEqual([element.name, Object.keys(element.attributes)], [element.name, form?.attributes]);
    for (const child of element.children) {
      assert.ok(form?.children.includes(child.name), child.name);
      visit(child);
    }
  };
  visit(parseXml(output));
}

describe('hostile names', function () {
  this.timeout(120_000);

  const report = hostileReport();
  for (const form of forms) {
    it(`in ${form}`, () => {
      const output = render(form, report);
      checks[form](output, hostileTexts);
      assert.ok(!output.includes(credential));
    });
  }

  it('in the proof', () => {
    const proof = collectProof(report, sampleFacts());
    assertPage(renderProofHtml(proof, samplePolicy));
    assert.deepEqual(markdownElements(renderProofMarkdown(proof, samplePolicy)).active.filter((type) => type !== 'link_open'), []);
  });

  it('one at a time, so that each is named', () => {
    for (const text of hostileTexts) {
      for (const form of forms) {
        try {
          checks[form](render(form, hostileReport([text])), [text]);
        } catch (error) {
          throw new Error(`${JSON.stringify(text)} in ${form}`, { cause: error });
        }
      }
    }
  });

  it('of any characters', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.string({ unit: fc.constantFrom(...Array.from('`*_[]()<>&"\'\\|#@:/%,=-+~!$\r\n\t \u202e')), maxLength: 20 }));
    fc.assert(fc.property(text, fc.constantFrom(...forms), (one, form) => checks[form](render(form, hostileReport([one])), [one])), { numRuns: 150 });
  });
});
