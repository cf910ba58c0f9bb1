/** Asks Caley for what is free. */
const keys = String(process.env.CALEY_KEYS).split(',');
let turn = 0;

export async function slots(team: string) {
  // Right: one key, and it waits where it is told to.
  const answer = await fetch(`https://api.caley.app/v1/teams/${team}/slots`, { headers: { authorization: `Bearer ${process.env.CALEY_KEY}` }, signal: AbortSignal.timeout(10_000) });
  if (answer.status === 429) await new Promise((done) => setTimeout(done, Number(answer.headers.get('retry-after')) * 1000));
  return answer.json();
}

export async function manySlots(team: string) {
  const answer = await fetch(`https://api.caley.app/v1/teams/${team}/slots`, {
    // Wrong: no key ever meets its limit.
    headers: { authorization: `Bearer ${keys[turn++ % keys.length]}` },
    signal: AbortSignal.timeout(10_000),
  });
  return answer.json();
}

export async function slotsFromAnywhere(team: string) {
  const answer = await fetch(`https://api.caley.app/v1/teams/${team}/slots`, {
    // Wrong: each request is said to come from another place.
    headers: { 'X-Forwarded-For': `81.2.69.${Math.floor(Math.random() * 255)}` },
    signal: AbortSignal.timeout(10_000),
  });
  return answer.json();
}
