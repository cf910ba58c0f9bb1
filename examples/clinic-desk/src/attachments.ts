import express from 'express';
import multer from 'multer';

const anything = multer({ storage: multer.memoryStorage() });

export const attachments = express.Router();

attachments.post('/anything', anything.single('file'), async (request, response) => {
  // Wrong: whatever somebody sends reaches Caley, and whoever opens it there.
  await fetch('https://api.caley.app/v1/attachments', { method: 'POST', body: request.file?.buffer, signal: AbortSignal.timeout(30_000) });
  response.sendStatus(204);
});
