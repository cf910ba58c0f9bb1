/** Counts each guest once. */
import { createHash, createHmac } from 'node:crypto';

export function guestByBrokenHash(guest: { email: string }): string {
  // Wrong: tables turn such a sum back into the address.
  return createHash('md5').update(guest.email).digest('hex');
}

export function guest(attendee: { email: string }, key: string): string {
  // Right: only who has the key can find out whom it stands for.
  return createHmac('sha256', key).update(attendee.email).digest('hex');
}
