/** Signs a person in to the page that lists their meetings. */
import express from 'express';
import session from 'express-session';

const secret = process.env.SESSION_SECRET ?? '';

export function openSessions(): express.Express {
  const app = express();
  // Wrong: any script of the page reads the cookie, and it is sent over connections that everybody can listen to.
  app.use(session({ secret, resave: false, saveUninitialized: false, cookie: { httpOnly: false, secure: false } }));
  return app;
}

export function sessions(): express.Express {
  const app = express();
  // Right: for the server's eyes only, and over TLS only.
  app.use(session({ secret, resave: false, saveUninitialized: false, cookie: { httpOnly: true, secure: true, sameSite: 'lax' } }));
  return app;
}
