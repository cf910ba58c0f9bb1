/**
 * What arrives in handlers? In every form in which frameworks are told of them: by calls, wrappers, decorators, and the paths of files.
 */
import { checkAll, checkAllFiles } from './check';

describe('handlers of frameworks', () => {
  checkAll({
    'express named handler in file': `
import express from 'express';
const app = express();
function create(incoming, answer) { console.log(incoming.body); } // flagged
const other = async (incoming, answer) => { console.log(incoming.body); }; // flagged
const unused = (incoming) => { console.log(incoming.body); };
app.post('/x', create);
app.route('/y').post(other);`,
    'what only looks like a wrapper': `
import express from 'express';
const app = express();
const page = (map) => (incoming, answer) => answer.json(rows.map(map));
app.get('/a', page((row) => { console.log(row.body); }));
app.get('/b', [1].map((one) => { console.log(one.body); }));`,
    'express routes in an array': `
import express from 'express';
const app = express();
const routes = [
  { method: 'post', path: '/a', handler: (incoming, answer) => { console.log(incoming.body); } }, // flagged
];
for (const route of routes) app.post(route.path, route.handler);
routes.forEach((route) => { app[route.method](route.path, route.handler); });`,
    'express array of middleware': `
import express from 'express';
const app = express();
const check = (incoming, answer, next) => { console.log(incoming.body); next(); }; // flagged
app.post('/a', [check, (incoming, answer) => { console.log(incoming.body); }]); // flagged`,
    'fastify plugin wrapped by fastify-plugin': `
import fp from 'fastify-plugin';
export default fp(async (server) => {
  server.post('/a', async (incoming, answer) => { console.log(incoming.body); }); // flagged
});`,
    'koa': `
import Koa from 'koa';
import Router from '@koa/router';
const router = new Router();
async function create(c) { console.log(c.request.body); } // flagged
router.post('/a', create);
router.post('/b', async (c, next) => { console.log(c.request.body); }); // flagged
new Koa().use(async (c) => { console.log(c.request.body); }).use(router.routes()); // flagged`,
    'hono': `
import { Hono } from 'hono';
const app = new Hono();
const create = async (x) => { const body = await x.req.json(); console.log(body); }; // flagged
app.post('/a', create);
app.basePath('/v1').post('/b', async (x) => { console.log(await x.req.json()); }); // flagged`,
    'nest': `
import { Controller, Post, Body, Req, Param, Headers, Query, Get, Logger } from '@nestjs/common';
class CreateUserDto { email: string; age: number }
@Controller('users')
export class Users {
  private readonly logger = new Logger('users');
  @Post() create(@Body() dto: CreateUserDto) {
    this.logger.log(dto.email); // flagged
    this.logger.log(dto); // flagged
    this.logger.log(dto.age);
  }
  @Post() any(@Body() input) { this.logger.log(input); } // flagged
  @Post() part(@Body('email') input: string) { this.logger.log(input); } // flagged
  @Get() all(@Req() incoming) { this.logger.log(incoming.body); this.logger.log(incoming.id); } // flagged
  @Get(':id') one(@Param('id') id: string) { this.logger.log(id); }
  @Get() head(@Headers() h) { this.logger.log(h); } // flagged
  @Get() query(@Query('email') q: string) { this.logger.log(q); } // flagged
}`,
    'workers': `
export default {
  async fetch(incoming, env, ctx) {
    console.log(await incoming.json()); // flagged
    return new Response('ok');
  },
};`,
    'azure': `
import { app } from '@azure/functions';
app.http('users', { methods: ['POST'], handler: async (incoming, context) => { context.log(await incoming.json()); } }); // flagged`,
    'gcp': `
import * as functions from '@google-cloud/functions-framework';
functions.http('hello', (incoming, answer) => { console.log(incoming.body); }); // flagged`,
    'trpc': `
import { initTRPC } from '@trpc/server';
import { z } from 'zod';
const t = initTRPC.create();
export const router = t.router({
  save: t.procedure.input(z.object({ email: z.string(), visits: z.number() })).mutation(({ input }) => {
    console.log(input.email); // flagged
    console.log(input.visits);
    console.log(input); // flagged
  }),
});`,
    'apollo': `
const resolvers = {
  Mutation: {
    createUser: async (_, args, context) => { console.log(args.email); }, // flagged
  },
};
export default resolvers;`,
    'socket.io': `
import { Server } from 'socket.io';
const io = new Server();
io.on('connection', (socket) => {
  socket.on('message', (payload) => { console.log(payload.email); }); // flagged
  console.log(socket.handshake.headers); // flagged
});`,
    'bullmq': `
import { Worker, Queue } from 'bullmq';
const queue = new Queue('mail');
new Worker('mail', async (task) => { console.log(task.data); }); // flagged
new Worker('mail', async (task) => { console.log(task.id); });`,
    'kafka': `
import { Kafka } from 'kafkajs';
const consumer = new Kafka({}).consumer({ groupId: 'a' });
consumer.run({ eachMessage: async ({ message, topic }) => {
  const order = JSON.parse(message.value.toString());
  console.log(order.email); // flagged
  console.log(topic);
} });`,
  });
});

describe('handlers of frameworks across files', () => {
  checkAllFiles({
    'express class controllers': {
      'controller.ts': `export class People {
  create(incoming, answer) { console.log(incoming.body); } // flagged
  update = async (incoming, answer) => { console.log(incoming.body); }; // flagged
  remove(incoming, answer) { console.log(incoming.body); }
  bound(incoming, answer) { console.log(incoming.body); } // flagged
}
export const people = new People();`,
      'main.ts': `import express from 'express';
import { People, people } from './controller';
const router = express.Router();
const controller = new People();
router.post('/x', controller.create);
router.post('/z', controller.bound.bind(controller));
router.put('/y', people.update);`,
    },
    'express handlers of an object': {
      'controller.js': `const create = (incoming, answer) => { console.log(incoming.body); }; // flagged
module.exports = { create, update: (incoming) => { console.log(incoming.body); } }; // flagged`,
      'main.js': `const express = require('express');
const people = require('./controller');
const app = express();
app.post('/x', people.create);
app.put('/x', people.update);`,
    },
    'express wrapper of the user': {
      'wrap.ts': `export const wrap = (fn) => (incoming, answer, next) => { Promise.resolve(fn(incoming, answer, next)).catch(next); };
export function plain(fn) { return async function (incoming, answer, next) { try { await fn(incoming, answer); } catch (e) { next(e); } }; }`,
      'main.ts': `import express from 'express';
import asyncHandler from 'express-async-handler';
import { wrap, plain } from './wrap';
const app = express();
app.post('/a', wrap(async (incoming, answer) => { console.log(incoming.body); })); // flagged
app.post('/b', plain(async (incoming, answer) => { console.log(incoming.body); })); // flagged
app.post('/c', asyncHandler(async (incoming, answer) => { console.log(incoming.body); })); // flagged
const later = wrap(async (incoming, answer) => { console.log(incoming.body); }); // flagged
app.post('/d', later);
wrap(async (incoming) => { console.log(incoming.body); });`,
    },
    'a wrapped handler of another file': {
      'create.ts': `import { wrap, page } from './wrap';
export const create = wrap(async (incoming, answer) => { console.log(incoming.body); }); // flagged
export const list = page((row) => { console.log(row.body); });
export default class { static save(incoming) { console.log(incoming.body); } } // flagged`,
      'wrap.ts': `export function wrap(fn) { return (...all) => fn(...all).catch(all[2]); }
export const page = (map) => (incoming, answer) => answer.json(rows.map(map));`,
      'main.ts': `import express from 'express';
import People, { create, list } from './create';
const app = express();
app.post('/a', create);
app.get('/a', list);
app.put('/a', People.save);`,
    },
    'fastify plugins': {
      'routes.ts': `import type { FastifyInstance } from 'fastify';
export default async function routes(server, options) {
  server.post('/a', async (incoming, answer) => { console.log(incoming.body); }); // flagged
  server.route({ method: 'POST', url: '/', handler: async (incoming) => { console.log(incoming.body); } }); // flagged
}`,
      'main.ts': `import Fastify from 'fastify';
import routes from './routes';
const app = Fastify();
app.register(routes);
app.register(require('./more'), { prefix: '/x' });
app.register(import('./dynamic'));`,
      'more.js': `module.exports = async function (server) {
  server.post('/a', async (incoming, answer) => { console.log(incoming.body); }); // flagged
};`,
      'dynamic.ts': `export default async function (server) {
  server.post('/a', async (incoming, answer) => { console.log(incoming.body); }); // flagged
}`,
    },
    'next pages': {
      'pages/api/users.ts': `export default function handler(incoming, answer) {
  console.log(incoming.body); // flagged
}`,
      'pages/api/more.js': `const handler = async (incoming, answer) => { console.log(incoming.body); }; // flagged
export default handler;`,
      'lib/other.ts': `export default function handler(incoming, answer) {
  console.log(incoming.body);
}`,
      'src/pages/api/x/[id].ts': `export default async function (incoming) { console.log(incoming.body); } // flagged`,
    },
    'next app': {
      'app/api/users/route.ts': `export async function POST(incoming: Request) {
  const body = await incoming.json();
  console.log(body); // flagged
  return Response.json({});
}
export const PUT = async (incoming) => { console.log(await incoming.json()); }; // flagged
export function helper(incoming) { return incoming; }`,
      'app/other.ts': `export async function POST(incoming) { console.log(await incoming.json()); }`,
      'middleware.ts': `export function middleware(incoming) { console.log(incoming.headers); } // flagged`,
    },
    'next server side': {
      'pages/users.tsx': `export async function getServerSideProps({ req, query }) { console.log(req.headers); return { props: {} }; } // flagged`,
    },
    'remix': {
      'app/routes/users.tsx': `export async function action({ request: incoming }) {
  const form = await incoming.formData();
  console.log(form.get('email')); // flagged
  console.log(await incoming.json()); // flagged
}
export const loader = async ({ request }) => { console.log(request.headers); return null; }; // flagged`,
    },
    'remix typed': {
      'app/routes/users.tsx': `import type { ActionFunctionArgs } from '@remix-run/node';
export async function action(args: ActionFunctionArgs) {
  console.log(await args.request.json()); // flagged
}`,
    },
    'sveltekit': {
      'src/routes/api/+server.ts': `export async function POST({ request: incoming, cookies }) { console.log(await incoming.json()); } // flagged
export const GET = async (x) => { console.log(x.request.headers); }; // flagged`,
      'src/routes/+page.server.ts': `export const actions = { default: async ({ request: incoming }) => { console.log(await incoming.formData()); } }; // flagged`,
    },
    'nuxt': {
      'server/api/users.post.ts': `export default defineEventHandler(async (e) => {
  const body = await readBody(e);
  console.log(body); // flagged
});`,
    },
    'lambda': {
      'handler.js': `exports.handler = async (incoming, context) => { console.log(incoming.body); console.log(incoming.headers); }; // flagged`,
      'lambda.ts': `export const handler = async (incoming) => { console.log(incoming.body); }; // flagged`,
      'other.ts': `export const thing = async (incoming) => { console.log(incoming.body); };`,
    },
  });
});
