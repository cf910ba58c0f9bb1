/**
 * The policy documents as the editor shows them: every clause at its line, every word kept.
 */
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { findAssets, readPacks } from '../../src/host';
import { readPolicy } from '../../src/policy';
import { renderPolicyPage } from '../../src/server';

const { policy } = readPolicy(readPacks(findAssets(__dirname).packs));

describe('the policy pages', () => {
  for (const document of policy.documents.values()) {
    const page = renderPolicyPage(document, policy.clauses.values());
    const lines = page.markdown.split('\n');

    it(`${document.id}: every clause stands on a line of its own that opens with its id`, () => {
      const own = [...policy.clauses.values()].filter((clause) => clause.document === document.id);
      deepEqual([...page.lines.keys()].sort(), own.map((clause) => clause.id).sort());
      for (const [id, line] of page.lines) ok(lines[line]?.replace(/^- /, '').startsWith(`**${id}** `), `${id}: ${lines[line] ?? ''}`);
      equal(new Set(page.lines.values()).size, own.length);
    });

    it(`${document.id}: no word is lost, changed or added`, () => {
      const shown = page.markdown.replace(/^(?:- )?\*\*(?:DP|AUP)-[^*]+\*\* /gm, '').replace(/^#+ |^- /gm, '').replace(/\\(.)/g, '$1');
      const leftovers = ['Skip links', 'This website uses cookies to improve your web experience.', 'Chatbot'];
      const original = document.text.split('\n').filter((line) => !leftovers.includes(line.trim())).join('\n').replaceAll('•', '');
      deepEqual(words(shown), words(original));
    });

    it(`${document.id}: title and headings are headings`, () => {
      equal(lines[0], `# ${document.title}`);
      match(page.markdown, /^## \S/m);
    });
  }
});

function words(text: string): readonly string[] {
  return text.split(/[\s\u00A0]+/).filter((word) => word !== '');
}
