const withinSeconds = (seconds: number) => AbortSignal.timeout(seconds * 1000);

export async function build(hash: string): Promise<string | null> {
  // Wrong: what Caley's program says inside may change at any time, and is not for others to read.
  const script = await fetch(`https://static.caley.app/assets/${hash}.js`, { signal: withinSeconds(10) });
  return /build:"(\d+)"/.exec(await script.text())?.[1] ?? null;
}

export async function isReachable(token: string): Promise<boolean> {
  // Right: the documented API says what there is to know.
  const answer = await fetch('https://api.caley.app/v1/users/me', { headers: { authorization: `Bearer ${token}` }, signal: withinSeconds(10) });
  return answer.ok;
}
