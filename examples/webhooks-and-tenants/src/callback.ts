/** Ends the connecting of an account. */
import axios from 'axios';
import type { Request, Response } from 'express';

const grantAt = 'https://api.caley.app/oauth/token';

export async function callbackToPage(req: Request, res: Response): Promise<void> {
  const { data } = await axios.post(grantAt, { grant_type: 'authorization_code', code: req.query.code }, { timeout: 10_000 });
  // Wrong: every script of the page may ask Caley from now on.
  res.json({ token: data.access_token });
}

export async function callbackByAddress(req: Request, res: Response): Promise<void> {
  const { data } = await axios.post(grantAt, { grant_type: 'authorization_code', code: req.query.code }, { timeout: 10_000 });
  // Wrong: histories and logs keep the address.
  res.redirect(`/app#token=${String(data.access_token)}`);
}

export async function callbackToTenant(req: Request, res: Response): Promise<void> {
  const { data } = await axios.post(grantAt, { grant_type: 'authorization_code', code: req.query.code }, { timeout: 10_000 });
  const expires: unknown = data.expires_in;
  // Right: the page hears that it worked; the token stays here.
  res.json({ connected: true, expires });
}
