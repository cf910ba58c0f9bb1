/**
 * In which forms is consent asked, and development told? In helpers, names kept elsewhere, middleware, decorators; and what only looks so.
 */
import { checkAll, checkAllFiles } from './check';

describe('forms of guards', () => {
  checkAll({
    'early return': `
import mixpanel from 'mixpanel-browser';
function f(user) {
  if (!user.consent) return;
  mixpanel.track('x', { email: user.email });
}`,
    'a wrapper that all callers guard': `
import mixpanel from 'mixpanel-browser';
function share(user) { mixpanel.track('x', { email: user.email }); }
const publish = (user) => { mixpanel.track('x', { email: user.email }); }; // flagged
export function go(user) {
  if (user.hasConsented) share(user);
  if (user.hasConsented) publish(user);
}
export function stop(user) {
  publish(user);
  if (!user.hasConsented) return;
  share(user);
}`,
    'a wrapper that this file guards, and others may not': `
import mixpanel from 'mixpanel-browser';
export function share(user) { mixpanel.track('x', { email: user.email }); } // flagged
export function go(user) {
  if (user.hasConsented) share(user);
}`,
    'switch': `
import mixpanel from 'mixpanel-browser';
function f(user, consent) {
  switch (consent) {
    case 'granted':
      mixpanel.track('x', { email: user.email });
      break;
    case 'denied':
      mixpanel.track('x', { email: user.email }); // flagged
      break;
    default:
      mixpanel.track('x', { email: user.email }); // flagged
  }
}`,
    'switch true on consent': `
import mixpanel from 'mixpanel-browser';
function f(user) {
  switch (user.consent) {
    case true:
      mixpanel.track('x', { email: user.email });
      break;
    case false:
      mixpanel.track('x', { email: user.email }); // flagged
      break;
  }
  switch (true) {
    case user.consent: mixpanel.track('x', { email: user.email }); break;
  }
}`,
    'const': `
import mixpanel from 'mixpanel-browser';
function f(user) {
  const allowed = user.consents.includes('analytics');
  if (allowed) mixpanel.track('x', { email: user.email });
  const ok = Boolean(user.consent);
  if (!ok) return;
  mixpanel.track('x', { email: user.email });
}`,
    'destructured': `
import mixpanel from 'mixpanel-browser';
function f(user) {
  const { analytics: may } = user.consents;
  if (may) mixpanel.track('x', { email: user.email });
  const { consent } = user.settings;
  if (consent) mixpanel.track('x', { email: user.email });
}`,
    'const of the module': `
import mixpanel from 'mixpanel-browser';
const enabled = localStorage.getItem('cookie-consent') === 'yes';
export function f(user) {
  if (enabled) mixpanel.track('x', { email: user.email });
  if (!enabled) mixpanel.track('x', { email: user.email }); // flagged
}`,
    'helper by its body': `
import mixpanel from 'mixpanel-browser';
function canShare(user) { return user.consents.includes('analytics'); }
const may = (user) => user.active && user.hasConsented === true;
function isReady(user) { return user.active; }
function isOut(user) { return !user.hasConsented; }
export function f(user) {
  if (canShare(user)) mixpanel.track('x', { email: user.email });
  if (may(user)) mixpanel.track('x', { email: user.email });
  if (isReady(user)) mixpanel.track('x', { email: user.email }); // flagged
  if (isOut(user)) mixpanel.track('x', { email: user.email }); // flagged
  if (isOut(user)) return;
  mixpanel.track('x', { email: user.email });
}`,
    'helper with branches': `
import mixpanel from 'mixpanel-browser';
function check(user) {
  if (!user.hasConsented) return false;
  return true;
}
function check2(user) {
  if (user.hasConsented) return true;
  return false;
}
function wrong(user) {
  if (user.hasConsented) return false;
  return true;
}
function loose(user) {
  if (user.hasConsented) return true;
  return user.isAdmin;
}
export function f(user) {
  if (check(user)) mixpanel.track('x', { email: user.email });
  if (check2(user)) mixpanel.track('x', { email: user.email });
  if (wrong(user)) mixpanel.track('x', { email: user.email }); // flagged
  if (loose(user)) mixpanel.track('x', { email: user.email }); // flagged
}`,
    'asserting helper': `
import mixpanel from 'mixpanel-browser';
function assertConsent(user) { if (!user.hasConsented) throw new Error('no'); }
function assertReady(user) { if (!user.ready) throw new Error('no'); }
export function f(user) {
  assertConsent(user);
  mixpanel.track('x', { email: user.email });
}
export function g(user) {
  assertReady(user);
  mixpanel.track('x', { email: user.email }); // flagged
}
export function h(user) {
  mixpanel.track('x', { email: user.email }); // flagged
  assertConsent(user);
}`,
    'filter': `
import mixpanel from 'mixpanel-browser';
export function f(users) {
  users.filter((user) => user.hasConsented).forEach((user) => { mixpanel.track('x', { email: user.email }); });
  users.filter((user) => user.active).forEach((user) => { mixpanel.track('x', { email: user.email }); }); // flagged
  const agreed = users.filter((u) => u.hasConsented);
  agreed.map((user) => mixpanel.track('x', { email: user.email }));
}`,
    'middleware': `
import express from 'express';
import mixpanel from 'mixpanel-browser';
import { requireConsent } from './consent';
const router = express.Router();
router.post('/before', (req, res) => { mixpanel.track('x', { email: req.body.email }); }); // flagged
router.post('/one', requireConsent, (req, res) => { mixpanel.track('x', { email: req.body.email }); });
router.use(requireConsent);
router.post('/users', (req, res) => { mixpanel.track('x', { email: req.body.email }); });
const other = express.Router();
other.post('/users', (req, res) => { mixpanel.track('x', { email: req.body.email }); }); // flagged`,
    'UseGuards': `
import { Controller, Post, Body, UseGuards } from '@nestjs/common';
import mixpanel from 'mixpanel-browser';
import { ConsentGuard, AuthGuard } from './guards';
@Controller('a')
@UseGuards(ConsentGuard)
export class A {
  @Post() create(@Body() user: { email: string }) { mixpanel.track('x', { email: user.email }); }
}
@Controller('b')
export class B {
  @Post() @UseGuards(ConsentGuard) create(@Body() user: { email: string }) { mixpanel.track('x', { email: user.email }); }
  @Post() @UseGuards(AuthGuard) other(@Body() user: { email: string }) { mixpanel.track('x', { email: user.email }); } // flagged
}`,
    'ternary': `
import mixpanel from 'mixpanel-browser';
export function f(user) {
  const email = user.hasConsented ? user.email : undefined;
  mixpanel.track('x', { email });
  mixpanel.track('x', { email: user.hasConsented ? user.email : null });
  mixpanel.track('x', { ...(user.hasConsented && { email: user.email }) });
  mixpanel.track('x', { email: user.hasConsented ? null : user.email }); // flagged
}`,
    'posthog': `
import posthog from 'posthog-js';
export function f(user) {
  if (posthog.has_opted_in_capturing()) posthog.capture('x', { email: user.email });
  if (!posthog.has_opted_out_capturing()) posthog.capture('x', { email: user.email });
  if (posthog.has_opted_out_capturing()) posthog.capture('x', { email: user.email }); // flagged
}`,
    'development': `
import pino from 'pino';
const log = pino();
const isDev = process.env.NODE_ENV !== 'production';
export function f(user) {
  if (isDev) log.debug(user.email);
  if (process.env.NODE_ENV === 'development') log.debug(user.email);
  if (process.env.NODE_ENV === 'production') return;
  log.debug(user.email);
}`,
    'try': `
import mixpanel from 'mixpanel-browser';
export async function f(user) {
  try {
    if (!(await hasConsent(user.id))) return;
    mixpanel.track('x', { email: user.email });
  } catch (error) { log(error); }
}`,
    'or early return': `
import mixpanel from 'mixpanel-browser';
export function f(user) {
  if (!user || !user.hasConsented) return;
  mixpanel.track('x', { email: user.email });
}
export function g(user) {
  if (!user && !user.hasConsented) return;
  mixpanel.track('x', { email: user.email }); // flagged
}
export function h(user) {
  if (user.hasConsented || user.isAdmin) mixpanel.track('x', { email: user.email }); // flagged
}`,
  });
});

describe('forms of guards across files', () => {
  checkAllFiles({
    'guard clause in caller across files': {
      'share.ts': `import mixpanel from 'mixpanel-browser';
export function share(value) { mixpanel.track('x', { value }); }
export function publish(value) { share(value); }`,
      'main.ts': `import { share, publish } from './share';
export function go(user) {
  if (user.hasConsented) share(user.email);
  share(user.email); // flagged
  if (user.hasConsented) publish(user.email);
  publish(user.email); // flagged
  if (!user.hasConsented) return;
  share(user.email);
}
export function leave(user) {
  if (user.active) share(user.email); // flagged
}`,
    },
    'the callee flagged itself, one caller does not': {
      'share.ts': `import mixpanel from 'mixpanel-browser';
export function share(user) { mixpanel.track('x', { email: user.email }); } // flagged`,
      'main.ts': `import { share } from './share';
export function go(user) {
  if (user.hasConsented) share(user);
}
export function stop(user) {
  share(user);
}`,
    },
    'const of another file': {
      'privacy.ts': `export const enabled = localStorage.getItem('cookie-consent') === 'yes';
export const other = localStorage.getItem('theme') === 'dark';`,
      'main.ts': `import mixpanel from 'mixpanel-browser';
import { enabled, other } from './privacy';
export function f(user) {
  if (enabled) mixpanel.track('x', { email: user.email });
  if (!enabled) mixpanel.track('x', { email: user.email }); // flagged
  if (other) mixpanel.track('x', { email: user.email }); // flagged
}`,
    },
    'helper across files, async, method': {
      'privacy.ts': `export async function allowed(user) { const row = await db.consents.findOne(user.id); return row?.consent === true; }
export class Gate { private readonly on = true; passes(user) { return this.on && user.consents.has('marketing'); } }
export const rules = { passes: (user) => user.hasConsented };`,
      'main.ts': `import mixpanel from 'mixpanel-browser';
import { allowed, Gate, rules } from './privacy';
export class Sender {
  constructor(private readonly gate: Gate) {}
  async f(user) {
    if (await allowed(user)) mixpanel.track('x', { email: user.email });
    if (this.gate.passes(user)) mixpanel.track('x', { email: user.email });
    if (rules.passes(user)) mixpanel.track('x', { email: user.email });
    if (!(await allowed(user))) mixpanel.track('x', { email: user.email }); // flagged
  }
}`,
    },
    'development across files': {
      'env.ts': `export const local = process.env.NODE_ENV !== 'production';
export const config = { local: process.env.NODE_ENV === 'development', live: process.env.NODE_ENV === 'production' };
export function inDevelopment() { return process.env.NODE_ENV === 'development'; }`,
      'main.ts': `import pino from 'pino';
import { local, config, inDevelopment } from './env';
const log = pino();
export function f(user) {
  if (local) log.debug(user.email);
  if (config.local) log.debug(user.email);
  if (inDevelopment()) log.debug(user.email);
  if (config.live) log.debug(user.email); // flagged
  if (!config.live) log.debug(user.email);
}`,
    },
  });
});
