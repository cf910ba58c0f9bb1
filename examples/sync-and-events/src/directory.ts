const base = 'https://api.caley.app/v1';

const within = (): AbortSignal => AbortSignal.timeout(10_000);

export async function teams(): Promise<unknown> {
  // Wrong: three questions, and nothing here knows what to do when Caley has too many of them.
  const answer = await fetch(`${base}/teams`, { signal: within() });
  return answer.json();
}

export async function rooms(): Promise<unknown> {
  const answer = await fetch(`${base}/rooms`, { signal: within() });
  return answer.json();
}

export async function eventTypes(): Promise<unknown> {
  const answer = await fetch(`${base}/event-types`, { signal: within() });
  return answer.json();
}
