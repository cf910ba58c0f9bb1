/** The two policy documents, their clauses, and how they are shown: not a word may be lost. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readClauses, readPolicy, renderPolicyDocument } from '../../src/policy';
import { packFiles } from './packs';

const { policy } = readPolicy(packFiles());
const ids = ['acceptable-use-policy', 'developer-policy'];

/** Fingerprints of the two documents as Caley publishes them, so that nobody edits their words. */
const published: Readonly<Record<string, string>> = {
  'developer-policy': 'd9598fa44563e101bc88c2d19e71144adafa4916c3a273ece635f393b18c2b4c',
  'acceptable-use-policy': 'fdf5689bcb47fb5a57f46195170196a148eb302a7304f619b3eced7355d6aead',
};

describe('policy documents', () => {
  it('are the published ones, word for word', () => {
    for (const id of ids) assert.equal(createHash('sha256').update(policy.documents.get(id)?.text ?? '', 'utf8').digest('hex'), published[id], id);
    assert.deepEqual([...policy.documents.values()].map(({ id, date }) => `${id} ${date}`).sort(), ['acceptable-use-policy 2022-04-20', 'developer-policy 2024-05-21']);
  });

  it('hold nothing but clauses, the words around them, remarks and headings', () => {
    for (const document of policy.documents.values()) {
      const clauses = [...policy.clauses.values()].filter((clause) => clause.document === document.id);
      const known = [...clauses.flatMap((clause) => [clause.sentence, clause.text, clause.leadIn]), ...document.remarks.map((remark) => remark.text)].filter((words) => words !== null);
      let left = document.text;
      for (const words of known.sort((a, b) => b.length - a.length)) left = left.replaceAll(words, '\n');
      const lines = left.split('\n').map((line) => line.replace(/[\s•]/g, ' ').trim()).filter((line) => line !== '' && !document.headings.includes(line));
      assert.deepEqual(lines, [], document.id);
    }
  });

  it('oblige nobody outside their clauses', () => {
    for (const document of policy.documents.values()) {
      for (const remark of document.remarks) assert.doesNotMatch(remark.text, /\b(?:must|shall|should|required|prohibited|will not|not use)\b/i, remark.id);
    }
  });

  it('come as 46 clauses, each with words of ours', () => {
    assert.equal(policy.clauses.size, 46);
    for (const clause of policy.clauses.values()) {
      assert.notEqual(clause.summary, clause.text, clause.id);
      assert.notEqual(clause.checks.length, 0, clause.id);
      if (clause.modality === 'must' || clause.modality === 'must-not') assert.notEqual(clause.attestation, null, clause.id);
    }
  });
});

describe('renderPolicyDocument', () => {
  it('gives every clause exactly one anchor, right before its words', () => {
    for (const document of policy.documents.values()) {
      const markdown = renderPolicyDocument(document, policy.clauses.values());
      const anchors = [...markdown.matchAll(/<a id="([^"]+)"><\/a>/g)].map(([, id]) => id ?? '');
      assert.deepEqual([...anchors].sort(), [...policy.clauses.values()].filter((clause) => clause.document === document.id).map((clause) => clause.id).sort());
      for (const clause of policy.clauses.values()) if (clause.document === document.id) assert.ok(markdown.includes(`<a id="${clause.id}"></a>${clause.text.slice(0, 20)}`), clause.id);
    }
  });

  it('keeps every word: without its markup it is the text', () => {
    const words = (text: string): string => text.replace(/[\s•]+/g, ' ').trim();
    for (const document of policy.documents.values()) {
      const plain = renderPolicyDocument(document, policy.clauses.values()).replace(/<a id="[^"]+"><\/a>/g, '').replace(/^(?:#{1,2}|-) /gm, '').replace(/\\(.)/g, '$1');
      assert.equal(words(plain), words(document.text), document.id);
    }
  });

  it('gives every section a heading', () => {
    for (const document of policy.documents.values()) {
      const lines = renderPolicyDocument(document, []).split('\n');
      assert.deepEqual(lines.filter((line) => line.startsWith('#')), document.headings.map((heading, i) => `${i === 0 ? '#' : '##'} ${heading}`));
    }
  });

  it('escapes what Markdown would read as markup', () => {
    const document = { id: 'd', title: 'T', date: '2026-01-01', text: 'T\n\n1. a *b* <c>\n', headings: ['T'], remarks: [] };
    assert.equal(renderPolicyDocument(document, []), '# T\n\n1\\. a \\*b\\* \\<c\\>\n');
  });
});

describe('readClauses', () => {
  const head = "document: {id: d, title: T, date: '2026-01-01', headings: [T]}\n";
  const read = (text: string): readonly string[] =>
    readClauses({ path: 'clauses/d.yaml', text }, 'T\n\nYou must not lie.\n').mistakes.map((mistake) => `${text.slice(mistake.range.start, mistake.range.end)}: ${mistake.message}`);

  it('takes a clause whose words stand in the document', () => {
    assert.deepEqual(read(`${head}clauses:\n  - {id: DP-X-1, text: You must not lie., modality: must-not, summary: No lies.}\n`), []);
  });

  it('reports what is wrong at its place', () => {
    assert.deepEqual(read(`${head}clauses:\n  - {id: DP-X-1, text: You may lie., modality: must-not, summary: S}\n`), ['You may lie.: These words do not stand in the document exactly like this.']);
    assert.deepEqual(read(`${head}clauses:\n  - {id: DP-X-1, text: You must not lie., modality: never, summary: S}\n`), ['never: This must be one of must, must-not, should, exception, notice, request.']);
    assert.deepEqual(read(`${head}clauses:\n  - {id: one, text: You must not lie., modality: must, summary: S}\n`), ['one: A clause id is written DP-DATA-2.']);
    assert.deepEqual(read("document: {id: d, title: T, date: 'May 2026', headings: [Nowhere]}\n"), ['May 2026: A date is written 2024-05-21.', 'Nowhere: The document has no such line.'].map((line) => (line.startsWith('May') ? `'May 2026'${line.slice(8)}` : line)));
  });
});
