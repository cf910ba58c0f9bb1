/**
 * Where does a name come from? Packages however they are imported, and what they hand out.
 */
import { check, checkAll } from './check';

describe('imports', () => {
  checkAll({
    'of the default': `
      import pino from 'pino';
      const log = pino();
      log.info(user.email); // flagged`,
    'of a name': `
      import { pino } from 'pino';
      pino().info(user.email); // flagged`,
    'of a name under another': `
      import { pino as make } from 'pino';
      make().info(user.email); // flagged`,
    'of all': `
      import * as pino from 'pino';
      pino.default().info(user.email); // flagged
      pino.pino().info(user.email); // flagged`,
    'by require': `
      const pino = require('pino');
      pino().info(user.email); // flagged`,
    'by require, at once': `
      require('pino')().info(user.email); // flagged
      const { info } = require('pino')();
      info(user.email); // flagged`,
    'by require, a name of it': `
      const { pino } = require('pino');
      pino().info(user.email); // flagged
      const make = require('pino').default;
      make().info(user.email); // flagged`,
    'by import()': `
      async function f() {
        const { default: pino } = await import('pino');
        pino().info(user.email); // flagged
      }`,
    'of children': `
      import pino from 'pino';
      const log = pino().child({ name: 'x' });
      log.child({}).error(user.email); // flagged`,
    'in a class': `
      import pino from 'pino';
      class A {
        private readonly log = pino();
        tell() { this.log.info(user.email); } // flagged
      }`,
    'handed in': `
      import pino from 'pino';
      function tell(out) { out.info(user.email); } // flagged
      tell(pino());`,
    'by their type': `
      import type { Logger } from 'pino';
      function tell(out: Logger) { out.info(user.email); } // flagged
      class A { constructor(private readonly out: Logger) {} tell() { this.out.info(user.email); } } // flagged`,
    'of packages that nobody knows': `
      import thing from 'thing-that-nobody-knows';
      thing.info(user.email);`,
    'hidden by a name inside': `
      import pino from 'pino';
      function f(pino) { pino().info(user.email); }`,
    'of what only has the name': `
      const console = makeConsole();
      console.log(user.email);`,
    'of types only': `
      import type pino from 'pino';
      declare const x: string;
      show(user.email);`,
  });

  it('in CommonJS files', () => {
    check(`
      'use strict';
      const log = require('pino')();
      module.exports.tell = (user) => log.info(user.email); // flagged`, 'example.cjs');
  });
});
