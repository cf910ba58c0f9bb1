const api = 'https://api.caley.app/v1';
const withinSeconds = (seconds: number) => AbortSignal.timeout(seconds * 1000);

export async function cancelQuietly(id: string): Promise<void> {
  try {
    // Wrong: when it fails the guest comes to a meeting that the host took for cancelled.
    await fetch(`${api}/bookings/${id}`, { method: 'DELETE', signal: withinSeconds(10) });
  } catch {}
}

export async function cancel(id: string, show: (text: string) => void): Promise<void> {
  try {
    // Right: the user is told.
    await fetch(`${api}/bookings/${id}`, { method: 'DELETE', signal: withinSeconds(10) });
  } catch {
    show('The meeting could not be cancelled.');
  }
}

export async function move(id: string, start: string): Promise<void> {
  // Wrong: the guests are not told that the meeting was moved.
  await fetch(`${api}/bookings/${id}`, { method: 'PATCH', signal: withinSeconds(10), body: JSON.stringify({ start, sendNotifications: false }) });
}

export async function moveAsChosen(id: string, start: string, sendNotifications: boolean): Promise<void> {
  // Right: whoever moves it decides.
  await fetch(`${api}/bookings/${id}`, { method: 'PATCH', signal: withinSeconds(10), body: JSON.stringify({ start, sendNotifications }) });
}
