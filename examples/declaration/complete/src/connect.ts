/** What a user is sent to Caley for. */
const authorize = 'https://accounts.caley.app/oauth/authorize';
const scopes = ['openid', 'events.read', 'events.write'];

// Right: all of it is in caley.yaml.
export function connect(state: string, challenge: string): string {
  const query = new URLSearchParams({
    client_id: process.env.CALEY_CLIENT_ID ?? '', response_type: 'code', state, code_challenge: challenge, code_challenge_method: 'S256', scope: scopes.join(' '),
  });
  return `${authorize}?${query.toString()}`;
}
