// Attendees of a booking, as the page shows them.
import { createHash } from 'node:crypto';

export interface Attendee {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

export function pictureByHash(attendee: Attendee): string {
  const hash = createHash('sha256').update(attendee.email.trim().toLowerCase()).digest('hex');
  // Wrong: the service learns who is looked at and when, and can guess the address.
  return `https://www.gravatar.com/avatar/${hash}?s=80`;
}

export function picture(attendee: Attendee): string {
  // Right: the picture comes from where the page comes from.
  return `/pictures/${attendee.id}.png`;
}
