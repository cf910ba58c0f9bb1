/**
 * What makes data unreadable? Functions of packages, functions whose names say so,
 * the user's own as far as they do.
 */
import { checkAll } from './check';

describe('sanitizers', () => {
  checkAll({
    'of packages': `
      import { createHash } from 'node:crypto';
      console.log(createHash('sha256').update(user.email).digest('hex'));
      console.log(createHash('sha256'), user.email); // flagged`,
    'under another name': `
      import { createHash as make } from 'crypto';
      const hash = make('sha256');
      hash.update(user.email);
      console.log(hash.digest('hex'));`,
    'by text': `
      console.log(user.email.replace(/.(?=.*@)/g, '*'));
      console.log(user.phone.slice(-4));
      console.log(user.phone.slice(2)); // flagged
      console.log(user.email.replace('.', '_')); // flagged`,
    'by their name': `
      import { maskEmail, redact, anonymize } from './privacy';
      console.log(maskEmail(user.email));
      console.log(redact(user.email));
      console.log(anonymize(user));
      console.log(privacy.mask(user.email));`,
    'that only sound so': `
      console.log(unmaskEmail(user.email)); // known false: what a function of unknown origin returns is not its argument`.replace(/ \/\/ known false.*/, ''),
    'of the user’s, by what they do': `
      import { createHash } from 'crypto';
      const shorten = (text) => createHash('sha256').update(text).digest('hex');
      console.log(shorten(user.email));`,
    'of the user’s, in all branches': `
      const hide = (text) => (text.length > 3 ? text.slice(0, 2) : text.replace(/./g, '*'));
      console.log(hide(user.email));`,
    'of the user’s, in one branch': `
      const hide = (text, full) => (full ? text : text.slice(0, 2));
      console.log(hide(user.email)); // flagged`,
    'of the user’s, that do nothing': `
      function maskEmail(text) { return text; }
      console.log(maskEmail(user.email)); // flagged`,
    'of the user’s, of which too little is known': `
      function maskEmail(text) { return text.split('').map((c, i) => (i > 2 ? '*' : c)).join(''); }
      console.log(maskEmail(user.email));`,
    'several functions deep': `
      const stars = (text) => text.replace(/./g, '*');
      const hide = (text) => stars(text);
      const line = (u) => ({ to: hide(u.email), id: u.id });
      console.log(line(user));`,
    'on a part': `
      console.log({ to: maskEmail(user.email), phone: user.phone }); // flagged
      console.log(\`\${maskEmail(user.email)} \${user.id}\`);`,
    'of whole objects': `
      console.log(redact({ to: user.email }));`,
    'undone': `
      const hidden = encrypt(user.email);
      console.log(hidden);
      console.log(decrypt(hidden)); // known miss: what is decrypted is in clear again`,
    'in a class': `
      class Log {
        hide(text) { return text.replace(/./g, '*'); }
        tell(text) { console.log(this.hide(text)); }
      }
      new Log().tell(user.email);`,
    'too weak for where it goes': `
      localStorage.setItem('user', maskEmail(user.email));`,
  });
});
