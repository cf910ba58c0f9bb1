/** Counts what users do, and reports what goes wrong. */
import * as Sentry from '@sentry/node';
import { UserData } from 'facebook-nodejs-business-sdk';
import { PostHog } from 'posthog-node';
import { fetchBooking } from './caley-client';
import type { Attendee, Booking } from './caley-client';
import { pseudonym } from './privacy';

const posthog = new PostHog('phc_public_project_key');

export async function trackBooking(bookingId: string): Promise<void> {
  const booking: Booking = await fetchBooking(bookingId);
  // Wrong: the whole record of a person goes to analytics, with whatever fields it gains tomorrow.
  posthog.capture({ distinctId: booking.id, event: 'booked', properties: { organizer: booking.organizer } });
  // Right: the fields that the count needs.
  posthog.capture({ distinctId: pseudonym(booking.organizer.id), event: 'booked', properties: { type: booking.type, attendees: booking.attendees.length } });
}

export function identify(attendee: Attendee): void {
  // Wrong: analytics learns who it is.
  posthog.identify({ distinctId: attendee.id, properties: { email: attendee.email } });
  // Wrong: so does an advertising network, and hashing would not help: it hashes too.
  new UserData().setEmail(attendee.email);
}

export function reportFailure(error: Error, attendee: Attendee): void {
  // Wrong: error reports are read by many.
  Sentry.setUser({ id: attendee.id, email: attendee.email });
  // Right: an id is enough to find the person again.
  Sentry.setUser({ id: pseudonym(attendee.id) });
  Sentry.captureException(error);
}
