/**
 * What do loggers leave out? Keys that they are told to hide, and what serializers and formats change; not what is written into a text.
 */
import { checkAll, checkAllFiles } from './check';

describe('redaction by loggers', () => {
  checkAll({
    'pino paths': `
import pino from 'pino';
const log = pino({ redact: ['email', 'user.email', '*.phone', 'guests[*].email', 'req.headers["x-api-key"]'] });
export function f(user, guests) {
  log.info({ email: user.email }, 'saved');
  log.info({ user: { email: user.email } });
  log.info({ user: { email: user.email, ssn: user.ssn } }); // flagged
  log.info({ any: { phone: user.phone } });
  log.info({ other: { deep: { phone: user.phone } } }); // flagged
  log.info({ ssn: user.ssn }); // flagged
  log.info(user.email); // flagged
  log.info(\`mail \${user.email}\`); // flagged
  log.info({ msg: \`mail \${user.email}\` }); // flagged
  log.info({}, user.email); // flagged
  log.info({ guests: [{ email: user.email }] });
}`,
    'pino paths object and children': `
import { pino } from 'pino';
const paths = ['email'];
const log = pino({ redact: { paths, censor: '***' } });
const child = log.child({ module: 'a' });
export function f(user) {
  child.info({ email: user.email });
  child.child({}).warn({ email: user.email });
  child.warn({ phone: user.phone }); // flagged
}
const plain = pino();
export function g(user) { plain.info({ email: user.email }); } // flagged`,
    'pino objects made before, types': `
import pino from 'pino';
const log = pino({ redact: ['user.email', 'user.ssn'] });
interface Guest { email: string; ssn: string; visits: number }
interface Member { email: string; phone: string }
export function f(user: Guest, other: Member) {
  const entry = { user: { email: user.email }, id: 1 };
  log.info(entry);
  log.info({ user });
  log.info({ user: other }); // flagged
  log.info({ other }); // flagged
}`,
    'pino serializers and formatters': `
import pino from 'pino';
const log = pino({ serializers: { user: (user) => ({ id: user.id }), guest: (guest) => ({ mail: guest.email }) }, formatters: { log: (object) => { const { ssn, ...rest } = object; return rest; } } });
export function f(user, guest) {
  log.info({ user: { email: user.email } });
  log.info({ guest: { email: guest.email } }); // flagged
  log.info({ guest: { phone: guest.phone } });
  log.info({ ssn: user.ssn });
  log.info({ phone: user.phone }); // flagged
}`,
    'winston format': `
import winston, { format } from 'winston';
const hide = format((info) => { info.email = '***'; delete info.phone; return info; });
const log = winston.createLogger({ format: format.combine(hide(), format.json()) });
export function f(user) {
  log.info('saved', { email: user.email });
  log.info('saved', { phone: user.phone });
  log.info('saved', { ssn: user.ssn }); // flagged
  log.info(\`saved \${user.email}\`); // flagged
}`,
    'bunyan serializers': `
import bunyan from 'bunyan';
const log = bunyan.createLogger({ name: 'a', serializers: { user: (user) => ({ id: user.id }) } });
export function f(user) {
  log.info({ user: { email: user.email } });
  log.info({ person: { email: user.email } }); // flagged
}`,
  });
});

describe('redaction by loggers across files', () => {
  checkAllFiles({
    'pino of another file': {
      'log.ts': `import pino from 'pino';
export const log = pino({ redact: ['email'] });
export const open = pino({ redact: ['token'] });`,
      'main.ts': `import { log, open } from './log';
export function f(user) {
  log.info({ email: user.email });
  open.info({ email: user.email }); // flagged
  log.info({ phone: user.phone }); // flagged
}`,
    },
    'wrapper': {
      'log.ts': `import pino from 'pino';
const log = pino({ redact: ['email', 'data.phone'] });
export function note(entry) { log.info(entry); }
export function put(data) { log.info({ data }); }`,
      'main.ts': `import { note, put } from './log';
export function f(user) {
  note({ email: user.email });
  note({ ssn: user.ssn }); // flagged
  put({ phone: user.phone });
  put({ email: user.email }); // flagged
  note(user.email); // flagged
}`,
    },
    'winston format with a helper of another file': {
      'mask.ts': `import { format } from 'winston';
export const mask = (text: string) => text.replace(/./g, '*');
export const hide = format((info) => ({ ...info, email: mask(info.email) }));`,
      'log.ts': `import { createLogger, format } from 'winston';
import { hide } from './mask';
export const log = createLogger({ level: 'info', format: format.combine(format.timestamp(), hide()) });`,
      'main.ts': `import { log } from './log';
export function f(user) {
  log.info({ message: 'x', email: user.email });
  log.info({ message: 'x', phone: user.phone }); // flagged
}`,
    },
  });
});
