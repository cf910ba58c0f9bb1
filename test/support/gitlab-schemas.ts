/**
 * What does GitLab ask of its reports? The constraints of its own schemas (codeclimate.json, SAST report 15.0.7) on what we write, in short. Must not allow a
 * key that it does not know.
 */
import Ajv2020 from 'ajv/dist/2020';
import type { ErrorObject } from 'ajv';

const text = (rest: object = {}): object => ({ type: 'string', minLength: 1, ...rest });
const all = (properties: Readonly<Record<string, object>>, optional: readonly string[] = []): object => ({
  type: 'object', properties, required: Object.keys(properties).filter((key) => !optional.includes(key)), additionalProperties: false,
});
const line = { type: 'integer', minimum: 1 };

const codeQualitySchema = {
  type: 'array',
  items: all({
    description: text(), check_name: text(), fingerprint: text(), severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
    location: all({ path: text({ not: { pattern: '^(?:/|\\./)' } }), lines: all({ begin: line, end: line }) }),
  }),
};

const scanner = all({ id: text(), name: text(), version: text(), vendor: all({ name: text() }) });
const time = text({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}$' });

const sastSchema = all({
  version: text({ pattern: '^15\\.0\\.7$' }),
  scan: all({
    analyzer: scanner, scanner, type: { const: 'sast' }, start_time: time, end_time: time, status: { enum: ['success', 'failure'] },
    messages: { type: 'array', items: all({ level: { enum: ['info', 'warn', 'fatal'] }, value: text() }) },
  }),
  vulnerabilities: {
    type: 'array',
    items: all({
      id: text(), name: text({ maxLength: 255 }), description: text({ maxLength: 1_048_576 }), severity: { enum: ['Info', 'Unknown', 'Low', 'Medium', 'High', 'Critical'] }, solution: text({ maxLength: 7_000 }),
      identifiers: { type: 'array', minItems: 1, items: all({ type: text(), name: text(), value: text() }) },
      location: all({ file: text(), start_line: line, end_line: line, method: { type: 'string' } }),
    }, ['solution']),
  },
});

/** Each answers null where a value is as GitLab's schema has it, else what is wrong. */
export const codeQualityFaults = validator(codeQualitySchema);
export const sastFaults = validator(sastSchema);

function validator(schema: object): (value: unknown) => readonly ErrorObject[] | null {
  const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema);
  return (value) => (validate(value) ? null : (validate.errors ?? []));
}
