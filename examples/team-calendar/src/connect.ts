/** Sends people to Caley, where they say what the calendar may do. */
const authorize = 'https://auth.caley.app/oauth/authorize';

export function connect(state: string, challenge: string): void {
  const query = new URLSearchParams({ client_id: 'team-calendar', response_type: 'code', state, code_challenge: challenge, code_challenge_method: 'S256' });
  // Right: Caley asks them.
  location.href = `${authorize}?${query}`;
}

export function reconnect(state: string, challenge: string): void {
  // Wrong: nobody is asked.
  location.href = `${authorize}?client_id=team-calendar&response_type=code&state=${state}&code_challenge=${challenge}&code_challenge_method=S256&prompt=none`;
}

const callback = 'https://brisk-otter-81.ngrok-free.app/callback';

export function connectBeta(state: string, challenge: string): void {
  // Wrong: the name of a tunnel is somebody else's tomorrow.
  location.href = `${authorize}?client_id=team-calendar&response_type=code&state=${state}&code_challenge=${challenge}&code_challenge_method=S256&redirect_uri=${callback}`;
}
