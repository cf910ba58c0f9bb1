/** Keeps the session in the browser. */
import type { Booking } from '../caley-client';

interface Session {
  readonly accessToken: string;
  readonly theme: string;
}

export function keepSession(session: Session): void {
  // Wrong: every script on the page can read it.
  localStorage.setItem('caley_token', session.accessToken);
  // Right: nothing to hide. The token belongs into an httpOnly cookie that the server sets.
  localStorage.setItem('theme', session.theme);
}

export async function keepBooking(id: string): Promise<void> {
  const response = await fetch(`https://api.caley.app/v1/bookings/${id}`);
  const booking: Booking = await response.json();
  // Wrong: it stays after the user has logged out.
  sessionStorage.setItem('attendee-email', booking.organizer.email);
  // Right: which booking was open last.
  sessionStorage.setItem('last-booking', booking.id);
}
