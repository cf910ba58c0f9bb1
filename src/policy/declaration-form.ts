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
const trusted = readElsewhere(listOf(plainOr(name, mapOf({
  path: described('The function: a file and what it exports, or a package and what it exports.', name), kind: described('Kinds that it takes away, gives, or is.', listOf(suggested(({ kinds }) => [...kinds.all.keys()].filter((kind) => /^(?:data|sink|sanitizer|guard\.consent)\b/.test(kind)), name))),
}, 'path'))));

const fields = {
  version: described(`The version of this file's form: ${String(declarationVersion)}.`, exactly(declarationVersion)),
  app: described('Who makes the application.', mapOf({
    name: described('As users know it.', name), owner: described('The company or person that publishes it.', name), website: described('Its page.', url), contact: described('Who answers for it.', mail),
    clientId: described('Of the application that is registered with Caley.', name), clientIds: described('Of each registration, where there are several.', mapOf({ production: described('Of what users use.', name), staging: described('Of what is tried before.', name) })),
  })),
  policies: described('The editions of Caley\'s documents that were read.', mapOf({ developer: described('Of the Developer Policy.', date), aup: described('Of the Acceptable Use Policy.', date) })),
  privacyPolicy: described('Where the privacy policy is.', mapOf({ url: described('Its page.', url), file: described('The text itself, where it is kept with the code.', file) })),
  support: described('Where customers find help.', mapOf({ email: described('Where they write to.', mail), url: described('Its page.', url), connectDocs: described('How to connect Caley: a file or an address.', document) })),
  breach: described('What happens when data is breached.', mapOf({ contact: described('Who answers: a mail address or a page.', name), procedure: described('What is to be done: a file or an address.', document) })),
  api: described('The API that is asked.', mapOf({
    hosts: described('The hosts of Caley\'s that are asked.', listOf(host)), openapi: described('Documents of the API, which requests are held against.', readElsewhere(listOf(file))),
    extraEndpoints: described('What Caley allowed to ask besides what those documents name.', readElsewhere(listOf(mapOf({ path: described('Of an address, from its host on.', name), approval: described('Where Caley says so.', name) }, 'path', 'approval')))), scopes: described('Scopes that users are asked for.', listOf(name)),
  })),
  sdk: described('Packages through which Caley is asked.', mapOf({ packages: described('Names of packages.', listOf(name)) })),
  webhooks: described('Where Caley calls, and who checks that it is Caley.', mapOf({ paths: described('Paths that Caley calls.', listOf(name)), verifiedBy: described('Whether this code checks signatures, or what stands before it.', oneOf('code', 'gateway')), evidence: described('Where that can be seen, of a gateway: a file, an address, a ticket.', name) })),
  ownHosts: described('Hosts that are the integrator\'s own.', listOf(host)),
  data: described('What is done with data of users.', mapOf({
    collected: described('Which data is collected, and what for.', listOf(mapOf({
      kind: described('Which kinds of data.', dataKinds), purposes, basis: described('What allows it.', oneOf('consent', 'contract', 'legal')), retention: described('How long it is kept.', name), explicitConsent: described('How users consent to it, where that is needed.', name), training: described('Used to train models.', flag()), external,
    }, 'kind'))),
  })),
  storage: described('Where data is kept, and how it is encrypted.', listOf(mapOf({ name: described('A database, bucket or table.', name), kinds: described('Which kinds of data.', dataKinds), encryption: described('Of each field by the application, or of the whole by what keeps it.', oneOf('field', 'at-rest')), evidence: described('Where that can be seen: a file or an address.', document), retention: described('How long it is kept.', name), external }, 'name'), ({ name: said }) => said?.value ?? null)),
  subProcessors: described('Services that process data for the integrator, each with the written consent to it.', listOf(mapOf({
    id: described('The service, by its id or by its name.', party), purposes, kinds: described('Which kinds of data it gets.', dataKinds), region: described('Where it processes them.', name), hosts: described('Its hosts, where they are not known.', listOf(host)),
    consent: described('The written consent to it.', mapOf({ by: described('Who consented.', name), date: described('When.', date), document: described('The consent itself: a file or an address.', document) })), reviewed: described('When it was last looked at.', date), external,
  }, 'id'), ({ id }) => id?.value.toLowerCase() ?? null)),
  sharing: described('External parties that data is shared with, by the user\'s agreement and for a reason that the policy allows.', listOf(mapOf({
    recipient: described('Who gets it, by its id or by its name.', party), kinds: described('Which kinds of data.', dataKinds), purposes, hosts: described('Its hosts, where they are not known.', listOf(host)), reason: described('Of those that the policy allows.', oneOf('legal', 'merger', 'experience')),
    justification: described('Why that reason holds.', name), userAgreement: described('How users agree to it.', mapOf({ how: described('Where and by what they do.', name), evidence: described('Where that can be seen: a file or an address.', document) })), external,
  }, 'recipient'))),
  legal: described('What the law of others asks.', mapOf({ licenceExceptions: described('Dependencies whose licence asks for more than most, each with the reason for which it may be used.', listOf(mapOf({ package: described('As the registry calls it.', name), reason: described('Why it may be used.', name) }, 'package', 'reason'))) })),
  authorisedComponents: described('Parts of Caley that may be used by Caley\'s word.', listOf(mapOf({ id: described('What it is called.', name), approval: described('Where Caley says so: a file or an address.', document) }, 'id'))),
  trust: described('Functions of one\'s own, and what they do.', mapOf({
    sanitizers: described('After them data is no risk any more.', trusted), sources: described('They give back data of these kinds.', trusted), sinks: described('What they are handed goes there.', trusted), consent: described('They tell whether somebody agreed.', trusted),
  })),
  rules: described('How severe findings of a rule are here, or that it is off.', recordOf(idOf('rule', ({ rules }) => rules.keys()), oneOf(...severities))),
  exclude: described('Files that are left out, as patterns of paths below this folder.', listOf(name)),
  packs: described('Folders of packs of one\'s own.', readElsewhere(listOf(file))),
  accept: described('Findings that are accepted, each by its identity or by a rule and a path.', listOf(mapOf({
    finding: described('The identity of one finding.', name), rule: described('Of all findings of this rule in the path.', idOf('rule', ({ rules }) => rules.keys())), path: described('A file, or a pattern of several.', name),
    reason: described('Why it stays: it is part of the proof of compliance.', name), by: described('Who accepts it.', name), until: described('The last day on which this holds.', date),
    knownBy: described('By what the finding is known again when the code around it changes. The fix that accepts a finding writes it.', mark),
  }, 'reason'))),
  attestations: described('What no tool can see: by clause, who states it, and when.', recordOf(idOf('clause', ({ clauses }) => clauses.keys()), mapOf({ by: described('Who states it.', name), date: described('When.', date), statement: described('What is stated.', name) }))),
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
