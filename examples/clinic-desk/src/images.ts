import express from 'express';
import multer from 'multer';

const images = multer({
  storage: multer.memoryStorage(),
  limits: { fileSize: 2_000_000 },
  fileFilter: (_request, file, done) => { done(null, file.mimetype === 'image/png'); },
});

export const pictures = express.Router();

pictures.post('/picture', images.single('file'), async (request, response) => {
  // Right: small images, and nothing else.
  await fetch('https://api.caley.app/v1/pictures', { method: 'POST', body: request.file?.buffer, signal: AbortSignal.timeout(30_000) });
  response.sendStatus(204);
});
