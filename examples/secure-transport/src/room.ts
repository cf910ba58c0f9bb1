/** Books the room that belongs to a meeting, at the building's own server. */
import https from 'node:https';

export function bookRoomOldTls(room: string): void {
  // Wrong: TLS 1.0 can be broken into, and whoever is on the way sees to it that it is used.
  const agent = new https.Agent({ minVersion: 'TLSv1' });
  https.request('https://rooms.acme.io/book', { agent, method: 'POST', timeout: 10_000 }).end(JSON.stringify({ room }));
}

export function bookRoom(room: string): void {
  // Right: 1.2 or later, which runtimes ask for by themselves.
  const agent = new https.Agent({ minVersion: 'TLSv1.2' });
  https.request('https://rooms.acme.io/book', { agent, method: 'POST', timeout: 10_000 }).end(JSON.stringify({ room }));
}
