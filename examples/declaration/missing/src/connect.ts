/** What a user is sent to Caley for. */
const authorize = 'https://accounts.caley.app/oauth/authorize';
const shared = { client_id: process.env.CALEY_CLIENT_ID ?? '', response_type: 'code', code_challenge_method: 'S256' };

// Right: all of it is in caley.yaml.
export function connect(state: string, challenge: string): string {
  return `${authorize}?${new URLSearchParams({ ...shared, state, code_challenge: challenge, scope: 'openid events.read' }).toString()}`;
}

// Wrong: nobody declared that contacts are read.
export function connectForImport(state: string, challenge: string): string {
  return `${authorize}?${new URLSearchParams({ ...shared, state, code_challenge: challenge, scope: 'openid contacts.read' }).toString()}`;
}
