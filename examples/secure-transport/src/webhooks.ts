import { createHmac, timingSafeEqual } from 'node:crypto';
import express from 'express';

const key = process.env.CALEY_WEBHOOK_KEY ?? '';

function signatureOf(body: Buffer): string {
  return createHmac('sha256', key).update(body).digest('hex');
}

export function isFromCaleyByOperator(body: Buffer, signature: string): boolean {
  // Wrong: ends at the first character that differs, and so tells how many are right.
  return signatureOf(body) === signature;
}

export function isFromCaley(body: Buffer, signature: string): boolean {
  // Right: takes the same time whatever is sent.
  const [expected, given] = [Buffer.from(signatureOf(body)), Buffer.from(signature)];
  return expected.length === given.length && timingSafeEqual(expected, given);
}

export const webhooks = express.Router();

// Right: the body as it was sent is checked before anything reads it.
webhooks.post('/webhooks/caley', express.raw({ type: 'application/json' }), (req, res) => {
  if (!isFromCaley(req.body, req.get('Caley-Signature') ?? '')) {
    res.status(401).end();
    return;
  }
  res.status(204).end();
});
