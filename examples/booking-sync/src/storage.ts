/** Keeps bookings. */
import { Pool } from 'pg';
import type { Booking } from './caley-client';
import { databaseUrl } from './config';
import { encrypt, pseudonym } from './privacy';

const database = new Pool({ connectionString: databaseUrl });

export async function saveBooking(booking: Booking): Promise<void> {
  await database.query('INSERT INTO bookings (id, type, starts_at) VALUES ($1, $2, $3)', [booking.id, booking.type, booking.startsAt]);
  for (const attendee of booking.attendees) {
    // Wrong: nothing shows that this address is encrypted.
    await database.query('INSERT INTO attendees (booking, email) VALUES ($1, $2)', [booking.id, attendee.email]);
    // Right: looked up by pseudonym, readable only with the key.
    await database.query('INSERT INTO attendees (booking, person, email) VALUES ($1, $2, $3)', [booking.id, pseudonym(attendee.id), encrypt(attendee.email)]);
  }
}
