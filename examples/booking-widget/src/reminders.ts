const api = 'https://api.caley.app/v1';
const withinSeconds = (seconds: number) => AbortSignal.timeout(seconds * 1000);

export function remind(id: string): void {
  // Wrong: nobody waits for it.
  fetch(`${api}/bookings/${id}/reminders`, { method: 'POST', signal: withinSeconds(10) });
}

export async function remindAndTell(id: string, show: (text: string) => void): Promise<void> {
  // Right: somebody waits, and hears of it.
  await fetch(`${api}/bookings/${id}/reminders`, { method: 'POST', signal: withinSeconds(10) }).catch(() => show('The guests were not reminded.'));
}
