/**
 * Which text does an expression come to? Shown by addresses: one without
 * encryption is flagged where it folds to one, and only then.
 */
import { checkAll } from './check';

describe('constants', () => {
  checkAll({
    'are told where they are written': `
      fetch('http://api.partner.io/v1'); // flagged
      fetch('https://api.partner.io/v1');`,
    'fold through names': `
      const base = 'http://api.partner.io'; // flagged
      const url = base;
      fetch(url);`,
    'fold through concatenation': `
      const scheme = 'http://'; // flagged
      fetch(scheme + 'api.partner.io' + '/v1');`,
    'fold through templates': `
      const host = 'api.partner.io';
      fetch(\`http://\${host}/v1\`); // flagged`,
    'fold as far as they are known': `
      fetch('http://api.partner.io/users/' + id); // flagged
      fetch(\`http://api.partner.io/\${version}/users\`); // flagged
      fetch(\`http://\${host}/users\`);`,
    'fold through fallbacks': `
      const base = process.env.BASE || 'http://api.partner.io'; // flagged
      fetch(base + '/v1');`,
    'fold through both branches': `
      const base = test ? 'http://localhost:3000' : 'http://api.partner.io'; // flagged
      fetch(base);`,
    'are told by patterns, in letters of either case': `
      import { createCipheriv } from 'node:crypto';
      createCipheriv('AES-256-ECB', key, null); // flagged
      createCipheriv('aes-256-gcm', key, iv);
      createCipheriv('ecb-like', key, iv);`,
    'are told by patterns as far as they are known': `
      import { createCipheriv } from 'node:crypto';
      createCipheriv('des-' + mode, key, iv); // flagged
      createCipheriv(\`aes-256-\${mode}\`, key, iv);
      createCipheriv('aes-256-ecb' + suffix, key, iv);`,
    'are told by a host alone': `
      import { Client } from 'pg';
      new Client({ host: 'db.partner.io', ssl: false }); // flagged
      new Client({ host: '52.1.2.3', ssl: false }); // flagged
      new Client({ host: '10.1.2.3', ssl: false });
      new Client({ host: 'postgres', ssl: false });
      new Client({ host: host, ssl: false });`,
    'fold through objects': `
      const config = { api: { base: 'http://api.partner.io' } }; // flagged
      fetch(config.api.base + '/v1');`,
    'fold through functions': `
      function base() { return 'http://api.partner.io'; } // flagged
      fetch(base() + '/v1');`,
    'fold through parameters': `
      function get(path) { return fetch('http://api.partner.io' + path); } // flagged
      get('/v1');`,
    'handed in to a function of the user’s': `
      function get(url) { return fetch(url); }
      get('http://api.partner.io/v1'); // flagged`,
    'fold through classes': `
      class Api {
        base = 'http://api.partner.io'; // flagged
        get(path) { return fetch(this.base + path); }
      }`,
    'fold through closures': `
      const base = 'http://api.partner.io'; // flagged
      const get = (path) => fetch(base + path);`,
    'fold through options of a client': `
      import axios from 'axios';
      const api = axios.create({ baseURL: 'http://api.partner.io' }); // flagged
      api.get('/v1');`,
    'that are replaced are gone': `
      let base = 'http://api.partner.io';
      base = 'https://api.partner.io';
      fetch(base);`,
    'of this machine are no matter': `
      fetch('http://localhost:3000/v1');
      fetch('http://127.0.0.1/v1');
      fetch('http://api.test/v1');`,
    'that grow in a loop end': `
      let url = 'http://api.partner.io'; // flagged
      for (const part of parts) url = url + '/' + part;
      fetch(url);`,
  });
});
