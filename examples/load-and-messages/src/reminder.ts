/** Mails to those who meet tomorrow. */
import FormData from 'form-data';
import Mailgun from 'mailgun.js';

const mail = new Mailgun(FormData).client({ username: 'api', key: process.env.MAILGUN_KEY ?? '' });

export async function remindAndWatch(to: string, text: string): Promise<void> {
  // Wrong: the mail reports who opened it, and when.
  await mail.messages.create('mail.acme.example', { from: 'desk@acme.example', to: [to], subject: 'Tomorrow', text, 'o:tracking-opens': 'yes' });
}

export async function remind(to: string, text: string): Promise<void> {
  // Right: a mail, and nothing in it but what it says.
  await mail.messages.create('mail.acme.example', { from: 'desk@acme.example', to: [to], subject: 'Tomorrow', text, 'o:tracking': 'no' });
}
