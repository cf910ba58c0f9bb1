import express from 'express';
import nodemailer from 'nodemailer';

const mail = nodemailer.createTransport({ host: process.env.SMTP_HOST, secure: true });

export const forms = express.Router();

forms.post('/question', async (request, response) => {
  const { address, question } = request.body as { address: string; question: string };
  // Wrong: anybody can type anybody's address, and it is we who send under it.
  await mail.sendMail({ from: address, to: 'desk@clinic.example', subject: 'A question', text: question });
  response.sendStatus(204);
});

forms.post('/question-to-answer', async (request, response) => {
  const { name, address, question } = request.body as { name: string; address: string; question: string };
  // Right: our own address, with the name of whoever asks, and theirs for the answer.
  await mail.sendMail({ from: `"${name}" <desk@clinic.example>`, replyTo: address, to: 'desk@clinic.example', subject: 'A question', text: question });
  response.sendStatus(204);
});
