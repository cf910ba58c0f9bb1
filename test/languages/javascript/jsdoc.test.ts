/**
 * What do types in doc comments say, and do broken or hostile ones end?
 */
import assert from 'node:assert/strict';
import { printType } from '../../../src/flow';
import type { FileGraph } from '../../../src/flow';
import type { Grammars } from '../../../src/languages';
import { loadGrammars } from '../../support/grammars';
import { violations } from './invariants';
import { lowerText } from './programs';

let grammars: Grammars;

before(async () => {
  grammars = await loadGrammars();
});

/** The type that a variable is given by `/** @type {…} *\/`. */
function typeOf(written: string): string | null {
  const graph = lowerText(`/** @type {${written}} */\nlet x;\n`, 'a.js', grammars);
  const type = graph.functions[0]?.variables[0]?.type ?? null;
  return type === null ? null : printType(type);
}

/** Types of the first function's parameters. */
function parameters(graph: FileGraph): readonly (string | null)[] {
  return (graph.functions[1]?.nodes ?? []).flatMap((node) => (node.op === 'parameter' ? [node.type === null ? null : printType(node.type)] : []));
}

describe('types in doc comments', () => {
  const cases: Readonly<Record<string, string | null>> = {
    'string': 'string',
    'String': 'string',
    '?User': 'User | null',
    'User?': 'User | null',
    '!User': 'User',
    'User=': 'User',
    '...User': 'User',
    'User[]': 'Array<User>',
    'User[][]': 'Array<Array<User>>',
    'Array.<User>': 'Array<User>',
    'ReadonlyArray<User>': 'Array<User>',
    'readonly User[]': 'Array<User>',
    'Object<string, User>': 'Record<string, User>',
    'Object': 'object',
    'Promise<User|null>': 'Promise<User | null>',
    '{a: string, b?: {c: number}}': '{a: string, b: {c: number}}',
    '{ "a-b": string; 1: number }': '{a-b: string, 1: number}',
    '{}': '{}',
    'import("./x").User': 'import("./x").User',
    "import('./x').User<A>[]": 'Array<import("./x").User<A>>',
    'typeof import("./x")': 'import("./x").*',
    'typeof a.b': 'typeof a.b',
    "User['email']": 'User["email"]',
    'keyof typeof a': 'keyof<typeof a>',
    '(a: string, b: User) => User': 'unknown',
    '() => void': 'unknown',
    'new (x: string) => User': 'unknown',
    'function(string): User': 'unknown',
    'function': 'unknown',
    '(string|number)[]': 'Array<string | number>',
    'x is User': 'boolean',
    'asserts x is User': 'boolean',
    '*': 'unknown',
    '?': 'unknown | null',
    'A.B.C': 'A.B.C',
    "'a'|2|-3|true": '"a" | 2 | -3 | true',
    '| A | B': 'A | B',
    'readonly': 'readonly',
    '': 'unknown',
    'Array<': 'Array<unknown>',
    'A B': 'unknown',
    '{a: ': null,
    ')': 'unknown',
  };
  for (const [written, expected] of Object.entries(cases)) {
    it(written === '' ? 'nothing' : written, () => {
      assert.equal(typeOf(written), expected);
    });
  }

  it('count only where none is written', () => {
    assert.deepEqual(parameters(lowerText('/** @param {A} a @x\n * @param {B} b */ function f(a: C, b) {}', 'a.ts', grammars)), ['C', 'B']);
  });

  it('belong to what follows them and to nothing else', () => {
    assert.deepEqual(parameters(lowerText('/** @param {A} a */ let x; function f(a) {}', 'a.js', grammars)), [null]);
    assert.deepEqual(parameters(lowerText('/** @param {A} b */ function f(a) {}', 'a.js', grammars)), [null]);
    assert.deepEqual(parameters(lowerText('/** @param {A} a */ export default async function (a) {}', 'a.js', grammars)), ['A']);
    assert.deepEqual(parameters(lowerText('/** @param {A} a */ module.exports.f = (a) => a;', 'a.js', grammars)), ['A']);
    assert.deepEqual(parameters(lowerText('/** @param {A} a */ const f = call((a) => a);', 'a.js', grammars)), [null]);
    assert.deepEqual(parameters(lowerText('/** @param {A} a */', 'a.js', grammars)), []);
  });

  it('may be broken anywhere', () => {
    const program = '/**\n * @typedef {{a: string, b: (x) => y}} T\n * @property {T[]} [p.q[].r=1]\n * @param {T} p @param {U} p.q.r\n */\nfunction f(p, /** @type {T} */ q) { return /** @type {import("x").Y<T>} */ (p); }\n';
    for (let end = 0; end <= program.length; end++) {
      assert.deepEqual(violations(lowerText(program.slice(0, end), 'a.js', grammars)), []);
      assert.deepEqual(violations(lowerText(program.slice(end), 'a.js', grammars)), []);
    }
  });

  it('cost what their length costs', () => {
    const many = 20_000;
    for (const piece of ['{', '(', '<', '[', 'Array<', '{a:', '|', '?', '!', '[]', '"', "'", '\\"', 'a.', '() =>', 'keyof ', 'typeof ', 'import(']) typeOf(piece.repeat(many));
    for (const piece of ['@param {T} a.b ', '@param {T} a\n * ', '@typedef {T} T\n', '@typedef\n', '\n', '\n *', '@type {', '@param {T} a.a.a.a.a.a\n', '@property {T} a[].b[].c\n']) {
      lowerText(`/** @typedef {T} X\n${piece.repeat(many)}*/\nfunction f(a) {}`, 'a.js', grammars);
    }
    lowerText(`/** @param {A.${'b.'.repeat(many)}c} a.${'b.'.repeat(many)}c */\nfunction f(a) {}`, 'a.js', grammars);
    lowerText('/** @type {A} */\n'.repeat(many), 'a.js', grammars);
    lowerText(`/** @type {A} */ x = ${'y = '.repeat(2000)}1`, 'a.js', grammars);
  });
});
