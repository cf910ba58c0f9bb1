/** Sums meetings up. */
import OpenAI from 'openai';
import { fetchBooking } from './caley-client';

const openai = new OpenAI();

export async function summarise(bookingId: string): Promise<string> {
  const booking = await fetchBooking(bookingId);
  const people = booking.attendees.map((attendee) => `${attendee.name} <${attendee.email}>`).join(', ');
  // Wrong: names and addresses of people who never agreed to an AI service.
  const wrong = await openai.responses.create({ model: 'gpt-5-mini', input: `Write an agenda for ${people}` });
  // Right: what the model needs, and no more.
  const right = await openai.responses.create({ model: 'gpt-5-mini', input: `Write an agenda for ${booking.attendees.length} people, topic: ${booking.type}` });
  return right.output_text || wrong.output_text;
}
