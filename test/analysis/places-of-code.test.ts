/**
 * Where does data of Caley stand in a text that is carried out, and is it text at all? Programs that mark
 * what is found (see check.ts). Must not repeat the pages of the rules.
 */
import { check, checkAll } from './check';

const begin = "const booking = await (await fetch('https://api.caley.app/v1/bookings/1')).json();\n";

function withBooking(programs: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(programs).map(([name, program]) => [name, begin + program]));
}

describe('the beginning of an address', () => {
  checkAll(withBooking({
    'is decided by what stands first': `
      fetch(booking.link); // flagged
      fetch(\`\${booking.link}/x\`); // flagged
      fetch('https://' + booking.host); // flagged
      fetch(\`https://api.\${booking.region}/x\`); // flagged`,
    'is settled before what stands behind': `
      fetch(\`\${process.env.BASE}/\${booking.link}\`);
      fetch('/x/' + booking.link);
      fetch(\`https://acme.example/\${booking.link}\`);`,
    'is settled in a function that makes the address': `
      const at = (path) => process.env.BASE + path;
      const asIs = (path) => path;
      fetch(at(booking.link));
      fetch(asIs(booking.link)); // flagged`,
    'leaves a function that hands back its input what it is': `
      const maskNothing = (name) => 'to ' + name;
      console.log(maskNothing(booking.invitee.email)); // flagged`,
  }));
});

describe('the sender of a mail', () => {
  const mail = `
      import nodemailer from 'nodemailer';
      const mail = nodemailer.createTransport({ host: 'mail.acme.example' });`;
  checkAll(withBooking({
    'is the address, not the name before it': `${mail}
      mail.sendMail({ from: \`\${booking.title} <desk@acme.example>\` });
      mail.sendMail({ from: \`"\${booking.title}" <\${process.env.MAIL_FROM}>\` });
      mail.sendMail({ from: booking.title + ' ' + booking.code + ' <desk@acme.example>' });
      mail.sendMail({ from: \`Acme <\${booking.link}>\` }); // flagged
      mail.sendMail({ from: \`\${booking.link}@acme.example <a>\` }); // flagged
      mail.sendMail({ from: booking.link }); // flagged`,
  }));
});

describe('objects beside a text', () => {
  checkAll(withBooking({
    'are parameters and options': `
      import https from 'node:https';
      import { Pool } from 'pg';
      const pool = new Pool();
      pool.query({ text: 'SELECT $1', values: [booking.code] });
      pool.query({ text: booking.title, values: [] }); // flagged
      https.request({ hostname: 'crm.acme.example', headers: { 'x-title': booking.title } });
      https.request({ hostname: booking.host }); // flagged
      const options = { method: 'POST', body: booking.title };
      https.request(options);`,
    'stay so in a helper': `
      const ask = (request) => fetch(request);
      ask({ url: '/x', headers: { 'x-title': booking.title } });
      ask(booking.link); // flagged`,
  }));
});

describe('members of anything', () => {
  checkAll(withBooking({
    'are assigned': `
      root.innerHTML = booking.notes; // flagged
      document.body.firstChild.innerHTML = booking.notes; // flagged
      root.title = booking.notes;`,
  }));

  it('are attributes', () => {
    check(`${begin}
      const html = { __html: booking.notes };
      export const one = <p dangerouslySetInnerHTML={{ __html: booking.notes }} />; // flagged
      export const two = <Notes dangerouslySetInnerHTML={html} />; // flagged
      export const three = <p title={booking.notes}>{booking.notes}</p>;`, 'example.tsx');
  });
});

describe('numbers and ids of Caley', () => {
  checkAll(withBooking({
    'are no text': `
      root.innerHTML = booking.guests.length;
      root.innerHTML = booking.title.includes('x');
      root.innerHTML = booking.id;
      root.innerHTML = booking.identity; // flagged`,
    'are known by their types': `
      const typed: { minutes: number; title: string } = booking;
      root.innerHTML = typed.minutes;
      root.innerHTML = typed.title; // flagged`,
  }));
});

describe('functions by whose name text is escaped', () => {
  checkAll(withBooking({
    'rewrite it piece by piece': `
      const escapeHtml = (text) => text.replace(/[&<>]/g, (sign) => entities[sign]);
      root.innerHTML = escapeHtml(booking.notes);`,
    'hand it back': `
      const escapeHtml = (text) => text;
      root.innerHTML = escapeHtml(booking.notes); // flagged`,
  }));
});

describe('lists of what is allowed', () => {
  checkAll({
    'are asked in Python, either way round': `import requests
booking = requests.get("https://api.caley.app/v1/bookings/1").json()
def ask():
    if booking["host"] not in ALLOWED_HOSTS:
        return
    requests.get(booking["link"])
def ask_too():
    if booking["host"] in ALLOWED_HOSTS:
        return
    requests.get(booking["link"])  # // flagged`,
  }, 'example.py');
});
