/**
 * Does data keep its way from function to function: closures, callbacks,
 * promises, classes, and the user's own functions by their summaries?
 */
import { checkAll } from './check';

describe('closures', () => {
  checkAll({
    'see what is around them': `
      const mail = user.email;
      const tell = () => console.log(mail); // flagged`,
    'see all values that a variable may have by then': `
      let text = 'none';
      const tell = () => console.log(text); // flagged
      text = user.email;`,
    'see parameters of the function around': `
      function outer(email) {
        return () => console.log(email); // flagged
      }`,
    'tell what callers of the function around hand in': `
      function outer(text) { return () => console.log(text); }
      outer(user.email)(); // flagged`,
    'write outside': `
      let text;
      users.forEach((one) => { text = one.email; });
      console.log(text); // flagged`,
    'gather outside': `
      const all = [];
      users.forEach((one) => { all.push(one.email); });
      console.log(all); // flagged
      const byId = {};
      users.forEach((one) => { byId[one.id] = one.email; });
      console.log(byId); // flagged`,
    'go several functions deep': `
      const mail = user.email;
      const f = () => () => () => console.log(mail); // flagged`,
    'return what is around them': `
      function make(email) { return () => email; }
      console.log(make(user.email)()); // flagged`,
    'called where they are made': `
      (() => { console.log(user.email); })(); // flagged
      (function (text) { console.log(text); })(user.email); // flagged`,
    'see this': `
      class A {
        mail = user.email;
        tell() { run(() => console.log(this.mail)); } // flagged
      }`,
  });
});

describe('callbacks', () => {
  checkAll({
    'of arrays receive elements': `
      [user.email].forEach((x) => console.log(x)); // flagged
      [user.id].forEach((x) => console.log(x));
      [{ to: user.email, id: 1 }].forEach((x) => console.log(x.to)); // flagged
      [{ to: user.email, id: 1 }].forEach((x) => console.log(x.id));`,
    'of arrays return elements': `
      console.log([user].map((x) => x.email)); // flagged
      console.log([user].map((x) => x.id));
      console.log([user].map((x) => maskEmail(x.email)));
      console.log([user].flatMap((x) => [x.email])); // flagged`,
    'of filter keep elements': `
      console.log([user.email].filter((x) => x.length > 3)); // flagged`,
    'of reduce gather': `
      console.log([user].reduce((all, x) => all + x.email, '')); // flagged
      console.log([user].reduce((all, x) => { all[x.id] = x.email; return all; }, {})); // flagged
      console.log([user].reduce((sum, x) => sum + 1, 0));`,
    'that have a name': `
      function tell(x) { console.log(x); } // flagged
      [user.email].forEach(tell);
      const mailOf = (x) => x.email;
      console.log([user].map(mailOf)); // flagged`,
    'of the user’s own functions': `
      function each(list, f) { for (const one of list) f(one); }
      each([user.email], (x) => console.log(x)); // flagged
      function run(f) { return f(user.email); }
      console.log(run((x) => x)); // flagged`,
    'kept in objects': `
      const tellers = { log(x) { console.log(x); } };
      tellers.log(user.email); // flagged`,
    'kept in arrays': `
      const tellers = [(x) => console.log(x)];
      tellers[0](user.email); // flagged`,
    'kept in maps': `
      const tellers = new Map();
      tellers.set('log', (x) => console.log(x));
      tellers.get('log')(user.email); // flagged`,
    'handed in as options': `
      load({ onDone: (email) => console.log(email) }); // flagged`,
  });
});

describe('promises', () => {
  checkAll({
    'bring what they are resolved with': `
      Promise.resolve(user.email).then((x) => console.log(x)); // flagged
      new Promise((resolve) => resolve(user.email)).then((x) => console.log(x)); // known miss: what resolve is handed`,
    'pass on what callbacks return': `
      load().then(() => user.email).then((x) => console.log(x)); // flagged
      load().then((x) => 1).then((x) => console.log(x));`,
    'are awaited': `
      async function f() {
        const x = await Promise.resolve(user.email);
        console.log(x); // flagged
      }`,
    'of async functions': `
      async function mailOf(u) { return u.email; }
      async function f() { console.log(await mailOf(user)); } // flagged
      mailOf(user).then((x) => console.log(x)); // flagged`,
    'together': `
      async function f() {
        const [id, to] = await Promise.all([user.id, user.email]);
        console.log(to); // flagged
      }`,
    'that fail': `
      load().catch(() => user.email).then((x) => console.log(x)); // flagged
      Promise.resolve(user.email).finally(() => stop()).then((x) => console.log(x)); // flagged`,
    'in loops': `
      async function f() { for await (const one of users) console.log(one.email); } // flagged`,
    'of generators': `
      function* mails() { yield user.email; }
      for (const x of mails()) console.log(x); // flagged`,
  });
});

describe('classes', () => {
  checkAll({
    'keep fields': `
      class A {
        mail = user.email;
        id = user.id;
        tell() {
          console.log(this.id);
          console.log(this.mail); // flagged
        }
      }`,
    'keep what their constructor is handed': `
      class A {
        constructor(text) { this.text = text; }
        tell() { console.log(this.text); }
      }
      new A(user.email).tell(); // flagged
      new A(user.id).tell();`,
    'gather in a field': `
      class A {
        items = [];
        add(one) { this.items.push(one.email); }
        tell() { console.log(this.items); } // flagged
      }`,
    'keep what their methods set': `
      class A {
        set() { this.text = user.email; }
        tell() { console.log(this.text); } // flagged
      }`,
    'take over from others': `
      class A { mail = user.email; }
      class B extends A { tell() { console.log(this.mail); } } // flagged
      console.log(new B().mail); // flagged`,
    'replace what they take over': `
      class A { text = user.email; }
      class B extends A { text = 'none'; tell() { console.log(this.text); } }`,
    'call methods of others': `
      class A { tell(x) { console.log(x); } }
      class B extends A { go() { this.tell(user.email); } } // flagged`,
    'call the method they replace': `
      class A { tell(x) { console.log(x); } }
      class B extends A { tell(x) { super.tell(x); } }
      new B().tell(user.email); // flagged`,
    'call the constructor they take over': `
      class A { constructor(x) { console.log(x); } }
      class B extends A { constructor(y) { super(y); } }
      new B(user.email); // flagged`,
    'have getters': `
      class A { get mail() { return user.email; } }
      console.log(new A().mail); // flagged`,
    'have setters': `
      class A { set mail(x) { console.log(x); } }
      new A().mail = user.email; // known miss: what a setter is handed`,
    'have static members': `
      class A {
        static mail = user.email;
        static tell(x) { console.log(x); }
      }
      console.log(A.mail); // flagged
      A.tell(user.email); // flagged`,
    'have private members': `
      class A {
        #mail = user.email;
        tell() { console.log(this.#mail); } // flagged
      }`,
    'have parameter properties': `
      class A {
        constructor(private readonly email: string, private readonly id: string) {}
        tell() {
          console.log(this.id);
          console.log(this.email); // flagged
        }
      }`,
    'log in their constructor': `
      class A { constructor(x) { console.log(x); } }
      new A(user.email); // flagged`,
    'return what they are handed': `
      class A { same(x) { return x; } }
      console.log(new A().same(user.email)); // flagged
      console.log(new A().same(user.id));`,
    'made by functions': `
      class A { mail = user.email; }
      function make() { return new A(); }
      console.log(make().mail); // flagged`,
    'written as types': `
      class A { mail = user.email; }
      function f(a: A) { console.log(a.mail); } // flagged`,
    'whose methods are handed on': `
      class A {
        tell(x) { console.log(x); } // flagged
        go() { [user.email].forEach(this.tell); }
      }`,
    'as expressions': `
      const A = class { mail = user.email; };
      console.log(new A().mail); // flagged`,
    'that are chained': `
      class A { with(x) { this.x = x; return this; } tell() { console.log(this.x); } }
      new A().with(user.email).tell(); // flagged`,
  });
});

describe('calls', () => {
  checkAll({
    'bring results': `
      function mailOf(u) { return u.email; }
      console.log(mailOf(user)); // flagged`,
    'bring back what they are handed': `
      function same(x) { return x; }
      console.log(same(user.email)); // flagged
      console.log(same(user.id));`,
    'bring back fields of what they are handed': `
      function wrap(x) { return { x, id: 1 }; }
      console.log(wrap(user.email).x); // flagged
      console.log(wrap(user.email).id);`,
    'bring the field that is asked for': `
      function to(line) { return line.to; }
      console.log(to({ to: user.email, id: 1 })); // flagged
      console.log(to({ to: 1, from: user.email }));`,
    'of one place do not bring what others hand in': `
      function same(x) { return x; }
      const a = same(user.email);
      const b = same(user.id);
      console.log(b);`,
    'log what they are handed': `
      function tell(x) { console.log(x); }
      tell(user.email); // flagged
      tell(user.id);`,
    'log a field of what they are handed': `
      function tell(line) { console.log(line.to); }
      tell({ to: user.email }); // flagged
      tell({ to: 1, from: user.email });`,
    'go through several functions': `
      function a(x) { b(x); }
      function b(x) { c({ text: x }); }
      function c(x) { console.log(x.text); }
      a(user.email); // flagged`,
    'bring results through several functions': `
      function a(x) { return b(x); }
      function b(x) { return [c(x)]; }
      function c(x) { return x.email; }
      console.log(a(user)); // flagged`,
    'of functions that are given later': `
      let tell;
      tell = (x) => console.log(x);
      tell(user.email); // flagged`,
    'of one of several functions': `
      function a(x) { console.log(x); }
      function b(x) { return x; }
      const f = verbose ? a : b;
      f(user.email); // flagged`,
    'of functions that functions return': `
      function make() { return (x) => console.log(x); }
      make()(user.email); // flagged`,
    'by call, apply and bind': `
      function tell(x) { console.log(x); }
      tell.call(null, user.email); // known miss: call and apply
      tell.apply(null, [user.email]); // known miss: call and apply
      tell.bind(null)(user.email); // known miss: bind`,
    'of themselves': `
      function walk(x, n) { if (n > 0) walk(x, n - 1); console.log(x); }
      walk(user.email, 3); // flagged
      function last(x, n) { return n > 0 ? last(x, n - 1) : x; }
      console.log(last(user.email, 3)); // flagged`,
    'of one another': `
      function even(x, n) { console.log(x); odd(x, n - 1); }
      function odd(x, n) { even(x, n - 1); }
      odd(user.email, 3); // flagged
      function a(x, n) { return n > 0 ? b(x, n - 1) : x; }
      function b(x, n) { return a(x, n - 1); }
      console.log(b(user.email, 3)); // flagged`,
    'before the function is declared': `
      tell(user.email); // flagged
      function tell(x) { console.log(x); }`,
    'with defaults': `
      function tell(x = user.email) { console.log(x); } // flagged
      function other(x = 'none') { console.log(x); }
      other(user.email); // flagged
      other();`,
    'with a rest': `
      function tell(...parts) { console.log(parts); }
      tell(1, user.email); // flagged
      function rest(first, ...others) { console.log(others); }
      rest(user.email, 1);
      rest(1, user.email); // flagged`,
    'with spread arguments': `
      function tell(a, b) { console.log(b); }
      tell(...[user.id, user.email]); // flagged
      tell(...[user.email, user.id]);`,
    'with arguments': `
      function tell() { console.log(arguments[0]); }
      tell(user.email); // known miss: the arguments object`,
    'with destructured parameters': `
      function tell({ to, id }) { console.log(to); }
      tell({ to: user.email, id: 1 }); // flagged
      tell({ to: 1, id: user.email });`,
    'with fewer arguments': `
      function tell(a, b) { console.log(a, b); }
      tell();
      tell(1);`,
    'of what is no function': `
      const x = 3;
      x(user.email);
      undefined?.(user.email);
      (void 0)(user.email);`,
    'of unknown functions show nothing': `
      console.log(encode(user.email));
      console.log(lookup(user.email));`,
    'by name of an exported function': `
      export function tell(x) { console.log(x); }
      export const go = () => tell(user.email); // flagged
      exports.all = () => tell(user.email); // flagged`,
    'in markup': `
      const Row = ({ to }) => { console.log(to); return null; };
      render(<Row to={user.email} />); // known miss: what a component is handed`,
  });
});

describe('libraries that are handed in', () => {
  checkAll({
    'are what they are where they come out, however the function was come by': `
      const show = (console && console.other) || function (it) { return it; };
      show(console).log(user.email); // flagged`,
    'keep it in a field: what compilers of modules write': `
      var wrapped = (this && this.wrapped) || function (it) { return (it && it.__esModule) ? it : { default: it }; };
      const console_1 = wrapped(console);
      console_1.default.log(user.email); // flagged
      (0, console_1.default.log)(user.phone); // flagged`,
  });
});
