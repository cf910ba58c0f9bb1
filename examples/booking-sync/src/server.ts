/** Serves the settings page and takes the webhooks in. */
import cors from 'cors';
import express from 'express';
import session from 'express-session';
import { webhook } from './webhook';

const production = process.env.NODE_ENV === 'production';

export function sessions(secret: string): express.RequestHandler {
  // Right: the environment decides, for machines of developers.
  return session({ secret, resave: false, saveUninitialized: false, cookie: { secure: production, sameSite: 'lax' } });
}

export function openTo(): express.RequestHandler {
  // Wrong: any page that a signed-in user visits may ask in the user's name and read the answer.
  return cors({ origin: true, credentials: true });
}

export function openToOurs(): express.RequestHandler {
  // Right: one's own application by name.
  return cors({ origin: ['https://app.booking-sync.dev'], credentials: true });
}

export const app = express();
app.use(webhook);
