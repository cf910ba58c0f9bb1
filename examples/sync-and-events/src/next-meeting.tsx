import { useEffect, useState } from 'react';
import { explain } from './problems';

async function load(): Promise<string> {
  const answer = await fetch('https://api.caley.app/v1/next', { signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) throw new Error(`Caley answered ${String(answer.status)}`);
  return answer.text();
}

export function NextMeeting() {
  const [start, setStart] = useState('');
  // Wrong: the answer changes the state, which shows the component, which asks again.
  useEffect(() => {
    load().then(setStart).catch(explain);
  });
  return <p>{start}</p>;
}

export function NextMeetingOnce() {
  const [start, setStart] = useState('');
  // Right: once.
  useEffect(() => {
    load().then(setStart).catch(explain);
  }, []);
  return <p>{start}</p>;
}
