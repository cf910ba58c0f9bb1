import nodemailer from 'nodemailer';

const transporter = nodemailer.createTransport({ host: process.env.SMTP_HOST, secure: true });

/** Sends one mail from our own address. */
export async function send(to: string, subject: string, text: string, leave?: string): Promise<void> {
  const list = leave === undefined ? {} : { unsubscribe: leave };
  await transporter.sendMail({ from: 'Acme, via Caley <desk@acme.example>', to, subject, text, list });
}

/** Confirms a booking. */
export async function confirm(to: string, text: string): Promise<void> {
  // Wrong: people who get it believe that Caley wrote it.
  await transporter.sendMail({ from: 'Caley <no-reply@caley.app>', to, subject: 'Your booking', text });
}
