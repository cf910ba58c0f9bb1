/**
 * Which files make up a proof of compliance? A page, Markdown, JSON and SARIF of the same content, and what shows that they are as they were written.
 * Must not write them anywhere.
 */
import type { Report } from '../report';
import { renderSarif } from '../sarif';
import { digestsName, renderDigests, renderStatement, statementName } from './digests';
import type { Digest } from './digests';
import { renderProofHtml } from './html';
import { renderProofMarkdown } from './markdown';
import { renderProofJson } from './proof';
import type { Proof } from './proof';

export const proofPage = 'report.html';

/** Texts by names, without folders. */
export function proofFiles(report: Report, proof: Proof, digest: Digest): ReadonlyMap<string, string> {
  const { policy } = report;
  const files = new Map([
    [proofPage, renderProofHtml(proof, policy)], ['report.md', renderProofMarkdown(proof, policy)], ['report.json', renderProofJson(proof)], ['report.sarif', renderSarif(report)],
  ]);
  const stated = new Map([...files, [statementName, renderStatement(proof, files, digest)]]);
  return new Map([...stated, [digestsName, renderDigests(stated, digest)]]);
}
