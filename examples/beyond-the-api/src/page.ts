/** The page that shows rooms. */
export function measure(id: string): void {
  const script = document.createElement('script');
  // Wrong: who looks at rooms is told to an advertising company before anybody said yes.
  script.src = `https://www.googletagmanager.com/gtag/js?id=${id}`;
  document.head.append(script);
}

export function measureOnceAgreed(id: string, hasConsented: boolean): void {
  if (!hasConsented) return;
  const script = document.createElement('script');
  // Right: after the visitor has agreed.
  script.src = `https://www.googletagmanager.com/gtag/js?id=${id}`;
  document.head.append(script);
}

export function near(show: (latitude: number, longitude: number) => void): void {
  // Wrong: which room is near is no reason to know where somebody is.
  navigator.geolocation.getCurrentPosition(({ coords }) => show(coords.latitude, coords.longitude));
}

export function nearBuilding(form: HTMLFormElement, show: (building: string) => void): void {
  // Right: people say which building they mean.
  show(String(new FormData(form).get('building')));
}

export function leave(ask: (text: string) => Promise<boolean>): Promise<boolean> {
  // Right: a question of one's own, under a name of one's own.
  return ask('Leave the room?');
}

export function release(room: string): void {
  // Wrong: nobody hears of it when the room stays taken.
  fetch(`https://api.caley.app/v1/rooms/${room}/hold`, { method: 'DELETE', signal: AbortSignal.timeout(10_000) });
}

export async function releaseAndTell(room: string, tell: (text: string) => void): Promise<void> {
  // Right: the failure is told.
  await fetch(`https://api.caley.app/v1/rooms/${room}/hold`, { method: 'DELETE', signal: AbortSignal.timeout(10_000) }).catch(() => tell('The room is still held.'));
}
