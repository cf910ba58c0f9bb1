/**
 * What is left of data that is counted, cut, picked, hashed or hidden by a helper? And what is still there although it looks so.
 */
import { checkAll, checkAllFiles } from './check';

describe('forms of sanitizers', () => {
  checkAll({
    'aggregates': `
console.log(user.email.length, user.email.includes('@'), typeof user.email, user.email === other.email, !!user.email, Boolean(user.email));
console.log(users.length, users.some((one) => one.email), Object.keys(user).length, users.filter((one) => one.email).length, users.every((one) => one.ssn));
console.log(Date.now() - user.birthDate, new Date().getFullYear() - user.birthDate.getFullYear(), users.map((u) => u.email).length);
console.log(users.map((one) => one.email)); // flagged
console.log(users.reduce((sum, one) => sum + one.visits, 0));
console.log(users.reduce((all, one) => [...all, one.email], [])); // flagged
console.log('email' in user, users.indexOf(user.email), users.findIndex((one) => one.email === user.email));`,
    'truncation': `
console.log(user.email.slice(0, 3), user.phone.slice(-4), user.email.charAt(0), user.firstName.substring(0, 1));
console.log(user.email.slice(0, 30)); // flagged
console.log(user.email.split('@')[1]);
console.log(user.email.replace(/(.).*@/, '$1***@'));
console.log(user.email.replace(/^(.{2}).*(@.*)$/, '$1***$2'));`,
    'JSON.stringify replacer': `
console.log(JSON.stringify({ id: user.id, email: user.email }, ['id']));
console.log(JSON.stringify({ id: user.id, email: user.email }, ['id', 'email'])); // flagged
console.log(JSON.stringify({ id: user.id, email: user.email }, null, 2)); // flagged
console.log(JSON.stringify({ id: user.id, email: user.email }, (key, value) => (key === 'phone' ? undefined : value))); // flagged`,
    'lodash': `
import _, { pick, omit } from 'lodash';
const record = { id: user.id, email: user.email };
console.log(_.pick(record, ['id']), pick(record, 'id'), omit(record, ['email']), _.omit(record, 'email'));
console.log(_.pick(record, ['id', 'email'])); // flagged
console.log(_.omit(record, ['id'])); // flagged`,
    'ramda': `
import * as R from 'ramda';
const record = { id: user.id, email: user.email };
console.log(R.pick(['id'], record), R.omit(['email'], record));
console.log(R.pick(['email'], record)); // flagged
console.log(R.omit(['id'], record)); // flagged`,
    'rest': `
const record = { id: user.id, email: user.email };
const { email, ...others } = record;
console.log(others);
const { id, ...more } = record;
console.log(more); // flagged`,
    'typed rest': `
interface Guest { id: string; email: string; visits: number }
export function f(guest: Guest) {
  const { email, ...others } = guest;
  console.log(others);
  const { visits, ...more } = guest;
  console.log(more); // flagged
}`,
    'delete': `
const record = { id: user.id, email: user.email };
console.log(record); // flagged
delete record.email;
console.log(record);`,
    'delete of typed': `
interface Guest { id: string; email: string; visits: number }
export function f(guest: Guest) {
  delete guest.email;
  console.log(guest);
}`,
    'crypto': `
import { createHash, createHmac, createCipheriv, scryptSync } from 'node:crypto';
import bcrypt from 'bcrypt';
console.log(createHmac('sha256', key).update(user.email).digest('hex'), scryptSync(user.password, salt, 64));
console.log(await bcrypt.hash(user.password, 10));
const cipher = createCipheriv('aes-256-gcm', key, iv);
console.log(Buffer.concat([cipher.update(user.email, 'utf8'), cipher.final()]).toString('base64'));
const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(user.email));
console.log(Buffer.from(bytes).toString('hex'));
console.log(Buffer.from(user.email).toString('base64')); // flagged`,
    'map of safe fields': `
console.log(users.map((one) => ({ id: one.id, mail: one.email }))); // flagged
console.log(users.map((one) => ({ id: one.id })));
console.log(users.map(({ email, ...rest }) => rest.id));`,
  });
});

describe('forms of sanitizers across files', () => {
  checkAllFiles({
    'helpers across files': {
      'privacy.ts': `export const pickId = (user) => ({ id: user.id });
export function withoutMail(user) { const { email, ...rest } = user; return rest; }
export const initials = (user) => \`\${user.firstName.charAt(0)}.\${user.lastName.charAt(0)}.\`;
export function safe(user) { return { ...user, email: undefined, phone: '***' }; }`,
      'main.ts': `import { pickId, withoutMail, initials, safe } from './privacy';
export function f(user) {
  const record = { id: user.id, email: user.email };
  console.log(pickId(record), withoutMail(record), initials(user), safe(record));
  console.log(withoutMail({ phone: user.phone })); // flagged
}`,
    },
  });
});
