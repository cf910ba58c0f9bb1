/** Writes lists for the weekly report. */
import { writeFileSync } from 'node:fs';
import { fetchBookings } from './caley-client';
import { encrypt } from './privacy';

export async function exportAttendees(): Promise<void> {
  const bookings = await fetchBookings();
  const rows = bookings.flatMap((booking) => booking.attendees.map((attendee) => `${attendee.name},${attendee.email}`));
  // Wrong: a file that everyone on the machine, and every backup, can read.
  writeFileSync('exports/attendees.csv', rows.join('\n'));
  // Right: encrypted before it touches the disk, and for the owner only.
  writeFileSync('exports/attendees.csv.enc', encrypt(rows.join('\n')), { mode: 0o600 });
}

export async function exportCounts(): Promise<void> {
  const bookings = await fetchBookings();
  // Right: a count is no personal data.
  writeFileSync('exports/count.txt', String(bookings.length));
}
