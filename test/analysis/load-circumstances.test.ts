/**
 * What rules on load ask for besides: what a timer runs does so for one after the other or stops the timer, what a page runs once,
 * what an answer waits for, and what is said of it.
 */
import { loadEngineWith } from '../support/engine';
import type { TestEngine } from '../support/engine';
import { checkMarked } from '../support/marked-lines';

const rules = {
  'test/render': 'shape: { at: request.caley, in: context.render }',
  'test/many': 'shape: { at: option.schedule.callback, value: { asks: caley-for-each } }',
  'test/ending': 'shape: { at: option.schedule.callback, value: { asks: caley }, unless: guard.ends-itself }',
  'test/open': 'shape: { at: request.caley, in: context.loop.open }',
  'test/kept': 'flow: { from: data.contact.email, to: sink.response, with: { at: option.answer.cache, value: { like: "*public*" } } }',
  'test/waited': 'shape: { at: sink.message.recipient, value: { given: true }, in: context.webhook.unanswered }',
};

describe('what a rule on load asks for besides', () => {
  let engine: TestEngine;
  before(async () => {
    engine = await loadEngineWith(rules);
  });

  function check(rule: keyof typeof rules, program: string): void {
    checkMarked(engine, rule, program);
  }

  it('takes for shown anew what has a state or reacts, and not what runs once a page is there', () => {
    check('test/render', `
      import { useEffect } from 'react';
      export function Me() {
        useEffect(() => { void fetch('https://api.caley.app/v1/me'); }, []);
        useEffect(() => { setInterval(() => { void fetch('https://api.caley.app/v1/next'); }, 300_000); }, []);
        void fetch('https://api.caley.app/v1/types'); // flagged
        return <p>Me</p>;
      }
    `);
    check('test/render', `
      export default function Page({ id }: { id: string }) {
        void fetch('https://api.caley.app/v1/bookings/' + id);
        return <p>{id}</p>;
      }
    `);
  });

  it('tells a function that asks for one after the other from one that asks once', () => {
    check('test/many', `
      import { accounts } from './accounts';
      const ask = (id: string) => fetch('https://api.caley.app/v1/users/' + id);
      const all = async () => { for (const { id } of await accounts()) await ask(id); };
      setInterval(() => { void all(); }, 60_000); // flagged
      setInterval(async () => { (await accounts()).forEach((one) => { void ask(one.id); }); }, 60_000); // flagged
      setInterval(() => { void ask('me'); }, 60_000);
      setInterval(async () => { for (const part of ['me', 'teams']) await ask(part); }, 60_000);
      setInterval(async () => { for (const one of await accounts()) console.log(one); await ask('me'); }, 60_000);
    `);
  });

  it('looks for some names only in what a call is handed', () => {
    check('test/ending', `
      const ask = () => fetch('https://api.caley.app/v1/jobs/1');
      export function wait() {
        const timer = setInterval(async () => { if ((await ask()).ok) clearInterval(timer); }, 1000);
      }
      export function watch(old: number) {
        clearInterval(old);
        return setInterval(ask, 1000); // flagged
      }
      const stop = (timer: number) => { clearInterval(timer); };
      export function through() {
        const timer: number = setInterval(async () => { await ask(); stop(timer); }, 1000);
      }
    `);
  });

  it('takes a loop for bounded in which something is given out', () => {
    check('test/open', `
      export async function* pages() {
        for (let next = 'a'; next; ) {
          const page = await (await fetch('https://api.caley.app/v1/bookings?page=' + next)).json();
          yield page;
          next = page.next;
        }
      }
      export async function all() {
        for (let next = 'a'; next; ) next = (await (await fetch('https://api.caley.app/v1/bookings?page=' + next)).json()).next; // flagged
      }
    `);
  });

  it('holds what is said of an answer by a call of its own against what is sent', () => {
    check('test/kept', `
      import express from 'express';
      import { NextResponse } from 'next/server';
      const app = express();
      app.get('/a', (req, res) => {
        res.status(200).set('Cache-Control', 'public');
        res.json({ email: req.user.email }); // flagged
      });
      app.get('/b', (req, res) => {
        if (req.query.all) res.set('Cache-Control', 'public');
        res.json({ email: req.user.email });
      });
      app.get('/c', (req, res) => { res.set('Cache-Control', 'private').json({ email: req.user.email }); });
      app.get('/d', (req, res) => { res.json({ email: req.user.email }); });
      export function GET(user: { email: string }) {
        const one = NextResponse.json({ email: user.email });
        const two = NextResponse.json({ email: user.email }); // flagged
        two.headers.set('Cache-Control', 'public');
        return [one, two];
      }
    `);
  });

  it('tells work that an answer waits for from work that it holds', () => {
    check('test/waited', `
      import express from 'express';
      import sgMail from '@sendgrid/mail';
      const app = express();
      app.post('/webhook', async (req, res) => {
        await sgMail.send({ to: req.body.to }); // flagged
        res.sendStatus(204);
      });
      app.post('/webhooks', async (req, res) => {
        const [sent] = await sgMail.send({ to: req.body.to });
        res.json({ sent: sent.statusCode });
      });
    `);
  });
});
