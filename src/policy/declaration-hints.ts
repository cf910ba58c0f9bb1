/**
 * What is to be written where a caley.yaml is left open? For those who fill it in. Must not know who proposes it.
 */
import type { DeclaredPath } from './declaration-check';
import { ToFill } from './yaml-writing';

/** By keys from the outside in, `*` being an entry of a list or map. */
const hints: Readonly<Record<string, string>> = {
  'app.name': 'what users know the application as',
  'app.owner': 'the company or person that makes it',
  'app.website': 'its page, beginning with https://',
  'privacyPolicy.url': 'where users read it, beginning with https://',
  'support.email': 'where customers find help',
  'support.connectDocs': 'the file or page that says how to connect Caley',
  'breach.contact': 'who answers: a mail address or a page',
  'breach.procedure': 'the file with the steps: who tells users and help@caley.app, immediately',
  'webhooks.verifiedBy': 'code, or gateway with the evidence',
  'webhooks.evidence': 'the file or page that shows it',
  'data.collected.*.purposes': 'what it is used for, such as scheduling',
  'data.collected.*.basis': 'consent, contract or legal',
  'data.collected.*.retention': 'how long it is kept, such as 90 days',
  'storage.*.encryption': 'field or at-rest',
  'storage.*.evidence': 'the file or page that shows it',
  'subProcessors.*.region': 'where the data is, such as EU',
  'subProcessors.*.consent.by': 'who consented in writing: Caley, or the customer',
  'subProcessors.*.consent.date': 'on which day: 2027-01-31',
  'subProcessors.*.consent.document': 'the file or page',
  'sharing.*.reason': 'legal, merger, or experience with its justification',
  'sharing.*.justification': 'what the user gains by it',
  'sharing.*.userAgreement.how': 'how the user agrees',
  'sharing.*.userAgreement.evidence': 'the file or page that shows it',
  'authorisedComponents.*.approval': 'Caley\'s answer: a file or page',
  'legal.licenceExceptions.*.reason': 'why it may be used: a licence that was bought, a program that nobody else gets',
  'attestations.*.by': 'who states it',
  'attestations.*.date': 'on which day: 2027-01-31',
  'attestations.*.statement': 'in your words',
};

/** A value that is left open, with what is to be written there. */
export function leftOpen(path: DeclaredPath): ToFill {
  const key = Object.keys(hints).find((pattern) => isAt(pattern.split('.'), path));
  return new ToFill(hints[key ?? ''] ?? 'what holds');
}

function isAt(pattern: DeclaredPath, path: DeclaredPath): boolean {
  return pattern.length === path.length && pattern.every((key, i) => key === '*' || key === path[i]);
}
