/** A pack that a company may write: a kind of data and of sink, a party, a model that names both, a rule with its page. */
import type { Pack } from '../../src/policy';

export const samplePack: Readonly<Record<string, string>> = {
  'kinds/acme.yaml': 'kinds:\n  - {id: data.identity.acme-badge, title: badge number, is: [data.personal], weight: 3, names: {strong: [badge number]}}\n  - {id: sink.log.acme-trail, title: Audit trail}\n',
  'models/npm/@acme/audit.yaml': 'package: "@acme/audit"\nentries:\n  - at: createTrail().write.argument[*]\n    is: sink.log.acme-trail\n    example: "import { createTrail } from \'@acme/audit\'; createTrail().write(user.email)"\n  - at: send.argument[0]\n    is: sink.share.crm\n    party: acme-crm\n    example: "import { send } from \'@acme/audit\'; send(user.email)"\n',
  'models/pypi/acme_audit.yaml': 'package: acme_audit\nentries:\n  - at: write.argument[0]\n    is: sink.log.acme-trail\n    example: "from acme_audit import write; write(user.email)"\n',
  'parties/acme.yaml': 'category: crm\ntitle: customer relations\npurpose: customer-relations\nparties:\n  - {id: acme-crm, vendor: Acme CRM, role: sub-processor, hosts: [crm.acme.example]}\n',
  'rules/acme/badge-in-trail.yaml': 'clause: DP-DATA-2\ncategory: log-user-data\nstate: stable\nflow:\n  from: data.identity.acme-badge\n  to: sink.log.acme-trail\nmessage: "{value} reaches the audit trail through {sink}."\nremedy: Write the id of the employee.\n',
  'rules/acme/badge-in-trail.md': '# Badge numbers in the audit trail\n\n## What\n\nA badge number is written.\n\n## Why\n\nDP-DATA-2.\n\n## Examples\n\n## Not reported\n\n## Limits\n',
};

export const packFolder = 'company/packs';

/** The sample as a pack in its folder, some of its files replaced, further ones added, and those that are null left out. */
export function packWith(changes: Readonly<Record<string, string | null>> = {}, folder = packFolder): Pack {
  const files = Object.entries({ ...samplePack, ...changes }).flatMap(([path, text]) => (text === null ? [] : [{ path, text }]));
  return { folder, files, unread: [] };
}

/** The same as files on disk. */
export function packOnDisk(changes: Readonly<Record<string, string | null>> = {}, folder = packFolder): Readonly<Record<string, string>> {
  return Object.fromEntries(packWith(changes, folder).files.map(({ path, text }) => [`${folder}/${path}`, text]));
}

/** Code that the pack alone says something of, on the lines that end in `flagged`. */
export const packCode = "import { createTrail, send } from '@acme/audit';\nconst trail = createTrail();\nexport function go(user) {\n  trail.write(user.badgeNumber); // flagged\n  send(user.email); // flagged\n  trail.write(user.id);\n}\n";
