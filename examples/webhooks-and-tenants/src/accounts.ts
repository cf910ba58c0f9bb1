/** Keeps the token of who connected. */
import axios from 'axios';
import { Router } from 'express';

export const accounts = Router();
let accessToken = '';

accounts.get('/caley/callback', async (req, res) => {
  const { data } = await axios.post('https://api.caley.app/oauth/token', { code: req.query.code }, { timeout: 10_000 });
  // Wrong: the next user gets it.
  accessToken = String(data.access_token);
  res.redirect('/');
});

accounts.get('/caley/connected', (_req, res) => {
  res.json({ connected: accessToken !== '' });
});
