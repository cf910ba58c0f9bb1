const caley = 'https://api.caley.app/v1';

export async function eventsByQuery(accessToken: string): Promise<unknown> {
  // Wrong: every proxy and server on the way writes the token into its log.
  const response = await fetch(`${caley}/events?access_token=${accessToken}`);
  return response.json();
}

export async function events(accessToken: string): Promise<unknown> {
  // Right: headers are not written down.
  const response = await fetch(`${caley}/events`, { headers: { authorization: `Bearer ${accessToken}` } });
  return response.json();
}
