/**
 * Who receives what is sent with an event? Functions that wait for one of that name at the same emitter, in one file and in several.
 */
import { checkAll, checkAllFiles } from './check';

describe('events', () => {
  checkAll({
    'one file': `
import { EventEmitter } from 'node:events';
const bus = new EventEmitter();
const other = new EventEmitter();
const made = 'user.made';
bus.on(made, (value, again) => {
  console.log(value); // flagged
  console.log(again);
});
bus.on('user.left', (value) => { console.log(value); });
other.on('user.made', (value) => { console.log(value); });
bus.once('user.seen', ({ mail }) => { console.log(mail); }); // flagged
export function create(user) {
  bus.emit('user.made', user.email, user.id);
  bus.emit('user.left', user.id);
  bus.emit('user.seen', { mail: user.email });
}`,
    'a field of a class': `
import EventEmitter from 'events';
export class Users {
  private readonly bus = new EventEmitter();
  constructor() {
    this.bus.on('made', this.tell);
    this.bus.on('left', (value) => { console.log(value); });
  }
  tell(value) { console.log(value); } // flagged
  create(user) { this.bus.emit('made', user.email); this.bus.emit('left', user.id); }
}`,
    'a class that is one': `
import EventEmitter from 'events';
class Users extends EventEmitter {
  constructor() {
    super();
    this.on('made', (value) => { console.log(value); }); // flagged
    this.on('left', (value) => { console.log(value); });
  }
  create(user) { this.emit('made', user.email); this.emit('left', user.id); }
}`,
    'mitt and eventemitter3': `
import mitt from 'mitt';
import Emitter from 'eventemitter3';
const bus = mitt();
const two = new Emitter();
bus.on('made', (value) => { console.log(value); }); // flagged
two.on('made', (value) => { console.log(value); });
bus.emit('made', user.email);
two.emit('made', user.id);`,
  });
});

describe('events across files', () => {
  checkAllFiles({
    'several files': {
      'bus.ts': `import { EventEmitter } from 'node:events';
export const bus = new EventEmitter();
export const quiet = new EventEmitter();`,
      'create.ts': `import { bus, quiet } from './bus';
export function create(user) { bus.emit('made', user.email); quiet.emit('made', user.id); }`,
      'tell.ts': `import { bus, quiet } from './bus';
bus.on('made', (value) => { console.log(value); }); // flagged
quiet.on('made', (value) => { console.log(value); });
bus.on('left', (value) => { console.log(value); });`,
    },
    'an emitter that is the module': {
      'bus.js': `const { EventEmitter } = require('events');
module.exports = new EventEmitter();`,
      'create.js': `const bus = require('./bus');
exports.create = (user) => { bus.emit('made', user.email); };`,
      'tell.js': `const bus = require('./bus');
bus.on('made', (value) => { console.log(value); }); // flagged
bus.on('left', (value) => { console.log(value); });`,
    },
  });
});
