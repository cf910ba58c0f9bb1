/** Connects a user's Caley account. */
import axios from 'axios';
import { Router } from 'express';
import { Pool } from 'pg';
import { config, databaseUrl } from './config';
import { log } from './log';
import { encrypt } from './privacy';

const database = new Pool({ connectionString: databaseUrl });
export const oauth = Router();

oauth.get('/caley/callback', async (req, res) => {
  const { data: tokens } = await axios.post('https://api.caley.app/oauth/token', {
    grant_type: 'authorization_code',
    code: req.query.code,
    client_id: config.caleyClientId,
    client_secret: config.caleyClientSecret,
  });

  // Wrong: the token opens the user's calendar to everyone who reads the log.
  log.info(`connected with token ${tokens.access_token}`);
  // Right: what happened, without the key to it.
  log.info({ expiresIn: tokens.expires_in }, 'connected');

  const account = String(req.query.state);
  // Wrong: a copy of the database is a copy of every connected calendar.
  await database.query('INSERT INTO connections (account, access_token) VALUES ($1, $2)', [account, tokens.access_token]);
  // Right: encrypted with a key that is not in the database.
  await database.query('INSERT INTO connections (account, refresh_token) VALUES ($1, $2)', [account, encrypt(tokens.refresh_token)]);

  res.redirect('/connected');
});
