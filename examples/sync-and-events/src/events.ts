import express from 'express';
import nodemailer from 'nodemailer';
import { enqueue } from './queue';
import { requireUser } from './session';
import { verifySignature } from './signature';

const mail = nodemailer.createTransport('smtps://mail.acme.example');
export const app = express();

app.post('/webhooks/caley', verifySignature, async (req, res) => {
  // Wrong: Caley waits until the mail is out, and sends the event again when that takes too long.
  await mail.sendMail({ to: 'team@acme.example', subject: 'A booking' });
  res.sendStatus(204);
});

app.post('/v2/webhooks/caley', verifySignature, async (req, res) => {
  // Right: a job does the work.
  await enqueue('booking', req.body.id);
  res.sendStatus(202);
});

app.get('/me', requireUser, (req, res) => {
  res.set('Cache-Control', 'public, max-age=600');
  // Wrong: a proxy gives one person's data to the next who asks.
  res.json({ email: req.user.email });
});

app.get('/v2/me', requireUser, (req, res) => {
  res.set('Cache-Control', 'private, no-store');
  // Right: nobody keeps it.
  res.json({ email: req.user.email });
});
