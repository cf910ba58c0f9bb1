/** SARIF against the schema of OASIS and the limits of GitHub code scanning. */
import assert from 'node:assert/strict';
import type { Log, Run } from 'sarif';
import { resultLimit, toSarif } from '../../src/report';
import { sarifValidator } from '../support/sarif-schema';
import { hostilePath, manyFindings, sampleReport, samplePolicy } from './sample';

function run(log: Log): Run {
  const [only] = log.runs;
  assert.ok(only !== undefined && log.runs.length === 1);
  return only;
}

describe('SARIF', () => {
  const validate = sarifValidator();
  const sarif = run(toSarif(sampleReport()));
  const results = sarif.results ?? [];

  it('is valid', () => assert.equal(validate(toSarif(sampleReport())), null));

  it('the validator rejects what is not SARIF', () => {
    assert.notEqual(validate({ ...toSarif(sampleReport()), runs: [{ ...sarif, columnKind: 'bytes' as 'utf16CodeUnits' }] }), null);
    assert.notEqual(validate({ version: '2.1.0', runs: [{ tool: { driver: { name: 'x', rules: [{ id: 'a', helpUri: 'no uri' }] } } }] }), null);
  });

  it('every rule has what code scanning shows and the fields of the policy', () => {
    const rules = sarif.tool.driver.rules ?? [];
    assert.deepEqual(rules.map((rule) => rule.id), [...samplePolicy.rules.keys()].sort());
    for (const rule of rules) {
      assert.ok(rule.helpUri !== undefined && rule.help?.text !== undefined && rule.help.markdown !== undefined);
      assert.ok((rule.shortDescription?.text.length ?? 0) > 0 && (rule.fullDescription?.text.length ?? 0) <= 1024);
      const properties = rule.properties ?? {};
      assert.ok(samplePolicy.clauses.has(String(properties['clause'])));
      assert.equal(typeof properties['category'], 'string');
      assert.ok(['high', 'medium', 'low'].includes(String(properties['precision'])));
      assert.ok((properties.tags ?? []).length <= 20);
    }
  });

  it('rules and results refer to clauses of the two taxonomies', () => {
    const taxonomies = sarif.taxonomies ?? [];
    assert.equal(taxonomies.length, 2);
    const references = [...(sarif.tool.driver.rules ?? []).flatMap((rule) => (rule.relationships ?? []).map((each) => each.target)), ...results.flatMap((result) => result.taxa ?? [])];
    assert.ok(references.length > results.length);
    for (const { id, index, toolComponent } of references) {
      const taxonomy = taxonomies[toolComponent?.index ?? -1];
      assert.equal(taxonomy?.name, toolComponent?.name);
      assert.equal(taxonomy?.taxa?.[index ?? -1]?.id, id);
    }
  });

  it('a flow is a code flow, across files', () => {
    const flow = results.find((result) => result.ruleId === 'data/to-analytics')?.codeFlows?.[0]?.threadFlows[0]?.locations ?? [];
    assert.deepEqual(flow.map((each) => each.location?.physicalLocation?.artifactLocation?.uri === 'src/config.ts'), [true, false, false]);
    assert.equal(flow.at(-1)?.location?.message?.text, 'reaches "analytics.track"');
  });

  it('a suppressed finding carries its reason, the others an empty list', () => {
    assert.deepEqual(results.flatMap((result) => (result.suppressions ?? []).map((each) => each.justification)), ['support asked for it']);
    assert.ok(results.every((result) => result.suppressions !== undefined));
  });

  it('skipped files are notifications', () => {
    const notifications = sarif.invocations?.[0]?.toolExecutionNotifications ?? [];
    assert.equal(notifications.length, 3);
    assert.equal(notifications[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri, 'data/dump%20100%25.ts');
  });

  it('URIs are percent-encoded and lead back to the file', () => {
    const uri = results.find((result) => result.ruleId === 'data/to-analytics')?.locations?.[0]?.physicalLocation?.artifactLocation?.uri ?? '';
    assert.match(uri, /^[\w\-.!~*'()%/]+$/);
    assert.equal(decodeURIComponent(uri), hostilePath);
  });

  it('a user’s code is not read as links or placeholders', () => {
    const report = sampleReport();
    const files = report.files.map((file) => ({ ...file, findings: file.findings.map((each) => ({ ...each, finding: { ...each.finding, value: 'a[0](b) {0}' } })) }));
    const text = run(toSarif({ ...report, files })).results?.find((result) => result.ruleId === 'log/personal-data')?.message.text ?? '';
    assert.ok(text.includes('a\\[0](b) {{0}}'));
  });

  it('keeps the gravest results within the limit, and says so', () => {
    const log = toSarif(manyFindings(resultLimit + 1));
    assert.equal(run(log).results?.length, resultLimit);
    assert.equal(run(log).results?.filter((result) => result.level === 'error').length, 1);
    assert.match(run(log).invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text ?? '', /^1 findings? /);
  });
});
