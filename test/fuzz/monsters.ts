/**
 * What is the worst that a file, or a project, can be? Generated programs that
 * nobody writes and someone sends. Must stay deterministic: a failure is found again by its name.
 */
export type Files = Readonly<Record<string, string>>;

const deep = 10_000;

/** `open` ten thousand times, a core, and `close` as often; or never, where `close` is empty. */
function nest(open: string, core: string, close: string, times = deep): string {
  return open.repeat(times) + core + close.repeat(times);
}

function lines(count: number, line: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => `${line(i)}\n`).join('');
}

/** Every bracket of the language, ten thousand deep: closed, and left open. Each logs a person's email at its heart. */
export const nestings: Readonly<Record<string, string>> = {
  'parentheses': `console.log(${nest('(', 'user.email', ')')});`,
  'parentheses left open': `console.log(${nest('(', 'user.email', '')}`,
  'arrays': `console.log(${nest('[', 'user.email', ']')});`,
  'arrays left open': `console.log(${nest('[', 'user.email', '')}`,
  'objects': `console.log(${nest('{ a: ', 'user.email', ' }')});`,
  'objects left open': `console.log(${nest('{ a: ', 'user.email', '')}`,
  'blocks': nest('{ ', 'console.log(user.email);', ' }'),
  'blocks left open': nest('{ ', 'console.log(user.email);', ''),
  'blocks never opened': `console.log(user.email);${'}'.repeat(deep)}`,
  'templates': `console.log(${nest('`${', 'user.email', '}`')});`,
  'templates left open': `console.log(${nest('`${', 'user.email', '')}`,
  'calls': `console.log(${nest('f(', 'user.email', ')')});`,
  'calls of calls': `console.log(f${'()'.repeat(deep)}(user.email));`,
  'indexes': `console.log(${nest('a[', 'user.email', ']')});`,
  'members': `console.log(user${'.next'.repeat(deep)}.email);`,
  'optional members': `console.log(user${'?.next'.repeat(deep)}?.email);`,
  'arrows': nest('() => ', 'console.log(user.email)', ''),
  'functions': nest('function f() { ', 'console.log(user.email);', ' }'),
  'classes': nest('class A { m() { ', 'console.log(user.email);', ' } }'),
  'conditions': nest('if (a) { ', 'console.log(user.email);', ' }'),
  'else branches': `${'if (a) b(); else '.repeat(deep)}console.log(user.email);`,
  'loops': nest('for (const a of b) { ', 'console.log(user.email);', ' }'),
  'attempts': nest('try { ', 'console.log(user.email);', ' } catch (e) { console.log(e); }'),
  'switches': nest('switch (a) { case 1: ', 'console.log(user.email);', ' }'),
  'ternaries': `console.log(${'a ? b : '.repeat(deep)}user.email);`,
  'ternaries the other way': `console.log(${nest('a ? ', 'user.email', ' : b')});`,
  'nots': `console.log(${'!'.repeat(deep)}user.email);`,
  'signs': `console.log(${'- '.repeat(deep)}user.email);`,
  'awaits': `console.log(${'await '.repeat(deep)}user.email);`,
  'news': `console.log(${'new '.repeat(deep)}A(user.email));`,
  'assignments': `${'a = '.repeat(deep)}user.email; console.log(a);`,
  'sums': `console.log(${'"a" + '.repeat(deep)}user.email);`,
  'sums from the left': `console.log(user.email${' + "a"'.repeat(deep)});`,
  'ors': `console.log(${'a || '.repeat(deep)}user.email);`,
  'commas': `console.log((${'a, '.repeat(deep)}user.email));`,
  'patterns': `const ${nest('{ a: ', 'email', ' }')} = user; console.log(email);`,
  'array patterns': `const ${nest('[', 'email', ']')} = user; console.log(email);`,
  'elements': `const x = ${nest('<a>', '{user.email}', '</a>')}; console.log(x);`,
  'elements left open': `const x = ${nest('<a>', '{user.email}', '')}; console.log(x);`,
  'type arguments': `let x: ${nest('A<', 'string', '>')}; console.log(user.email);`,
  'type literals': `let x: ${nest('{ a: ', 'string', ' }')}; console.log(x.email);`,
  'type arrays': `let x: string${'[]'.repeat(deep)}; console.log(user.email);`,
  'unions': `let x: ${'A | '.repeat(deep)}string; console.log(user.email);`,
  'conditional types': `type X<T> = ${'T extends string ? 1 : '.repeat(deep)}2; console.log(user.email);`,
  'casts': `console.log(user.email${' as any'.repeat(deep)});`,
  'promises': `p${'.then((x) => x)'.repeat(deep)}.then(() => console.log(user.email));`,
  'labels': `${'a: '.repeat(deep)}console.log(user.email);`,
  'decorators': `${'@a() '.repeat(deep)}class A { m() { console.log(user.email); } }`,
  'comments': `${'/* '.repeat(deep)}*/ console.log(user.email);`,
  'namespaces': nest('namespace A { ', 'console.log(user.email);', ' }'),
  'marks of a merge': `${'<<<<<<< ours\n=======\n>>>>>>> theirs\n'.repeat(2000)}console.log(user.email);`,
};

/** The same for the second language. Indentation cannot be ten thousand deep and stay a file that a host reads, so a thousand. */
export const pythonNestings: Readonly<Record<string, string>> = {
  'parentheses': `print(${nest('(', 'user.email', ')')})\n`,
  'lists left open': `print(${nest('[', 'user.email', '')}`,
  'dictionaries': `print(${nest('{"a": ', 'user.email', '}')})\n`,
  'calls': `print(${nest('f(', 'user.email', ')')})\n`,
  'members': `print(user${'.next'.repeat(deep)}.email)\n`,
  'subscripts': `print(user${'["a"]'.repeat(deep)})\n`,
  'lambdas': `f = ${'lambda: '.repeat(deep)}print(user.email)\n`,
  'nots': `print(${'not '.repeat(deep)}user.email)\n`,
  'sums': `print(${'"a" + '.repeat(deep)}user.email)\n`,
  'conditions in one expression': `print(${'a if b else '.repeat(deep)}user.email)\n`,
  'comprehensions': `print(${nest('[', 'user.email', ' for a in b]', 2000)})\n`,
  'blocks': `${lines(1000, (i) => `${' '.repeat(i)}if a:`)}${' '.repeat(1000)}print(user.email)\n`,
  'functions': `${lines(1000, (i) => `${' '.repeat(i)}def f():`)}${' '.repeat(1000)}print(user.email)\n`,
  'else branches': `if a: pass\n${'elif b: print(user.email)\n'.repeat(deep)}`,
  'decorators': `${'@a()\n'.repeat(deep)}def f(): print(user.email)\n`,
  'f-strings': `print(${nest("f'{", 'user.email', "}'", 500)})\n`,
  'assignments': `${'a = '.repeat(deep)}user.email\nprint(a)\n`,
  'patterns': `${nest('(', 'a', ',)')} = user\nprint(a)\n`,
  'type arguments': `x: ${nest('List[', 'str', ']')} = user.email\nprint(x)\n`,
};

/** Wide or long rather than deep, and what points back to itself. `n` is how many of the smallest part: a hundred thousand make a five megabyte line. */
export const masses: Readonly<Record<string, (n: number) => string>> = {
  'many branches': (n) => `function f(a, x) {\n${lines(n, (i) => `if (a === ${String(i)}) x = user.email;`)}console.log(x); }`,
  'many cases': (n) => `let x;\nswitch (a) {\n${lines(n, (i) => `case ${String(i)}: x = user.email; break;`)}}\nconsole.log(x);`,
  'many statements': (n) => `let x = user.email;\n${lines(n, (i) => `x = f(x, ${String(i)});`)}console.log(x);`,
  'many variables': (n) => `${lines(n / 5, (i) => `const a${String(i)} = ${i === 0 ? 'user.email' : `a${String(i - 1)}`};`)}console.log(a${String(n / 5 - 1)});`,
  'functions in a long chain': (n) => `${lines(n / 5, (i) => `function f${String(i)}(x) { return f${String(i + 1)}(x); }`)}function f${String(n / 5)}(x) { console.log(x); }\nf0(user.email);`,
  'functions that call all over the place': (n) => `${lines(n / 10, (i) => `function f${String(i)}(x, y) { f${String((i * 7 + 1) % (n / 10))}(y, x); f${String((i * 13 + 5) % (n / 10))}(x, x); console.log(x); return y; }`)}f0(user.email, user.phone);`,
  'many sinks': (n) => `const x = user.email;\n${'console.log(x);\n'.repeat(n)}`,
  'many arguments': (n) => `console.log(${'user.id, '.repeat(n)}user.email);`,
  'many properties': (n) => `const o = {\n${lines(n, (i) => `p${String(i)}: user.email,`)}};\nconsole.log(o.p5, o);`,
  'many elements': (n) => `const a = [${'user.id, '.repeat(n)}user.email];\nconsole.log(a[${String(n)}]);`,
  'assignments of each to all': (n) => `${lines(100, (i) => `let v${String(i)};`)}while (a) {\n${lines(n / 10, (i) => `v${String((i * 37) % 100)} = v${String((i * 11 + 3) % 100)} ?? user.email;`)}}\nconsole.log(v7);`,
  'objects in objects in a loop': () => `let o = user;\nwhile (a) { o = { ${Array.from({ length: 300 }, (_, i) => `k${String(i)}: o`).join(', ')} }; }\nconsole.log(o.k1.k2.k3.email, o);`,
  'spreads that double': (n) => `const a0 = { ...user, email: user.email };\n${lines(n / 50, (i) => `const a${String(i + 1)} = { ...a${String(i)}, ...a${String(i)} };`)}console.log(a${String(n / 50)});`,
  'concatenations that double': (n) => `let a0 = user.email;\n${lines(n / 50, (i) => `const a${String(i + 1)} = a${String(i)} + a${String(i)};`)}fetch(a${String(n / 50)}, { body: a${String(n / 50)} });`,
  'constants that double': (n) => `const a0 = 'http://example.org/';\n${lines(n / 50, (i) => `const a${String(i + 1)} = a${String(i)} + a${String(i)};`)}fetch(a${String(n / 50)}, { method: 'POST', body: user.email });`,
  'a huge literal': (n) => `const text = '${'0123456789'.repeat(5 * n)}';\nconsole.log(text, user.email);`,
  'a huge line': (n) => `${'f(a.b, "c", 1); '.repeat(3.3 * n)}console.log(user.email);`,
  'a number of many digits': (n) => `const n = ${'9'.repeat(10 * n)};\nconsole.log(n, user.email);`,
  'a name of many letters': (n) => `const ${'n'.repeat(10 * n)} = user.email;\nconsole.log(${'n'.repeat(10 * n)});`,
  'a regular expression of many groups': (n) => `const r = /${'(a|b)+'.repeat(n)}/;\nconsole.log(r, user.email);`,
  'many comments that hide findings': (n) => `${'// caley-ignore log/personal-data -- no reason at all\n'.repeat(n / 5)}console.log(user.email);`,
  'classes that inherit in a long chain': (n) => `class C0 { m(x) { console.log(x); } }\n${lines(n / 10, (i) => `class C${String(i + 1)} extends C${String(i)} { m(x) { super.m(x); } }`)}new C${String(n / 10)}().m(user.email);`,
  'a class that is its own parent': () => 'class A extends B { m(x) { super.m(x); } }\nclass B extends A { m(x) { super.m(x); console.log(x); } }\nnew A().m(user.email);',
  'types that are made of themselves': () => `interface A extends B { a: A; b: B[]; c: Promise<A>; email: string }\ninterface B extends A { b: A & B }\ntype T<X> = T<T<X>> | { x: T<X[]> };\nlet a: A & T<A>;\nconsole.log(a.b[0].a.b, a, a.x);`,
  'types in a long chain': (n) => `${lines(n / 10, (i) => `interface T${String(i)} { next: T${String(i + 1)} }`)}interface T${String(n / 10)} { email: string }\nfunction f(x: T0) { console.log(x, x.next.next.next); }`,
  'types that extend in a long chain': (n) => `${lines(n / 10, (i) => `interface T${String(i)} extends T${String(i + 1)} {}`)}interface T${String(n / 10)} { email: string }\nfunction f(x: T0) { console.log(x, x.email); }`,
  'types that double': (n) => `type T0 = { email: string };\n${lines(n / 100, (i) => `type T${String(i + 1)} = { l: T${String(i)}; r: T${String(i)} };`)}function f(x: T${String(n / 100)}) { console.log(x); }`,
  'functions that hand themselves on': () => `function f(g) { return g(g, f, (h) => h(g)); }\nconst y = (g) => ((x) => x(x))((x) => g((v) => x(x)(v)));\nconsole.log(f(f), y(y), f(y)(user.email));`,
  'callbacks that hand on callbacks': (n) => `${lines(n / 50, (i) => `function f${String(i)}(g) { return f${String((i + 1) % (n / 50))}((x) => g(x)); }`)}f0((x) => console.log(x.email));`,
  'a prototype that points at itself': () => `const o = {}; o.o = o; o.p = { o }; o.p.p = o.p; o.email = user.email;\nconsole.log(o.o.o.p.p.o.email, o);`,
  'arrays in arrays in a loop': () => 'let a = [user.email];\nfor (;;) { a = [a, [a], [[a]]]; a.push(a); }\nconsole.log(a);',
  'nothing but exports': (n) => lines(n / 2, (i) => `export const e${String(i)} = user.email;`),
  'nothing but letters that are none': (n) => '\u0000\u2028\u202e\ufeff\ud800'.repeat(n / 5),
  'nothing but quotes': (n) => '\'"`'.repeat(n / 2),
  'nothing but brackets': (n) => '([{<}])>'.repeat(n / 5),
};

/** What still beats the engine: a throw. Moves to `masses` when it does not. */
export const unsolved: Readonly<Record<string, (n: number) => string>> = {};

/** Projects: what files can do to each other; `n` is how many files. */
export const projects: Readonly<Record<string, (n: number) => Files>> = {
  'files that import each other in a ring': (n) => filesOf(n, (i) => `import { f as next } from './m${String((i + 1) % n)}';\nexport function f(x) { console.log(x); return next(x); }\n`, "import { f } from './m0';\nf(user.email);\n"),
  'a function that calls itself through all files': (n) => filesOf(n, (i) => `import { f as next } from './m${String((i + 1) % n)}';\nexport function f(x) { return next(x); }\n`, "import { f } from './m0';\nconsole.log(f(user.email));\n"),
  'exports handed on in a chain of ten times as many': (n) => filesOf(10 * n, (i) => (i === 10 * n - 1 ? 'export function f(x) { console.log(x); }\n' : `export { f } from './m${String(i + 1)}';\n`), "import { f } from './m0';\nf(user.email);\n"),
  'doors of everything in a ring': (n) => filesOf(n / 2, (i) => `export * from './m${String((i + 1) % (n / 2))}';\nexport * from './m${String((i * 7 + 3) % (n / 2))}';\n`, "import { f } from './m0';\nconsole.log(f(user.email));\n"),
  'doors of everything that double': () => filesOf(60, (i) => (i === 59 ? 'export const f = (x) => console.log(x);\n' : `export * from './m${String(Math.min(59, i + 1))}';\nexport * from './m${String(Math.min(59, i + 2))}';\n`), "import { f } from './m0';\nf(user.email);\n"),
  'doors of everything of each other': () => filesOf(20, (i) => Array.from({ length: 20 }, (_, other) => (other === i ? '' : `export * from './m${String(other)}';\n`)).join(''), "import { f } from './m0';\nconsole.log(f(user.email));\n"),
  'trusted doors of everything of each other': () => filesOf(20, (i) => Array.from({ length: 20 }, (_, other) => (other === i ? 'export const f = make();\n' : `export * from './m${String(other)}';\nexport { g } from './m${String(other)}';\n`)).join(''), "import { f, g, h } from './m0';\nconsole.log(f(g(h(user.email))));\n", { 'caley.yaml': `version: 1\ntrust: { sinks: [${Array.from({ length: 20 }, (_, i) => `{ path: m${String(i)}.ts#${i % 2 === 0 ? 'g' : 'h'}, kind: sink.log }`).join(', ')}] }\n` }),
  'a file that imports itself': () => ({ 'main.ts': "import { f as g } from './main';\nimport * as me from './main';\nexport * from './main';\nexport { f as h } from './main';\nexport function f(x) { console.log(x); return me.f(g(me.me.h(x))); }\nf(user.email);\n" }),
  'classes that inherit through files': (n) => filesOf(n, (i) => (i === n - 1 ? 'export class C { m(x) { console.log(x); } }\n' : `import { C as Parent } from './m${String(i + 1)}';\nexport class C extends Parent { m(x) { super.m(x); } }\n`), "import { C } from './m0';\nnew C().m(user.email);\n"),
  'callers of one function': (n) => filesOf(n, (i) => `import { log } from './log';\nlog(user.${i % 2 === 0 ? 'email' : 'phone'});\n`, '', { 'log.ts': 'export function log(x) { console.log(x); }\n' }),
  'a callback that goes round all files': (n) => filesOf(n, (i) => `import { f as next } from './m${String((i + 1) % n)}';\nexport function f(g) { next((x) => g(x)); g(user.email); }\n`, "import { f } from './m0';\nf((x) => console.log(x));\n"),
  'manifests that extend each other': () => ({ 'tsconfig.json': '{ "extends": "./tsconfig.b.json" }', 'tsconfig.b.json': '{ "extends": ["./tsconfig.json", "./tsconfig.b.json"], "compilerOptions": { "paths": { "*": ["./*", "*"] } } }', 'package.json': '{ "name": "a", "exports": "./a", "imports": { "#*": "#*" }, "main": ".", "workspaces": ["*", "..", "/"] }', 'a.ts': "import { f } from '#b';\nimport g from 'a';\nf(g, user.email);\n", 'b.ts': 'export const f = (g, x) => console.log(x);\n' }),
  'manifests of strange shapes': () => ({ 'package.json': '{ "exports": { "./*": { "import": { "default": [[[["./*"]]]] } }, "./a*b*c": "./**" }, "imports": [], "workspaces": { "packages": 7 }, "main": {} }', 'tsconfig.json': nest('{ "compilerOptions": ', '{}', ' }'), 'sub/tsconfig.json': '['.repeat(100_000), 'sub/package.json': `{ "imports": ${nest('{ "#a": ', '1', ' }')} }`, 'sub/a.ts': "import x from '#a';\nimport y from '../../../../../../outside';\nimport z from '';\nimport w from '.';\nimport v from '/';\nconsole.log(x, y, z, w, v, user.email);\n" }),
  'many paths in a manifest': (n) => ({ 'tsconfig.json': JSON.stringify({ compilerOptions: { paths: Object.fromEntries(Array.from({ length: 10 * n }, (_, i) => [`@p${String(i)}/*`, [`./p${String(i)}/*`, './*']])) } }), 'a.ts': lines(n / 2, (i) => `import { f as f${String(i)} } from '@p${String(i)}/b';`) + 'f7(user.email);\n', 'b.ts': 'export function f(x) { console.log(x); }\n' }),
};

/** `m0.ts`, `m1.ts` … and a `main.ts`. */
function filesOf(count: number, text: (i: number) => string, main: string, extra: Files = {}): Files {
  return { ...extra, ...Object.fromEntries(Array.from({ length: count }, (_, i) => [`m${String(i)}.ts`, text(i)])), 'main.ts': main };
}
