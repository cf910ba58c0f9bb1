/** Hears of bookings from anybody. */
import { Router, json } from 'express';
import { queue } from './queue';

export const events = Router();

// Wrong: whoever knows the address reports bookings.
events.post('/webhooks/caley', json(), async (req, res) => {
  await queue.add({ id: String(req.body.id) });
  res.sendStatus(202);
});
