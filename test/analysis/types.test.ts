/**
 * Written types are declarations of data: what a value of a type has counts where the value goes whole, and what is
 * plain by its type stays silent. Missing, broken and endless types stop nothing.
 */
import assert from 'node:assert/strict';
import { checkAll, checkAllFiles, theEngine } from './check';

/** `show(value)`, for a value that only its type tells of. */
function shown(type: string, declarations = ''): string {
  return `${declarations}\nexport function show(value: ${type}) {\n  console.log(value); // flagged\n}`;
}

function silent(type: string, declarations = ''): string {
  return shown(type, declarations).replace(' // flagged', '');
}

const account = 'interface Account { ssn: string; visits: number }';
const plain = 'interface Visit { at: Date; visits: number; kind: "long" | 1 }';

describe('types as declarations of data', () => {
  checkAll({
    'an interface': shown('Account', account),
    'nothing personal': silent('Visit', plain),
    'a class': shown('Account', 'class Account { ssn!: string }'),
    'an alias of a record': shown('Account', 'type Account = { ssn: string };'),
    'declarations that merge': shown('Account', 'interface Account { visits: number }\ninterface Account { ssn: string }'),
    'what is extended': shown('Special', `${account}\ninterface Special extends Account { level: number }`),
    'what is implemented': shown('Special', `${account}\nabstract class Special implements Account { declare ssn: string; declare visits: number }`),
    'lists': shown('Account[]', account),
    'lists of plain records': silent('Visit[]', plain),
    'promises of lists': shown('Promise<ReadonlyArray<Account>>', account),
    'maps': shown('Map<string, Account>', account),
    'records of records': shown('Record<string, Account>', account),
    'index signatures': shown('{ [id: string]: Account }', account),
    'intersections': shown('{ level: number } & Account', account),
    'unions': shown('Visit | Account | null', `${account}\n${plain}`),
    'a generic of the user': shown('Page<Account>', `${account}\ninterface Page<T> { items: T[]; next: number }`),
    'a generic of plain records': silent('Page<Visit>', `${plain}\ninterface Page<T> { items: T[]; next: number }`),
    'a generic handed on': shown('Answer<Account>', `${account}\ntype Answer<A> = { page: Page<A> };\ntype Page<T> = { items: Array<T> };`),
    'a generic that extends another': shown('Answer<Account>', `${account}\ninterface Page<T> { items: T[] }\ninterface Answer<A> extends Page<A> { next: number }`),
    'Pick': shown("Pick<Account, 'ssn'>", account),
    'Pick of plain fields': silent("Pick<Account, 'visits'>", account),
    'Omit': shown("Omit<Account, 'visits'>", account),
    'Omit of what is personal': silent("Omit<Account, 'ssn'>", account),
    'Partial, Required and Readonly': shown('Partial<Required<Readonly<Account>>>', account),
    'a mapped type': shown('Loose<Account>', `${account}\ntype Loose<T> = { [K in keyof T]?: T[K] };`),
    'an indexed type': shown("Booking['guest']", `${account}\ninterface Booking { guest: Account; at: Date }`),
    'a plain indexed type': silent("Booking['at']", `${account}\ninterface Booking { guest: Account; at: Date }`),
    'an element by index': shown('Accounts[number]', `${account}\ntype Accounts = Account[];`),
    'the type of a value': shown('typeof example', "const example = { ssn: '', visits: 1 };"),
    'what a function returns': shown('ReturnType<typeof load>', `${account}\ndeclare const db: any;\nfunction load(id: string): Promise<Account> { return db.get(id); }`),
    'namespaces': shown('Api.V1.Account', 'namespace Api.V1 { export interface Account { ssn: string } }'),
    'inside a namespace': 'namespace Api {\n  export interface Account { ssn: string }\n  export function show(value: Account) {\n    console.log(value); // flagged\n  }\n}',
    'enums': silent('Level', 'enum Level { Email, Phone }'),
    'names of fields': silent('keyof Account', account),
    'marked texts': silent("string & { readonly ssn: 'mark' }", ''),
    'a cast': `${account}\nexport function show(text: string) {\n  const value = JSON.parse(text) as Account;\n  console.log(value); // flagged\n}`,
    'satisfies': `${account}\nexport function show(data: unknown) {\n  console.log(data satisfies Account); // flagged\n}`,
    'elements of a list': `${account}\nexport function show(list: Account[], visits: number[]) {\n  for (const one of list) console.log(one); // flagged\n  for (const one of visits) console.log(one);\n  console.log(list[0]); // flagged\n}`,
    'what a call returns': `${account}\ndeclare const db: any;\nasync function load(id: string): Promise<Account> { return db.get(id); }\nexport async function show(id: string) {\n  console.log(await load(id)); // flagged\n  console.log((await load(id)).visits);\n}`,
    'a field of a class': `${account}\nexport class Desk {\n  private current!: Account;\n  show() {\n    console.log(this.current); // flagged\n  }\n}`,
    'a parameter that is a field': `${account}\nexport class Desk {\n  constructor(private readonly current: Account) {}\n  show() {\n    console.log(this.current); // flagged\n  }\n}`,
    'fields by their own types': `${account}\nexport function show(value: Account) {\n  console.log(value.ssn); // flagged\n  console.log(value.visits);\n  const { ssn, visits } = value;\n  console.log(ssn); // flagged\n  console.log(visits);\n}`,
    'what is left when fields are taken out': `${account}\nexport function show(value: Account) {\n  const { ssn, ...rest } = value;\n  console.log(rest);\n  const { visits, ...other } = value;\n  console.log(other, ssn === visits); // flagged\n}`,
    'what is made with types': `${account}\nconst all = new Map<string, Account>();\nexport function show(id: string) {\n  console.log(all.get(id)); // flagged\n  for (const one of new Set<Account>()) console.log(one); // flagged\n  console.log(new Map<string, number>().get(id));\n}`,
    'types that speak of themselves': shown('Tree', 'interface Tree { left: Tree; right: Tree; ssn: string }\ntype A = B; type B = A;'),
    'types that make ever larger ones of themselves': silent('Grow<1>', 'type Grow<T> = Grow<[T, T]> & Grow<{ a: T }> & Grow<T[]>;'),
    'types that are not there': silent('Missing<Account, 3>'),
    'broken types': 'interface Broken { a: ; b string\nexport function show(value: Broken<) {\n  console.log(value);\n}\n',
  });
});

describe('types in doc comments', () => {
  checkAll({
    'of a parameter': '/** @typedef {{ ssn: string, visits: number }} Account */\n/** @param {Account} value */\nexport function show(value) {\n  console.log(value); // flagged\n  console.log(value.visits);\n}',
    'of parts of a parameter': '/**\n * @param {object} value\n * @param {string} value.ssn\n */\nexport function show(value) {\n  console.log(value); // flagged\n}',
    'of a result': '/** @typedef {Object} Account\n * @property {string} ssn\n */\n/** @returns {Promise<Account[]>} */\nasync function load() { return db(); }\nexport async function show() {\n  console.log(await load()); // flagged\n}',
    'of a variable and a cast': '/** @typedef {{ ssn: string }} Account */\nexport function show(text) {\n  /** @type {Account} */\n  const value = JSON.parse(text);\n  console.log(value); // flagged\n  console.log(/** @type {{ visits: number }} */ (JSON.parse(text)));\n}',
    'plain ones': '/** @param {number} ssn */\nexport function show(ssn) {\n  console.log(ssn);\n}',
  }, 'example.js');
});

describe('types across files', () => {
  const types = 'export interface Account { ssn: string; visits: number }\nexport interface Page<T> { items: T[] }\nexport default class Entry { ssn!: string }\nexport namespace Api { export type Known = Account }\n';
  checkAllFiles({
    'whole, in lists, promises and generics': {
      'types.ts': types,
      'main.ts': "import Entry, { Account as A, Api, Page } from './types';\nimport type * as all from './types';\nexport function show(one: A, list: A[], page: Page<A>, late: Promise<A>, entry: Entry, other: all.Account, known: Api.Known, direct: import('./types').Account, plain: Omit<A, 'ssn'>) {\n  console.log(one); // flagged\n  console.log(list); // flagged\n  console.log(page); // flagged\n  console.log(late); // flagged\n  console.log(entry); // flagged\n  console.log(other); // flagged\n  console.log(known); // flagged\n  console.log(direct); // flagged\n  console.log(plain);\n}",
    },
    'of what a function of another file returns': {
      'types.ts': types,
      'load.ts': "import type { Account } from './types';\ndeclare const db: any;\nexport async function load(): Promise<Account> { return db.get(); }",
      'main.ts': "import { load } from './load';\nexport async function show() {\n  const value = await load();\n  console.log(value); // flagged\n  console.log(value.visits);\n}\nexport function again(value: Awaited<ReturnType<typeof load>>) {\n  console.log(value); // flagged\n}",
    },
    'handed to a function that keeps it': {
      'types.ts': types,
      'keep.ts': 'export function keep(value: unknown) { console.log(value); }',
      'main.ts': "import type { Account } from './types';\nimport { keep } from './keep';\ndeclare const db: any;\nexport function save() {\n  const entry: Account = db.get();\n  keep(entry); // flagged\n}",
    },
    'under other names, and as the default': {
      'types.ts': "interface Account { ssn: string }\nimport type { Far } from './far';\nexport type { Account as Guest, Far as Near };\nexport default interface Main { ssn: string }",
      'far.ts': 'interface Far { ssn: string }\nexport { Far };',
      'named.ts': 'interface Named { ssn: string }\nexport default Named;',
      'main.ts': "import Main, { type Guest, type Near } from './types';\nimport type Named from './named';\nexport function show(a: Guest, b: Near, c: Main, d: Named) {\n  console.log(a); // flagged\n  console.log(b); // flagged\n  console.log(c); // flagged\n  console.log(d); // flagged\n}",
    },
    'of what a framework hands in': {
      'dto.ts': 'export class CreateGuest {\n  readonly ssn!: string;\n}',
      'guests.controller.ts': "import { Body, Controller, Post } from '@nestjs/common';\nimport { CreateGuest } from './dto';\n@Controller('guests')\nexport class GuestsController {\n  @Post()\n  create(@Body() dto: CreateGuest) {\n    console.log(dto.ssn); // flagged\n    console.log(dto); // flagged\n  }\n}",
    },
    'of doc comments': {
      'types.ts': types,
      'main.js': "/** @param {import('./types').Account} value */\nexport function show(value) {\n  console.log(value); // flagged\n}",
    },
  });
});

describe('types in any order', () => {
  const files: Readonly<Record<string, string>> = {
    'a.ts': "import type { B } from './b';\nexport interface A { b: B; ssn: string }\nexport const a = (value: B) => console.log(value);",
    'b.ts': "import type { A } from './a';\nimport type { C } from './c';\nexport type B = Pick<A, 'ssn'> & { c: C<A> };\nexport const b = (value: A) => console.log(value);",
    'c.ts': "import type { B } from './b';\nexport interface C<T> { list: T[]; b?: B }\nexport const c = (value: C<B>['list'][number], other: C<1>) => console.log(value, other);",
  };
  const found = (paths: readonly string[], asked: readonly string[]): readonly string[] => {
    const snapshot = theEngine().open(Object.fromEntries(paths.map((path) => [path, files[path] ?? ''])), { minimumConfidence: 'low' });
    return asked.flatMap((path) => snapshot.findings(path).map(({ finding }) => `${path} ${finding.rule} ${String(finding.range.start)} ${finding.confidence}`)).sort();
  };
  it('say the same', () => {
    const first = found(['a.ts', 'b.ts', 'c.ts'], ['a.ts', 'b.ts', 'c.ts']);
    assert.ok(first.length >= 3, first.join('\n'));
    for (const paths of [['c.ts', 'b.ts', 'a.ts'], ['b.ts', 'a.ts', 'c.ts'], ['b.ts', 'c.ts', 'a.ts']]) {
      for (const asked of [['a.ts', 'b.ts', 'c.ts'], ['c.ts', 'b.ts', 'a.ts'], ['b.ts', 'c.ts', 'a.ts']]) assert.deepEqual(found(paths, asked), first);
    }
  });
});

describe('types without end', () => {
  const wide = Array.from({ length: 5000 }, (_, i) => `f${String(i)}: Wide`).join('; ');
  const grown = Array.from({ length: 200 }, (_, i) => `Grown<{ a${String(i)}: T }>`).join(' & ');
  checkAll({
    'records of themselves, very wide': silent('Wide', `interface Wide { ${wide} }`),
    'generics of ever larger ones': silent('Grown<1>', `type Grown<T> = ${grown};`),
    'types of values that are typed by them': 'const a: typeof b = c;\nconst b: typeof a = a;\nconst c = { d: a, e: b };\nexport const f = (x: typeof c, y: typeof a.b.c, z: ReturnType<typeof f>): typeof f => console.log(x, y, z);',
  });
});
