/**
 * What may a caley.yaml hold? Every key with its form: the type of what is read, the reading and the JSON schema all come from
 * here. Must not say what follows from what is declared.
 */
import { isDate } from './dates';
import { described, flag, idOf, listOf, mapOf, oneOf, plainOr, readElsewhere, recordOf, suggested, text } from './declared-form';
import type { Form, ValueOf } from './declared-form';
import { isAbsolute } from './trust-path';
import { parseUrl } from './url';

/** The version that is read here. */
export const declarationVersion = 1;

const name = text();
const date = text({ passes: isDate, else: 'Write the day as 2027-01-31.', pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const url = text({ passes: isWebAddress, else: 'This must be an address that begins with https://.', pattern: '^\\s*https?://' });
const mail = text({ passes: (written) => /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(written), else: 'This must be a mail address.', pattern: '^[^\\s@]+@[^\\s@]+\\.[^\\s@.]+$' });
const host = text({
  passes: (written) => /^[a-z0-9*](?:[a-z0-9*.-]*[a-z0-9*])?(?::\d+)?$/.test(written), else: 'A host is written in small letters, without scheme and path; "*" stands for any run of its characters.',
  pattern: '^[a-z0-9*](?:[a-z0-9*.-]*[a-z0-9*])?(?::\\d+)?$',
});
const file = text({ passes: isFile, else: 'Name a file relative to the folder of this caley.yaml, with forward slashes.', pattern: '^[^\\\\]*$' });
const document = text({ passes: (written) => isWebAddress(written) || isFile(written), else: 'Name a file relative to the folder of this caley.yaml, with forward slashes, or an address that begins with https://.' });
const mark = text({ passes: (written) => /^(?:[0-9a-f]{6}-){3}(?:(?:[0-9a-f]{6})?-){4}(?:[0-9a-f]{6})?$/.test(written), else: 'This is not what the fix that accepts a finding writes: leave it out, or accept the finding anew.', pattern: '^(?:[0-9a-f]{6}-){3}(?:(?:[0-9a-f]{6})?-){4}(?:[0-9a-f]{6})?$' });
const dataKinds = listOf(idOf('kind', ({ kinds }) => [...kinds.all.keys()].filter((kind) => kind.startsWith('data.'))));
const purposes = described('What the data is used for, such as scheduling, notifications, analytics, diagnostics or billing.', listOf(suggested(() => ['scheduling', 'notifications', 'analytics', 'diagnostics', 'billing'], name)));
const party = suggested(({ parties }) => [...parties.values()].filter(({ role }) => role === 'sub-processor' || role === 'independent-controller').map(({ id }) => id).sort(), name);
const external = described('Happens outside of the code that is examined here.', flag());
const severities = ['off', 'hint', 'info', 'warning', 'error'] as const;

/** A function, alone or with what is said of it; held against the paths and kinds that are known by declaration.ts. */
const trusted = readElsewhere(listOf(plainOr(name, mapOf({ path: name, kind: listOf(suggested(({ kinds }) => [...kinds.all.keys()].filter((kind) => /^(?:data|sink|sanitizer|guard\.consent)\b/.test(kind)), name)) }, 'path'))));

const fields = {
  version: described(`The version of this file's form: ${String(declarationVersion)}.`, exactly(declarationVersion)),
  app: described('Who makes the application.', mapOf({
    name, owner: name, website: url, contact: mail, clientId: name, clientIds: mapOf({ production: name, staging: name }),
  })),
  policies: described('The editions of Caley\'s documents that were read.', mapOf({ developer: date, aup: date })),
  privacyPolicy: described('Where the privacy policy is.', mapOf({ url, file })),
  support: described('Where customers find help.', mapOf({ email: mail, url, connectDocs: described('How to connect Caley: a file or an address.', document) })),
  breach: described('What happens when data is breached.', mapOf({ contact: described('Who answers: a mail address or a page.', name), procedure: described('What is to be done: a file or an address.', document) })),
  api: described('The API that is asked.', mapOf({
    hosts: listOf(host), openapi: readElsewhere(listOf(file)), extraEndpoints: readElsewhere(listOf(mapOf({ path: name, approval: name }, 'path', 'approval'))), scopes: listOf(name),
  })),
  sdk: mapOf({ packages: listOf(name) }),
  webhooks: mapOf({ paths: listOf(name), verifiedBy: oneOf('code', 'gateway'), evidence: name }),
  ownHosts: described('Hosts that are the integrator\'s own.', listOf(host)),
  data: mapOf({
    collected: described('Which data is collected, and what for.', listOf(mapOf({
      kind: dataKinds, purposes, basis: oneOf('consent', 'contract', 'legal'), retention: name, explicitConsent: name, training: described('Used to train models.', flag()), external,
    }, 'kind'))),
  }),
  storage: described('Where data is kept, and how it is encrypted.', listOf(mapOf({ name, kinds: dataKinds, encryption: oneOf('field', 'at-rest'), evidence: document, retention: name, external }, 'name'), ({ name: said }) => said?.value ?? null)),
  subProcessors: described('Services that process data for the integrator, each with the written consent to it.', listOf(mapOf({
    id: party, purposes, kinds: dataKinds, region: name, hosts: listOf(host), consent: mapOf({ by: name, date, document: described('The consent itself: a file or an address.', document) }), reviewed: date, external,
  }, 'id'), ({ id }) => id?.value.toLowerCase() ?? null)),
  sharing: described('External parties that data is shared with, by the user\'s agreement and for a reason that the policy allows.', listOf(mapOf({
    recipient: party, kinds: dataKinds, purposes, hosts: listOf(host), reason: oneOf('legal', 'merger', 'experience'), justification: name, userAgreement: mapOf({ how: name, evidence: document }), external,
  }, 'recipient'))),
  legal: mapOf({ licenceExceptions: described('Dependencies whose licence asks for more than most, each with the reason for which it may be used.', listOf(mapOf({ package: name, reason: name }, 'package', 'reason'))) }),
  authorisedComponents: listOf(mapOf({ id: name, approval: document }, 'id')),
  trust: described('Functions of one\'s own, and what they do.', mapOf({ sanitizers: trusted, sources: trusted, sinks: trusted, consent: trusted })),
  rules: recordOf(idOf('rule', ({ rules }) => rules.keys()), oneOf(...severities)),
  exclude: listOf(name),
  packs: described('Folders of packs of one\'s own.', readElsewhere(listOf(file))),
  accept: described('Findings that are accepted, each by its identity or by a rule and a path.', listOf(mapOf({
    finding: name, rule: idOf('rule', ({ rules }) => rules.keys()), path: name, reason: name, by: name, until: date,
    knownBy: described('By what the finding is known again when the code around it changes. The fix that accepts a finding writes it.', mark),
  }, 'reason'))),
  attestations: described('What no tool can see: by clause, who states it, and when.', recordOf(idOf('clause', ({ clauses }) => clauses.keys()), mapOf({ by: name, date, statement: name }))),
  repositories: described('Other repositories of the same product.', listOf(url)),
};

export const declarationForm = mapOf(fields);

export type Declared = ValueOf<typeof declarationForm>;

/** What tells this tool how to look, and nothing of what the application does. */
const settings: readonly string[] = ['version', 'trust', 'api', 'sdk', 'rules', 'exclude', 'packs', 'accept'];

/** Whether somebody who wrote these keys has begun to declare what the application does: settings alone do not. One who wrote nothing at all has. */
export function isBegun(written: readonly string[]): boolean {
  return written.every((key) => key === 'version') || written.some((key) => Object.hasOwn(fields, key) && !settings.includes(key));
}

/** Whether what is named by a key for files or addresses is an address. */
export function isWebAddress(written: string): boolean {
  return /^\s*https?:\/\//i.test(written) && parseUrl(written) !== null;
}

function isFile(written: string): boolean {
  return !written.includes('\\') && !isAbsolute(written) && !written.startsWith('~');
}

function exactly(value: number): Form<number> {
  return { read: () => value, schema: () => ({ const: value }) };
}
