/** Leads a user to Caley's consent screen. */
import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';

const authorize = 'https://auth.caley.app/oauth/authorize';
const clientId = process.env.CALEY_CLIENT_ID ?? '';

export function reconnect(req: Request, res: Response): void {
  const url = new URL(authorize);
  url.searchParams.set('client_id', clientId);
  url.searchParams.set('state', stateOf(req));
  // Wrong: the user is not shown who asks, and for what.
  url.searchParams.set('prompt', 'none');
  res.redirect(url.href);
}

export function connectWithoutTls(req: Request, res: Response): void {
  // Wrong: everybody on the way reads the code.
  res.redirect(`${authorize}?client_id=${clientId}&response_type=code&state=${stateOf(req)}&redirect_uri=http://booking-sync.acme.io/callback`);
}

export function connect(req: Request, res: Response): void {
  // Right: a new state that the session remembers, and an address of one's own.
  res.redirect(`${authorize}?client_id=${clientId}&response_type=code&state=${stateOf(req)}&redirect_uri=https://booking-sync.acme.io/callback`);
}

function stateOf(req: Request): string {
  const state = randomUUID();
  req.session.state = state;
  return state;
}

declare module 'express-session' {
  interface SessionData {
    state: string;
  }
}
