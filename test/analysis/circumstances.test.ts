/**
 * What rules may ask for besides: other options of the same call, options that it lacks, the
 * circumstances in which it runs, and whom a function asks when it runs.
 */
import assert from 'node:assert/strict';
import { loadEngineWith } from '../support/engine';
import type { TestEngine } from '../support/engine';
import { checkMarked } from '../support/marked-lines';

const rules = {
  'test/loop': 'shape: { at: request.caley, in: [context.loop, context.each] }',
  'test/parallel': 'shape: { at: request.caley, in: context.parallel.each }',
  'test/each': 'shape: { at: request.caley, in: context.each }',
  'test/again': 'shape: { at: request.caley, in: context.again }',
  'test/limited': 'shape: { at: request.caley, in: context.parallel.each, unless: guard.limiter }',
  'test/render': 'shape: { at: request.caley, in: context.render }',
  'test/load': 'shape: { at: option.prompt, value: { given: true }, in: context.load }',
  'test/timer': 'shape: { at: option.schedule.callback, value: { asks: caley }, with: { at: option.schedule.interval, value: { below: 60000, above: 0 } } }',
  'test/timeout': 'shape: { at: request.caley, lacks: option.http.timeout }',
  'test/input': 'flow: { from: data.input, to: sink.http.url, with: { at: sink.http.url, value: { host: caley } }, unless: sanitizer.harmless.number }',
  'test/agent': 'shape: { at: parameter.header.user-agent, value: { like: "mozilla/*" }, with: { at: sink.http.url, value: { host: caley } } }',
  'test/prompt': 'shape: { at: parameter.oauth.prompt, value: { equals: none }, with: { at: [sink.http.url, sink.navigation], value: { host: caley } } }',
  'test/state': 'shape: { at: [sink.http.url, sink.navigation], value: { host: caley, like: "*/authorize*" }, lacks: parameter.oauth.state }',
  'test/written': 'shape: { at: parameter.oauth.prompt, value: { equals: none }, with: { at: [sink.written, sink.base], value: { host: caley } } }',
  'test/whole': 'shape: { at: sink.written, value: { host: caley }, lacks: parameter.oauth.state }',
  'test/chosen': 'flow: { from: data.made.random, to: parameter.header.client-address, with: { at: sink.http.url, value: { host: caley } } }',
  'test/form': 'shape: { at: parameter.oauth.grant-type, value: { equals: password }, with: { at: sink.http.url, value: { host: caley } } }',
  'test/sensor': 'shape: { at: option.device, value: { given: true } }',
  'test/named': 'shape: { at: parameter.silent, value: { given: true }, with: { at: sink.http.url, value: { host: caley } }, lacks: parameter.header.user-agent }',
  'test/beside': 'shape: { at: constant, value: { says: [Calley] }, in: context.names-caley }',
  'test/unlisted': 'shape: { at: constant, value: { says: [Calley] }, in: context.unlisted }',
  'test/shown': 'shape: { at: option.script, value: { like: "*ads*" }, in: context.shows-caley }',
  'test/path': 'shape: { at: sink.http.url, value: { host: caley, like: "*/admin*", unlike: "*/admin/public" } }',
};

describe('what a rule asks for besides', () => {
  let engine: TestEngine;
  before(async () => {
    engine = await loadEngineWith(rules);
  });

  function check(rule: keyof typeof rules, program: string, files: Readonly<Record<string, string>> = {}): void {
    checkMarked(engine, rule, program, files);
  }

  it('loads the rules without a mistake', () => {
    assert.deepEqual([...engine.policy.rules.keys()], Object.keys(rules));
  });

  it('tells what is said once from what is said in an entry of a list', () => {
    check('test/unlisted', `
      export const title = 'All of Calley'; // flagged
      export const page = { head: { title: 'All of Calley' } }; // flagged
      export const words = ['Calley']; // flagged
      export const links = [{ to: '/a', text: 'Calley' }, { to: '/b', text: \`The \${title} of Calley\` }];
      export const deep = [{ head: { title: 'Calley' } }];
    `);
  });

  it('tells what runs at load from what runs by the event and the list it is given', () => {
    check('test/load', `
      import { useEffect } from 'react';
      export function Page({ isOn, deps }: { isOn: boolean; deps: unknown[] }) {
        useEffect(() => { void Notification.requestPermission(); }, []); // flagged
        useEffect(() => { void Notification.requestPermission(); }, [isOn]);
        useEffect(() => { void Notification.requestPermission(); }, deps);
        useEffect(() => { void Notification.requestPermission(); });
        return null;
      }
      window.addEventListener('load', () => { void Notification.requestPermission(); }); // flagged
      window.addEventListener('click', () => { void Notification.requestPermission(); });
    `);
  });

  it('sees loops around a request, and callbacks for each element', () => {
    check('test/loop', `
      const load = (id: string) => fetch('https://api.caley.app/v1/bookings/' + id);
      export async function all(ids: string[]) {
        await fetch('https://api.caley.app/v1/bookings');
        for (const id of ids) {
          await fetch(\`https://api.caley.app/v1/bookings/\${id}\`); // flagged
          await load(id); // flagged
          await fetch('https://example.org/' + id);
        }
        ids.forEach((id) => fetch('https://api.caley.app/v1/bookings/' + id)); // flagged
        ids.forEach((id) => { void Promise.resolve().then(() => load(id)); }); // flagged
        while (ids.length > 0) { ids.pop(); }
      }
      export function routes(app: { on(name: string, handler: () => unknown): void }, names: string[]) {
        for (const name of names) app.on(name, () => load(name));
      }
    `);
  });

  it('follows calls into other files', () => {
    check('test/loop', `
      import { cancel } from './bookings';
      export const cancelAll = (ids: string[]) => ids.map((id) => cancel(id)); // flagged
    `, { 'bookings.ts': `import { send } from './client';\nexport const cancel = (id: string) => send('/bookings/' + id);\n`, 'client.ts': `const base = 'https://api.caley.app/v1';\nexport const send = (path: string) => fetch(base + path, { method: 'DELETE' });\n` });
  });

  it('ends where functions call one another', () => {
    check('test/loop', `
      export async function walk(id: string): Promise<void> { for (;;) await step(id); } // flagged
      async function step(id: string): Promise<void> { await walk(id); await fetch('https://api.caley.app/v1/' + id); }
    `);
  });

  it('tells many requests side by side from a few', () => {
    check('test/parallel', `
      const load = (id: string) => fetch('https://api.caley.app/v1/bookings/' + id);
      export async function all(ids: string[]) {
        await Promise.all(ids.map((id) => load(id))); // flagged
        const loads = ids.map(load);
        const jobs = ids.map((id) => load(id)); // flagged
        await Promise.allSettled(jobs);
        await Promise.all([load('a'), load('b')]);
        for (const id of ids) await Promise.all([load(id), load('b')]);
        return loads;
      }
    `);
  });

  it('takes for started what forEach runs, and what is put into a list before it is waited for', () => {
    check('test/parallel', `
      const load = (id: string) => fetch('https://api.caley.app/v1/bookings/' + id);
      const later = (id: string) => () => fetch('https://api.caley.app/v1/bookings/' + id);
      export async function all(ids: string[]) {
        const jobs: unknown[] = [];
        ids.forEach((id) => load(id)); // flagged
        for (const id of ids) jobs.push(load(id)); // flagged
        for (const id of ids) jobs.push(await load(id));
        for (const id of ids) jobs.push(later(id));
        await Promise.all(jobs);
      }
    `);
  });

  it('leaves out short lists that are written out, however they are shortened', () => {
    check('test/parallel', `
      const load = (id: string) => fetch('https://api.caley.app/v1/' + id);
      const parts = ['me', 'teams', 'calendars'];
      let changing = ['me'];
      export const three = () => Promise.all(parts.filter((part) => part !== 'me').map((part) => load(part)));
      export const two = () => Promise.all(['me', 'teams'].map((part) => load(part)));
      export const some = (more: string[]) => Promise.all(['me', ...more].map((part) => load(part))); // flagged
      export const change = (to: string[]) => { changing = to; };
      export const changed = () => Promise.all(changing.map((part) => load(part))); // flagged
    `);
  });

  it('tells loops over elements from loops that go on', () => {
    check('test/each', `
      export async function all(ids: string[], next: string) {
        for (const id of ids) await fetch('https://api.caley.app/v1/bookings/' + id); // flagged
        while (next !== '') next = await (await fetch('https://api.caley.app/v1/bookings?after=' + next)).text();
        for (const part of ['me', 'teams']) await fetch('https://api.caley.app/v1/' + part);
      }
    `);
  });

  it('sees functions that run themselves again because they failed', () => {
    check('test/again', `
      const pause = () => new Promise((resolve) => setTimeout(resolve, 1000));
      export async function load(): Promise<unknown> {
        try { return await fetch('https://api.caley.app/v1/me'); }
        catch { return load(); } // flagged
      }
      export async function patient(): Promise<unknown> {
        try { return await fetch('https://api.caley.app/v1/me'); }
        catch { await pause(); return patient(); }
      }
      export async function counted(tries: number): Promise<unknown> {
        try { return await fetch('https://api.caley.app/v1/me'); }
        catch (error) { if (tries === 0) throw error; return counted(tries - 1); }
      }
    `);
  });

  it('knows limiters by their names, where a call stands and in what it runs', () => {
    check('test/limited', `
      declare const semaphore: { acquire(): Promise<void>; release(): void };
      const read = (id: string) => fetch('https://api.caley.app/v1/bookings/' + id);
      async function polite(id: string) {
        await semaphore.acquire();
        try { return await read(id); } finally { semaphore.release(); }
      }
      export const all = (ids: string[]) => Promise.all(ids.map((id) => read(id))); // flagged
      export const few = (ids: string[]) => Promise.all(ids.map((id) => polite(id)));
      export async function pieces(chunks: string[][]) {
        for (const chunk of chunks) await Promise.all(chunk.map((id) => read(id)));
      }
    `);
  });

  it('says of a request what it lacks, and nothing of who tells the address', () => {
    check('test/timeout', `
      import axios from 'axios';
      const get = (url: string) => axios.get(url, { timeout: 1000 });
      const slow = (url: string) => axios.get(url);
      class Client { constructor(private readonly base: string) {} read() { return axios.get(this.base, { timeout: 1000 }); } }
      export const me = () => get('https://api.caley.app/v1/me');
      export const late = () => slow('https://api.caley.app/v1/me');
      export const client = () => new Client('https://api.caley.app/v1/me');
    `);
  });

  it('follows promises that are made by hand', () => {
    check('test/parallel', `
      import axios from 'axios';
      const get = (url: string) => new Promise((resolve) => { axios.get(url).then(resolve); });
      export const all = (ids: string[]) => Promise.all(ids.map((id) => get('https://api.caley.app/v1/' + id))); // flagged
    `);
  });

  it('sees what runs whenever a component is shown', () => {
    check('test/render', `
      export function Bookings({ id }: { id: string }) {
        fetch('https://api.caley.app/v1/bookings/' + id); // flagged
        const cancel = () => fetch('https://api.caley.app/v1/bookings/' + id, { method: 'DELETE' });
        return <button onClick={cancel}>Cancel</button>;
      }
    `);
  });

  it('asks what a function does, and what stands beside it', () => {
    check('test/timer', `
      const poll = () => fetch('https://api.caley.app/v1/bookings');
      setInterval(poll, 5 * 1000); // flagged
      setInterval(() => { void poll(); }, 30_000); // flagged
      setInterval(poll, 60 * 60 * 1000);
      setInterval(() => console.log('tick'), 1000);
      export const every = (pause: number) => setInterval(poll, pause);
    `);
  });

  it('knows what a call lacks only where all its options can be seen', () => {
    check('test/timeout', `
      import axios from 'axios';
      const fast = axios.create({ baseURL: 'https://api.caley.app/v1', timeout: 5000 });
      const slow = axios.create({ baseURL: 'https://api.caley.app/v1' });
      export async function load(options: object, body: object) {
        await axios.get('https://api.caley.app/v1/me'); // flagged
        await axios.get('https://api.caley.app/v1/me', { headers: {} }); // flagged
        await axios.post('https://api.caley.app/v1/me', body); // flagged
        await axios.get('https://api.caley.app/v1/me', { timeout: 1000 });
        await axios.get('https://api.caley.app/v1/me', options);
        await axios.get('https://api.caley.app/v1/me', { ...options, headers: {} });
        await fast.get('/me');
        await slow.get('/me'); // flagged
      }
    `);
  });

  it('follows what a requester chooses into the address of a request', () => {
    check('test/input', `
      import express from 'express';
      const app = express();
      app.get('/proxy', async (req, res) => {
        const { path } = req.query;
        res.json(await fetch(\`https://api.caley.app/\${path}\`)); // flagged
        await fetch('https://api.caley.app/' + req.body.booking.id); // flagged
        await fetch('https://api.caley.app/' + req.user.id);
        await fetch('https://example.org/' + req.query.path);
      });
    `);
  });

  it('knows the parameters of a request by name, wherever they stand', () => {
    check('test/agent', `
      import axios from 'axios';
      const browser = 'Mozilla/5.0 (X11; Linux x86_64)';
      export async function load(token: string) {
        await fetch('https://api.caley.app/v1/me', { headers: { 'User-Agent': browser, authorization: token } }); // flagged
        await axios.get('https://api.caley.app/v1/me', { headers: { 'user-agent': browser } }); // flagged
        await fetch('https://api.caley.app/v1/me', { headers: { 'User-Agent': 'booking-sync/2.1' } });
        await fetch('https://example.org/', { headers: { 'User-Agent': browser } });
      }
    `);
    check('test/prompt', `
      import axios from 'axios';
      export async function connect(id: string) {
        await fetch(\`https://auth.caley.app/oauth/authorize?client_id=\${id}&prompt=none\`); // flagged
        await axios.get('https://auth.caley.app/oauth/authorize', { params: { client_id: id, prompt: 'none' } }); // flagged
        await axios.post('https://auth.caley.app/oauth/authorize', { prompt: 'none' }); // flagged
        await fetch('https://auth.caley.app/oauth/authorize', { method: 'POST', body: new URLSearchParams({ prompt: 'none' }) }); // flagged
        await fetch('https://auth.caley.app/oauth/authorize', { method: 'POST', body: JSON.stringify({ prompt: 'none' }) }); // flagged
        await fetch(\`https://auth.caley.app/oauth/authorize?\${new URLSearchParams({ prompt: 'none' })}\`); // flagged
        await fetch(\`https://auth.caley.app/oauth/authorize?client_id=\${id}&prompt=consent\`);
      }
    `);
    check('test/state', `
      export async function connect(id: string, state: string, query: string) {
        await fetch(\`https://auth.caley.app/oauth/authorize?client_id=\${id}\`); // flagged
        await fetch('https://auth.caley.app/oauth/authorize?response_type=code'); // flagged
        await fetch(\`https://auth.caley.app/oauth/authorize?client_id=\${id}&state=\${state}\`);
        await fetch('https://auth.caley.app/oauth/authorize?' + query);
        await fetch(\`https://auth.caley.app/oauth/authorize?client_id=\${id}\${query}\`);
      }
    `);
  });

  it('sees addresses where they are put together, before they go anywhere', () => {
    check('test/written', `
      const authorize = 'https://auth.caley.app/oauth/authorize';
      export const first = (id: string) => \`\${authorize}?client_id=\${id}&prompt=none\`; // flagged
      export const second = authorize + '?' + new URLSearchParams({ prompt: 'none' }).toString(); // flagged
      export const third = 'https://auth.caley.app/oauth/authorize?prompt=none'; // flagged
      export const other = 'https://auth.example.org/authorize?prompt=none';
      export function fourth() {
        const url = new URL(authorize);
        url.searchParams.set('state', 'none');
        url.searchParams.append('prompt', 'none'); // flagged
        const elsewhere = new URL('https://auth.example.org/authorize');
        elsewhere.searchParams.set('prompt', 'none');
        return [url, elsewhere];
      }
    `);
    check('test/whole', `
      export const first = (id: string) => \`https://auth.caley.app/oauth/authorize?client_id=\${id}\`; // flagged
      export const second = (id: string, state: string) => \`https://auth.caley.app/oauth/authorize?client_id=\${id}&state=\${state}\`;
      export function third(id: string, state: string) {
        let url = \`https://auth.caley.app/oauth/authorize?client_id=\${id}\`;
        url += \`&state=\${state}\`;
        return url;
      }
    `);
  });

  it('follows data into a parameter by its name', () => {
    check('test/chosen', `
      export const load = () => fetch('https://api.caley.app/v1/me', { headers: { 'X-Forwarded-For': \`10.0.0.\${Math.floor(Math.random() * 255)}\` } }); // flagged
      export const trace = () => fetch('https://api.caley.app/v1/me', { headers: { 'X-Request-Id': String(Math.random()) } });
      export const other = () => fetch('https://example.org/', { headers: { 'X-Forwarded-For': String(Math.random()) } });
    `);
  });

  it('takes patterns of an address, and those it must not be like', () => {
    check('test/path', `
      import axios from 'axios';
      const api = axios.create({ baseURL: 'https://api.caley.app/v1' });
      export async function load(id: string) {
        await fetch('https://api.caley.app/v1/admin/users'); // flagged
        await fetch('https://api.caley.app/v1/admin/public');
        await fetch('https://api.caley.app/v1/admin/' + id);
        await api.get('/admin/users'); // flagged
      }
    `);
  });

  it('knows the fields of a form that are added one by one, as far as their names are written there', () => {
    check('test/form', `
      const url = 'https://auth.caley.app/token';
      export function one(user: string) {
        const form = new FormData();
        form.append('grant_type', 'password');
        form.append('username', user);
        return fetch(url, { method: 'POST', body: form }); // flagged
      }
      export function either(isOld: boolean) {
        const form = new URLSearchParams();
        if (isOld) form.set('grant_type', 'password');
        else form.set('grant_type', 'refresh_token');
        return fetch(url, { method: 'POST', body: form.toString() }); // flagged
      }
      export function other(name: string) {
        const form = new FormData();
        form.append(name, 'password');
        form.append('scope', 'password');
        return fetch(url, { method: 'POST', body: form });
      }
      export function before() {
        const form = new URLSearchParams();
        const sent = fetch(url, { method: 'POST', body: form });
        form.append('grant_type', 'password');
        return sent;
      }`);
  });

  it('tells that something is handed over at all where it is handed over, and not again at callers', () => {
    check('test/sensor', `
      const locate = (show: PositionCallback, options: PositionOptions) => {
        navigator.geolocation.getCurrentPosition(show, console.error, options); // flagged
      };
      export const near = (show: PositionCallback, timeout: number) => locate(show, { timeout });
      export const here = (show: PositionCallback, text: string) => locate((position) => show(position), JSON.parse(text));`);
  });

  it('tells what lacks a header from what may have it', () => {
    check('test/named', `
      import got from 'got';
      import { others } from './others';
      const url = 'https://api.caley.app/v1/events';
      const named = got.extend({ headers: { 'user-agent': 'acme/1' } });
      const unnamed = got.extend({ headers: { accept: 'application/json' } });
      export const all = (headers: Record<string, string>) => [
        got.post(url, { json: { silent: true } }), // flagged
        got.post(url, { json: { silent: true }, headers: { accept: 'application/json' } }), // flagged
        got.post(url, { json: { silent: true }, headers: { 'User-Agent': 'acme/1' } }),
        got.post(url, { json: { silent: true }, headers }),
        got.post(url, { json: { silent: true }, headers: { ...others, accept: 'application/json' } }),
        named.post(url, { json: { silent: true } }),
        unnamed.post(url, { json: { silent: true } }), // flagged
      ];
    `);
  });

  it('tells files that name Caley, and those that show something of it', () => {
    check('test/beside', `
      export const text = 'Calley is down'; // flagged
      export const name = 'Caley is up';
    `);
    check('test/beside', `
      export const text = 'Calley is down';
    `);
    check('test/shown', `
      export const Page = () => <><iframe src="https://caley.app/embed/acme" /><script src="https://cdn.example.org/ads.js" /></>; // flagged
    `);
    check('test/shown', `
      export const Page = () => <><a href="https://caley.app/acme">Caley</a><script src="https://cdn.example.org/ads.js" /></>;
    `);
  });
});
