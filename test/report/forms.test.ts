/** Each form of a report, byte for byte; what its own reader makes of it; and what no name may do in it. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { ansi, displayWidth, forms, plain, renderForm, renderText, summary, toJson } from '../../src/report';
import type { Form, FormOptions, Report } from '../../src/report';
import { assertGolden } from '../golden';
import { hostilePath, manyFindings, sampleReport } from './sample';

const credential = 'not-a-real-credential';
const options: FormOptions = { text: { paint: plain, width: 80 }, threshold: 'warning', date: '2026-11-28' };
const render = (form: Form, report: Report = sampleReport()): string => renderForm(report, form, options);

const goldenNames: Readonly<Record<Form, string>> = {
  text: 'findings.txt', json: 'findings.json', sarif: 'findings.sarif', html: 'findings.html', markdown: 'findings.md', junit: 'findings.junit.xml', github: 'findings.github.txt', gitlab: 'findings.gitlab.json',
  'gitlab-sast': 'findings.gitlab-sast.json',
};

describe('report forms', () => {
  for (const form of forms) {
    it(form, () => assertGolden(join(__dirname, 'golden', goldenNames[form]), render(form)));
    it(`${form} is the same each time, and ends its last line`, () => {
      assert.equal(render(form), render(form));
      assert.match(render(form), /[^\n]\n$/);
    });
    it(`${form} repeats no credential`, () => assert.ok(!render(form).includes(credential)));
    it(`${form} of nothing`, () => assert.notEqual(render(form, { ...sampleReport(), files: [], skipped: [] }), ''));
  }

  it('the terminal gets no control or direction characters', () => {
    const report = sampleReport();
    const text = renderText(report, { paint: plain, width: 80 });
    assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u202a-\u202e\u2066-\u2069]/);
    assert.ok(text.includes('\\u{202e}gnp.ts'));
  });

  it('colours change nothing but colours', () => {
    const painted = renderText(sampleReport(), { paint: ansi, width: 80 });
    assert.equal(painted.replaceAll(new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g'), ''), renderText(sampleReport(), { paint: plain, width: 80 }));
  });

  for (const width of [60, 80, 120]) {
    it(`text fits ${String(width)} columns, paths aside`, () => {
      const lines = renderText(sampleReport(), { paint: plain, width }).split('\n');
      const shown = lines.filter((line) => !line.startsWith('src/') && !line.includes('gnp.ts'));
      assert.deepEqual(shown.filter((line) => displayWidth(line) > width), []);
    });
  }

  it('an empty report says how much it looked at', () => {
    assert.equal(summary({ ...sampleReport(), files: [], weakened: 0, skipped: [], examined: 1 }), '0 findings in 1 file');
  });

  it('suppressed findings do not count', () => {
    const json = toJson(sampleReport());
    assert.deepEqual(json.summary.findings, { error: 2, warning: 1, info: 0, hint: 1 });
    assert.equal(json.summary.suppressed, 1);
    assert.equal(json.findings.length, 5);
  });

  it('JSON places are one-based and half-open', () => {
    const email = toJson(sampleReport()).findings.find((each) => each.file === hostilePath && each.rule === 'log/personal-data');
    assert.deepEqual([email?.start, email?.end], [{ line: 3, column: 20 }, { line: 3, column: 34 }]);
  });

  it('25,001 findings render in every form', () => {
    const report = manyFindings(25_001);
    assert.equal(toJson(report).findings.length, 25_001);
    for (const form of forms) assert.ok(render(form, report).length > 0, form);
    assert.match(renderText(report, { paint: plain, width: 80 }), /25001 findings \(1 error, 25000 hints\) in 1 file/);
  });
});
