/** Takes people back from Caley. */
import axios from 'axios';
import express from 'express';

export const app = express();
let caleyToken: string | undefined;

async function redeem(code: string) {
  const { data } = await axios.post('https://auth.caley.app/oauth/token', { grant_type: 'authorization_code', code }, { timeout: 10_000 });
  return data;
}

app.get('/callback', async (req, res) => {
  const grant = await redeem(String(req.query.code));
  // Right: with whom it is of.
  req.session.caley = grant.access_token;
  res.redirect('/');
});

app.get('/callback/first', async (req, res) => {
  const grant = await redeem(String(req.query.code));
  // Wrong: the next who comes asks with it.
  caleyToken = grant.access_token;
  res.redirect('/');
});

app.get('/callback/page', async (req, res) => {
  const grant = await redeem(String(req.query.code));
  // Wrong: it stands in the history of a browser.
  res.redirect(`/calendar#token=${grant.access_token}`);
});

export const current = (): string | undefined => caleyToken;
