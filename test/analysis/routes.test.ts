/**
 * What rules may ask for of what a server answers: routes that are told of events, what stands near them, and in
 * which functions what is handed over is part of an answer.
 */
import assert from 'node:assert/strict';
import { LineIndex } from '../../src/text';
import { loadEngineWith } from '../support/engine';
import type { TestEngine } from '../support/engine';

const rules = {
  'test/webhook': 'shape: { at: route.webhook }',
  'test/open': 'shape: { at: route.webhook, unsaid: evidence.verification }',
  'test/route': 'shape: { at: request.caley, in: context.route }',
  'test/tool': 'shape: { at: request.caley, in: context.tool, unsaid: evidence.local }',
  'test/slow': 'shape: { at: sink.http.url, value: { host: public }, in: context.webhook.unanswered }',
  'test/own': 'flow: { from: data.credentials.access-token, of: caley, to: sink.response }',
  'test/shared': 'flow: { from: data.credentials.access-token, to: sink.shared, in: context.route }',
};

describe('what a server answers', () => {
  let engine: TestEngine;
  before(async () => {
    engine = await loadEngineWith(rules);
  });

  /** The findings of one rule stand on exactly the lines that end in `// flagged`. */
  function check(rule: keyof typeof rules, program: string, files: Readonly<Record<string, string>> = {}, path = 'example.ts'): void {
    const lines = program.split('\n');
    const index = new LineIndex(program);
    const found = engine.open({ [path]: program, ...files }, { minimumConfidence: 'low' }).findings(path);
    const flagged = new Set(found.filter(({ finding }) => finding.rule === rule).map(({ finding }) => index.positionAt(finding.range.start).line));
    const shown = (isMarked: (line: string, at: number) => boolean): string => lines.map((line, i) => `${isMarked(line, i) ? '! ' : '  '}${line}`).join('\n');
    assert.equal(shown((_, i) => flagged.has(i)), shown((line) => line.endsWith('// flagged')));
  }

  it('loads the rules without a mistake', () => {
    assert.deepEqual([...engine.policy.rules.keys()], Object.keys(rules));
  });

  it('knows routes that are told of events by their words, and that they read what they are sent', () => {
    check('test/webhook', `
      import express from 'express';
      const app = express();
      app.post('/webhooks/caley', (req, res) => { res.json(req.body.id); }); // flagged
      app.post('/api/web-hook', (req, res) => { save(req.body); res.end(); }); // flagged
      app.post('/', function handleWebhook(req, res) { save(req.body); res.end(); }); // flagged
      app.post('/webhooks/stripe', (req, res) => { save(req.body); res.end(); });
      app.post('/webhooks', function createWebhook(req, res) { save(req.body); res.end(); });
      app.post('/webhook', (req, res) => { res.end(); });
      app.get('/webhook', (req, res) => { res.json(req.body); });
      app.post('/bookings', (req, res) => { save(req.body); res.end(); });
    `);
  });

  it('knows handlers by the place of their file', () => {
    check('test/webhook', `
      export async function POST(request: Request) { // flagged
        return Response.json(await request.json());
      }
    `, {}, 'app/api/webhooks/caley/route.ts');
    check('test/webhook', `
      export async function POST(request: Request) {
        return Response.json(await request.json());
      }
    `, {}, 'app/api/bookings/route.ts');
  });

  it('sees what stands before a route, in its call, in a chain, on the router, and in the file that uses it', () => {
    check('test/open', `
      import { Router } from 'express';
      import { verifySender } from './verify';
      function take(req, res) { keep(req.body); res.end(); }
      Router().post('/webhook', take); // flagged
      Router().post('/webhook', verifySender, take);
      Router().get('/webhook', verifySender).post('/webhook', take); // flagged
      export const chained = () => Router().use(verifySender).post('/webhook', take);
      export function guarded() {
        const router = Router();
        router.use(verifySender);
        router.post('/webhook', take);
        return router;
      }
    `);
    const hooks = `
      import { Router } from 'express';
      export const hooks = Router();
      hooks.post('/webhook', (req, res) => { keep(req.body); res.end(); });
    `;
    const uses = (before: string) => ({ 'app.ts': `import express from 'express'; import { hooks } from './example'; import { verifySender } from './verify'; express().use(${before}hooks);` });
    check('test/open', hooks, uses('verifySender, '));
    check('test/open', hooks.replace('res.end(); });', 'res.end(); }); // flagged'), uses(''));
  });

  it('follows what is handed the whole request, and takes words for checks that are compared or come with it', () => {
    check('test/open', `
      import { Router } from 'express';
      const known = (req: any) => req.headers['x-hook'] === hmac(req.body);
      const client = (id: string) => sign(id, secret);
      const hooks = Router();
      hooks.post('/webhook', (req, res) => { if (known(req)) keep(req.body); res.end(); });
      hooks.post('/webhook/b', (req, res) => { client(req.body.id); res.end(); }); // flagged
      hooks.post('/webhook/c', (req, res) => { if (req.query.token === expected) keep(req.body); res.end(); });
      hooks.post('/webhook/d', (req, res) => { keep(req.body, settings.token); res.end(); }); // flagged
    `);
  });

  it('knows what runs for a request, or when a language model asks', () => {
    check('test/route', `
      import express from 'express';
      const ask = () => fetch('https://api.caley.app/v1/events');
      express().get('/events', async (req, res) => {
        await ask(); // flagged
        [1].forEach(() => { void ask(); }); // flagged
        res.end();
      });
      setInterval(ask, 1000);
      export const once = () => ask();
    `);
    check('test/tool', `
      import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
      const server = new McpServer({ name: 'a', version: '1' });
      server.tool('events', async () => {
        await fetch('https://api.caley.app/v1/events'); // flagged
        return { content: [] };
      });
    `);
  });

  it('knows what is waited for before anything is answered', () => {
    check('test/slow', `
      import express from 'express';
      const app = express();
      app.post('/webhook', async (req, res) => {
        void fetch('https://slow.io/a');
        if (req.body.bad) { res.status(400).end(); return; }
        await fetch('https://slow.io/b'); // flagged
        res.sendStatus(202);
        await fetch('https://slow.io/c');
      });
      app.post('/bookings', async (req, res) => { await fetch('https://slow.io/d'); res.end(); });
    `);
  });

  it('tells data of Caley from that of others', () => {
    check('test/own', `
      import express from 'express';
      const app = express();
      app.get('/a', async (req, res) => { const a = await (await fetch('https://api.caley.app/oauth/token')).json(); res.json(a.access_token); }); // flagged
      app.get('/b', async (req, res) => { const b = await (await fetch('https://api.example.org/oauth/token')).json(); res.json(b.access_token); });
      app.get('/c', (req, res) => { res.json(settings.caleyToken); }); // flagged
      app.get('/d', (req, res) => { res.json(settings.accessToken); });
    `);
  });

  it('knows variables that all requests share', () => {
    check('test/shared', `
      import express from 'express';
      let accessToken = '';
      let name = '';
      express().post('/connect', (req, res) => {
        let refreshToken = req.body.refreshToken;
        refreshToken = req.body.refresh_token;
        accessToken = req.body.accessToken; // flagged
        name = req.body.accessToken;
        res.json(refreshToken);
      });
      export function connect(token: string) { accessToken = token; }
    `);
  });
});
