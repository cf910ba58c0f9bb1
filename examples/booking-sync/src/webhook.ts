/** Receives bookings as Caley announces them. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { Logtail } from '@logtail/node';
import express, { Router } from 'express';
import type { Booking } from './caley-client';
import { fetchBooking } from './caley-client';
import { config } from './config';
import { syncContact } from './crm-sync';
import { log } from './log';
import { maskEmail } from './privacy';
import { saveBooking } from './storage';

const logtail = new Logtail(config.logtailToken);
export const webhook = Router();

webhook.post('/webhooks/caley', express.raw({ type: 'application/json' }), async (req, res) => {
  if (!isSigned(req.body, req.header('x-caley-signature') ?? '')) {
    res.sendStatus(401);
    return;
  }

  // Wrong: everything Caley sent, and whatever it sends tomorrow, is in the log.
  log.debug(req.body, 'webhook received');

  const { bookingId } = JSON.parse(req.body.toString());
  const booking = await fetchBooking(bookingId);
  announce(booking);

  await saveBooking(booking);
  await syncContact(booking.organizer);
  res.sendStatus(204);
});

function announce(booking: Booking): void {
  const [attendee] = booking.attendees;
  if (attendee === undefined) return;
  // Wrong: logs are kept longer, and read by more people, than the attendee agreed to.
  log.info(`${attendee.email} booked ${booking.type}`);
  // Right: an id says which booking it was; a masked address helps support.
  log.info({ bookingId: booking.id, attendee: maskEmail(attendee.email), attendees: booking.attendees.length }, 'booked');

  // Wrong: a hosted log is a third party too.
  logtail.info('booked', { attendee: attendee.name });
  // Right: the id again.
  logtail.info('booked', { bookingId: booking.id });
}

function isSigned(body: Buffer, signature: string): boolean {
  const expected = createHmac('sha256', config.caleyClientSecret).update(body).digest();
  const given = Buffer.from(signature, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
