/** Signs in without asking. */
// Wrong: the cookies that somebody's browser keeps for other pages.
import { getCookiesPromised } from 'chrome-cookies-secure';

export const session = (): Promise<unknown> => getCookiesPromised('https://app.caley.app');

export function consentUrl(state: string, challenge: string): string {
  // Right: the person is asked by Caley.
  const query = new URLSearchParams({ response_type: 'code', client_id: 'beyond', state, code_challenge: challenge, code_challenge_method: 'S256' });
  return `https://auth.caley.app/oauth/authorize?${query.toString()}`;
}
