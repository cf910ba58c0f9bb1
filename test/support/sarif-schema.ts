/** Is a SARIF log valid? Answers by the schema of OASIS, kept in test/report/sarif-schema. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import type { Log } from 'sarif';

/** The schema is written in draft 4; nothing in it means something else to a validator of draft 7 but its own id. Null where the log is valid, else the errors. */
export function sarifValidator(): (log: Log) => unknown {
  const schema = JSON.parse(readFileSync(join(__dirname, '..', 'report', 'sarif-schema', 'sarif-2.1.0-rtm.5.json'), 'utf8')) as Record<string, unknown>;
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats(ajv);
  delete schema['$schema'];
  delete schema['id'];
  const validate = ajv.compile(schema);
  return (log) => (validate(JSON.parse(JSON.stringify(log))) ? null : validate.errors);
}
