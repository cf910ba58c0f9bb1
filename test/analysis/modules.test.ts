/** Data is followed from file to file: through imports and exports of every form, down into callees, up to callers. */
import { checkAllFiles } from './check';

describe('across files', () => {
  checkAllFiles({
    'a logger made elsewhere': {
      'src/log.ts': "import pino from 'pino';\nexport const log = pino();",
      'src/main.ts': "import { log } from './log';\nexport function greet(user: { email: string }) {\n  log.info(user.email); // flagged\n}",
    },
    'default exports, and re-exports through an index': {
      'lib/log.ts': "import pino from 'pino';\nexport default pino();",
      'lib/index.ts': "export { default as journal } from './log';\nexport * from './mask';",
      'lib/mask.ts': "export const mask = (text: string) => text.replace(/./g, '*');",
      'main.ts': "import { journal, mask } from './lib';\nexport function greet(user: { email: string }) {\n  journal.warn(user.email); // flagged\n  journal.warn(mask(user.email));\n}",
    },
    'CommonJS in all its forms': {
      'log.js': "const pino = require('pino');\nmodule.exports = pino();",
      'named.js': "const log = require('./log');\nexports.warn = (text) => log.warn(text);\nmodule.exports.log = log;",
      'object.js': "const log = require('./log');\nfunction say(text) { log.info(text); }\nmodule.exports = { say, log };",
      'main.js': "const log = require('./log');\nconst { warn } = require('./named');\nconst object = require('./object');\nfunction greet(user) {\n  log.info(user.email); // flagged\n  warn(user.email); // flagged\n  object.say(user.email); // flagged\n  object.log.info(user.email); // flagged\n}",
    },
    'a namespace and a class': {
      'service.ts': "import pino from 'pino';\nconst log = pino();\nexport class Service {\n  report(value: string) { log.info(value); }\n}\nexport const version = 1;",
      'main.ts': "import * as services from './service';\nexport function greet(user: { email: string }) {\n  new services.Service().report(user.email); // flagged\n  new services.Service().report(String(services.version));\n}",
    },
    'a sink behind wrappers in three files, told at the call that hands the data over': {
      'a.ts': "import pino from 'pino';\nconst log = pino();\nexport function write(text: string) { log.info(text); }",
      'b.ts': "import { write } from './a';\nexport function note(value: string) { write(`note: ${value}`); }",
      'c.ts': "import { note } from './b';\nexport function greet(user: { email: string }) {\n  note(user.email); // flagged\n}",
    },
    'data that comes from another file': {
      'load.ts': "export async function load(id: string) {\n  const answer = await fetch(`https://api.caley.app/v1/bookings/${id}`);\n  return answer.json();\n}",
      'main.ts': "import { load } from './load';\nexport async function show(id: string) {\n  const booking = await load(id);\n  console.log(booking.attendees); // flagged\n  console.log(booking.id);\n}",
    },
    'a helper of the user that hashes': {
      'hash.ts': "import { createHash } from 'node:crypto';\nexport function digest(text: string) { return createHash('sha256').update(text).digest('hex'); }",
      'main.ts': "import { digest } from './hash';\nexport function greet(user: { email: string }) { console.log(digest(user.email)); }",
    },
    'types of other files': {
      'types.ts': "export interface Person { ssn: string; visits: number }\nexport type Guest = Person;",
      'index.ts': "export type { Guest } from './types';\nexport * from './types';",
      'main.ts': "import type { Guest, Person } from './index';\nexport function show(one: Guest, other: Person) {\n  console.log(one); // flagged\n  console.log(other.ssn); // flagged\n  console.log(other.visits);\n}",
    },
    'a service injected by its type': {
      'journal.ts': "import winston from 'winston';\nexport class Journal {\n  private readonly out = winston.createLogger();\n  enter(text: string) { this.out.info(text); }\n}",
      'main.ts': "import { Journal } from './journal';\nexport class Bookings {\n  constructor(private readonly journal: Journal) {}\n  save(user: { email: string }) {\n    this.journal.enter(user.email); // flagged\n  }\n}",
    },
    'a logger injected by a caller in another file, without types': {
      'bookings.js': "class Bookings {\n  constructor(out) { this.out = out; }\n  save(user) {\n    this.out.info(user.email); // flagged\n  }\n}\nmodule.exports = Bookings;",
      'main.js': "const pino = require('pino');\nconst Bookings = require('./bookings');\nnew Bookings(pino());",
    },
    'routes that are handed the app': {
      'routes.js': "module.exports = (server) => {\n  server.post('/people', (incoming, answer) => {\n    console.log(incoming.body); // flagged\n    answer.end();\n  });\n};",
      'main.js': "const express = require('express');\nconst app = express();\nrequire('./routes')(app);",
    },
    'a handler registered in another file': {
      'people.ts': "export const create = (incoming, answer) => {\n  console.log(incoming.body); // flagged\n};\nexport const other = (incoming) => {\n  console.log(incoming.body);\n};",
      'main.ts': "import express from 'express';\nimport * as people from './people';\nconst app = express();\napp.post('/people', people.create);",
    },
    'a handler registered through an index': {
      'people/create.ts': "export const create = (incoming, answer) => {\n  console.log(incoming.body); // flagged\n};",
      'people/index.ts': "export { create as createPerson } from './create';",
      'main.ts': "import express from 'express';\nimport { createPerson } from './people';\nexpress().post('/people', createPerson);",
    },
    'a callback handed across files': {
      'each.ts': "export function forEachGuest(guests: { email: string }[], visit: (email: string) => void) {\n  for (const guest of guests) visit(guest.email); // flagged\n}",
      'main.ts': "import { forEachGuest } from './each';\nexport function show(guests: { email: string }[]) {\n  forEachGuest(guests, (line) => {\n    console.log(line);\n  });\n}",
    },
    'inheritance across files': {
      'base.ts': "import pino from 'pino';\nexport abstract class Base {\n  protected readonly log = pino();\n  protected tell(text: string) { this.log.info(text); }\n}",
      'main.ts': "import { Base } from './base';\nexport class Guests extends Base {\n  add(guest: { email: string }) {\n    this.tell(guest.email); // flagged\n    this.log.info(guest.email); // flagged\n  }\n}",
    },
    'a factory and a constant URL in other files': {
      'urls.ts': "export const CALEY = 'https://api.caley.app';\nexport const endpoints = { people: `${CALEY}/v1/people` };",
      'client.ts': "import axios from 'axios';\nimport { CALEY } from './urls';\nexport const makeClient = () => axios.create({ baseURL: CALEY });",
      'main.ts': "import { makeClient } from './client';\nimport { endpoints } from './urls';\nexport async function show() {\n  const { data } = await makeClient().get('/v1/people');\n  console.log(data.name); // flagged\n  const answer = await (await fetch(endpoints.people)).json();\n  console.log(answer.name); // flagged\n}",
    },
    'dynamic imports': {
      'log.ts': "import pino from 'pino';\nexport const log = pino();\nexport default log;",
      'main.ts': "export async function greet(user: { email: string }) {\n  const { log } = await import('./log');\n  log.info(user.email); // flagged\n}",
    },
    'files that import each other': {
      'a.ts': "import { b } from './b';\nexport function a(text: string, depth: number) {\n  if (depth > 0) b(text, depth - 1);\n  console.log(text);\n}",
      'b.ts': "import { a } from './a';\nexport function b(text: string, depth: number) { a(text, depth); }",
      'main.ts': "import { b } from './b';\nexport function greet(user: { email: string }) {\n  b(user.email, 3); // flagged\n}",
    },
    'what is missing stops nothing': {
      'main.ts': "import { gone } from './gone';\nimport { absent } from './empty';\nexport function greet(user: { email: string }) {\n  gone(user.email);\n  absent(user.email);\n  console.log(user.email); // flagged\n}",
      'empty.ts': '',
    },
  });
});
