/** Hears of bookings from Caley. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { Router, raw } from 'express';
import { queue } from './queue';

export const signedEvents = Router();

function isFromCaley(body: Buffer, given: string): boolean {
  const expected = createHmac('sha256', process.env.CALEY_WEBHOOK_SECRET ?? '').update(body).digest();
  const signature = Buffer.from(given, 'hex');
  return signature.length === expected.length && timingSafeEqual(signature, expected);
}

// Right: the signature of the raw body is compared before anything is believed.
signedEvents.post('/webhooks/caley', raw({ type: 'application/json' }), async (req, res) => {
  const body = req.body as Buffer;
  if (!isFromCaley(body, req.get('caley-signature') ?? '')) {
    res.sendStatus(401);
    return;
  }
  const event = JSON.parse(body.toString('utf8')) as { id: string };
  await queue.add({ id: event.id });
  res.sendStatus(202);
});
