/** Redeems what the consent screen gave. */
import axios from 'axios';

const tokenUrl = 'https://auth.caley.app/oauth/token';

export async function signIn(username: string, password: string): Promise<unknown> {
  // Wrong: who has the password may do everything, and nobody was asked.
  const form = new URLSearchParams({ grant_type: 'password', username, password });
  return axios.post(tokenUrl, form, { timeout: 10_000 });
}

export async function redeem(code: string, verifier: string): Promise<unknown> {
  // Right: the user has said yes to what the code stands for.
  const form = new URLSearchParams({ grant_type: 'authorization_code', code, code_verifier: verifier });
  return axios.post(tokenUrl, form, { timeout: 10_000 });
}
