import csv from 'csvtojson';
import nodemailer from 'nodemailer';

const mail = nodemailer.createTransport({ host: process.env.SMTP_HOST, secure: true });

const send = async (to: string): Promise<void> => {
  await mail.sendMail({ from: 'Clinic <desk@clinic.example>', to, subject: 'Book your check-up online', text: 'Reply STOP and we write no more.' });
};

export async function inviteAll(file: string): Promise<void> {
  const people = (await csv().fromFile(file)) as readonly { email: string }[];
  // Wrong: that somebody stands in a table does not say that they want mail.
  for (const person of people) await send(person.email);
}

export async function inviteWhoAgreed(file: string): Promise<void> {
  const people = (await csv().fromFile(file)) as readonly { email: string; hasConsented: string }[];
  // Right: those alone who agreed.
  for (const person of people) if (person.hasConsented === 'yes') await send(person.email);
}
