/** What rules may ask of messages, tables, methods and loops. */
import { loadEngineWith } from '../support/engine';
import type { TestEngine } from '../support/engine';
import { checkMarked } from '../support/marked-lines';

const rules = {
  'test/message': 'shape: { at: request.message, in: context.each, unless: guard.pace }',
  'test/news': 'shape: { at: option.message.subject, value: { like: "*news*" }, lacks: option.message.unsubscribe, unless: guard.way-out }',
  'test/sender': 'shape: { at: sink.message.sender, value: { host: caley } }',
  'test/table': 'flow: { from: data.from.table, to: sink.message.recipient }',
  'test/post': 'shape: { at: sink.http.url, value: { host: caley, method: [post, put] } }',
  'test/open': 'shape: { at: request.caley, in: context.loop.open }',
  'test/both': 'shape: { at: request.caley, in: context.timer, and-in: context.loop }',
};

describe('what a rule asks of messages and of what sends them', () => {
  let engine: TestEngine;

  before(async () => {
    engine = await loadEngineWith(rules);
  });

  function check(rule: keyof typeof rules, program: string): void {
    checkMarked(engine, rule, program);
  }

  it('takes a call for one that sends a message whatever is in it, and through functions of the project', () => {
    check('test/message', `
      import nodemailer from 'nodemailer';
      const mail = nodemailer.createTransport({});
      const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms));
      const remind = async (message: object) => { await mail.sendMail(message); };
      export async function all(messages: object[]) {
        await mail.sendMail({ to: 'desk@acme.example' });
        for (const message of messages) await remind(message); // flagged
        await Promise.all(messages.map((message) => mail.sendMail(message))); // flagged
        for (const message of messages) console.log(message);
      }
      export async function slowly(messages: object[]) {
        for (const message of messages) {
          await sleep(200);
          await mail.sendMail(message);
        }
      }
    `);
  });

  it('looks for an option where the library is called, and for words near it in names and texts', () => {
    check('test/news', `
      import nodemailer from 'nodemailer';
      const mail = nodemailer.createTransport({});
      const send = (to: string, subject: string) => mail.sendMail({ to, subject });
      const sendList = (to: string, subject: string) => mail.sendMail({ to, subject, list: { unsubscribe: 'https://acme.example/leave' } });
      const sendAny = (subject: string, options: object) => mail.sendMail({ subject, ...options });
      export const one = (to: string) => send(to, 'Our news'); // flagged
      export const two = (to: string) => sendList(to, 'Our news');
      export const three = (options: object) => sendAny('Our news', options);
      export const four = (to: string) => mail.sendMail({ to, subject: 'Our news', text: 'To opt out, write to us' });
      export const five = (to: string, unsubscribeUrl: string) => mail.sendMail({ to, subject: 'Our news', text: unsubscribeUrl });
      export const six = (to: string) => mail.sendMail({ to, subject: 'Our news', text: 'Come' }); // flagged
    `);
  });

  it('tells who a message says it is from, a mailbox by its host', () => {
    check('test/sender', `
      import nodemailer from 'nodemailer';
      const mail = nodemailer.createTransport({});
      const send = (from: string, to: string) => mail.sendMail({ from, to });
      export const one = (to: string) => send('Desk <desk@caley.app>', to); // flagged
      export const two = (to: string) => mail.sendMail({ from: { name: 'Desk', address: 'desk@mail.caley.app' }, to }); // flagged
      export const three = (to: string) => mail.sendMail({ from: 'caley.app@acme.example', to });
      export const four = () => mail.sendMail({ from: 'desk@acme.example', to: 'help@caley.app' });
    `);
  });

  it('follows what was read from a table into its fields', () => {
    check('test/table', `
      import { parse } from 'csv-parse/sync';
      import nodemailer from 'nodemailer';
      const mail = nodemailer.createTransport({});
      export function all(text: string, people: { to: string }[]) {
        for (const row of parse(text)) void mail.sendMail({ to: row.to, subject: row.subject }); // flagged
        for (const row of people) void mail.sendMail({ to: row.to });
      }
    `);
  });

  it('knows by which method a request is made, where it is made', () => {
    check('test/post', `
      const ask = (url: string, method: string) => fetch(url, { method });
      const put = (url: string) => fetch(url, { method: 'PUT' });
      void fetch('https://api.caley.app/v1/bookings', { method: 'POST' }); // flagged
      void fetch('https://api.caley.app/v1/bookings');
      void fetch('https://api.caley.app/v1/bookings', { method: 'DELETE' });
      void put('https://api.caley.app/v1/bookings'); // flagged
      void ask('https://api.caley.app/v1/bookings', 'POST');
    `);
  });

  it('tells loops that only what they read ends from those that are counted, compared or over a list', () => {
    check('test/open', `
      const load = async (url: string) => (await fetch(url)).json();
      export async function all(list: string[]) {
        let url = 'https://api.caley.app/v1/bookings';
        while (url) {
          url = (await load(url)).next; // flagged
        }
        do {
          await fetch('https://api.caley.app/v1/bookings'); // flagged
          for (const one of list) await fetch('https://api.caley.app/v1/bookings/' + one); // flagged
        } while (list.pop());
        for (let page = 0; page < 9; page++) await fetch('https://api.caley.app/v1/bookings');
        for (const one of list) await fetch('https://api.caley.app/v1/bookings/' + one);
        let last = '';
        while (true) {
          const next = (await load('https://api.caley.app/v1/bookings')).next;
          if (next === last) break;
          last = next;
        }
      }
    `);
  });

  it('asks for two circumstances at once', () => {
    check('test/both', `
      setInterval(async () => {
        await fetch('https://api.caley.app/v1/bookings');
        for (let page = 0; page < 9; page++) await fetch('https://api.caley.app/v1/bookings'); // flagged
      }, 60_000);
      for (let page = 0; page < 9; page++) void fetch('https://api.caley.app/v1/bookings');
    `);
  });
});
