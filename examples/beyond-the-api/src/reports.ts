/** Tells Sentry what goes wrong. */
import * as Sentry from '@sentry/node';

export function start(): void {
  Sentry.init({
    dsn: process.env.SENTRY_DSN,
    // Wrong: who was signed in, from where and with which cookies goes along.
    sendDefaultPii: true,
  });
}

export function startPlainly(): void {
  // Right: what went wrong, and no more.
  Sentry.init({ dsn: process.env.SENTRY_DSN, sendDefaultPii: false });
}
