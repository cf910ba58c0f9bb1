/** Makes what ties an authorization to the session that asked for it. */
import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';

export function guessableState(session: { state?: string }): string {
  // Wrong: whoever saw a few of these numbers knows the next one.
  const state = Math.random().toString(36).slice(2);
  session.state = state;
  return state;
}

export function newState(session: { state?: string }): string {
  // Right: nobody guesses it.
  const state = randomBytes(32).toString('base64url');
  session.state = state;
  return state;
}

export function connectQuickly(req: Request, res: Response): void {
  // Wrong: whoever hands the user a code of their own gets that user's bookings.
  res.redirect('https://auth.caley.app/oauth/authorize?client_id=booking-sync&response_type=code&redirect_uri=https://booking-sync.acme.io/callback');
}

export function connectCarefully(req: Request, res: Response): void {
  // Right: the session knows what it asked for when the code arrives.
  const state = newState(req.session);
  res.redirect(`https://auth.caley.app/oauth/authorize?client_id=booking-sync&response_type=code&state=${state}&redirect_uri=https://booking-sync.acme.io/callback`);
}
