/** A line that is being typed loses nothing around it: the classes and functions of a file stay, and every place. */
import assert from 'node:assert/strict';
import type { FileGraph } from '../../../src/flow';
import type { Grammars } from '../../../src/languages';
import { loadGrammars } from '../../support/grammars';
import { lowerText } from './programs';

/** A file with a line to be typed at `…`. */
const file = `import { log } from './log';
export class Keeper {
  constructor(user) {
    this.user = user;
  }
  tell(items) {
    for (const item of items) {
…
      log(item);
    }
    return items;
  }
  last() {
    return this.user;
  }
}
export function after(x) {
  return \`\${x}\`;
}
`;

const whole = ['Keeper.constructor', 'Keeper.last', 'Keeper.tell', 'after'];

function namesOf({ functions }: FileGraph): readonly string[] {
  return functions.map(({ name }) => name).filter((name) => whole.includes(name)).sort();
}

describe('a repaired text', () => {
  let grammars: Grammars;
  before(async () => {
    grammars = await loadGrammars();
  });

  const lower = (text: string): FileGraph => lowerText(text, 'a.ts', grammars);
  const withLine = (line: string): string => file.replace('…', `      ${line}`);

  for (const line of [
    'log(', 'log(item', 'log(item.', 'log(item?.', 'log(item.email, ', "log('mail", 'log("mail', "log('mail', item", 'log({ mail: item.email', 'log([item', 'if (item', 'if (item) {', 'while (item.next', 'const x = (item',
    'const x = {', 'const [a, b', 'item.forEach((one) => {', 'item.map((one) => (', 'return (', '(', '{', '[', 'try {', 'switch (item.kind) {', 'function inner(', 'const f = async (a', 'log(`${item}`', 'const text = `a', '// not (this', "log(/[(]/, item",
  ]) {
    it(`keeps what is around ${line}`, () => {
      const text = withLine(line);
      const graph = lower(text);
      assert.deepEqual(namesOf(graph), whole);
      assert.deepEqual(graph.classes.map((cls) => cls.members.map(({ name }) => name)), [['constructor', 'tell', 'last']]);
      for (const fn of graph.functions.filter(({ name }) => name === 'Keeper.last' || name === 'after')) assert.ok(text.slice(fn.range.start, fn.range.end).startsWith(fn.name === 'after' ? 'function after' : 'last()'), 'places stay');
    });
  }

  it('says where something is missing, and only there', () => {
    const text = withLine('log(item.email');
    const at = text.indexOf('log(item.email') + 'log(item.email'.length;
    assert.deepEqual(lower(text).syntaxErrors, [{ start: at, end: at }]);
  });

  it('keeps the call that is being typed', () => {
    const tell = lower(withLine('log(item.email')).functions.find(({ name }) => name === 'Keeper.tell');
    assert.ok(tell !== undefined);
    assert.ok(tell.nodes.some((node) => node.op === 'field' && node.name === 'email'));
    assert.equal(tell.nodes.filter((node) => node.op === 'call').length, 2);
  });

  it('is none where brackets fit, however they are laid out', () => {
    for (const text of [file.replace('…', ''), 'f(\n  (x) => ({\n  a: x,\n}));\n', 'const a = /[(]/, b = 1 / 2, c = "(", d = `(${"("}`; // (\n', 'a\n  .b(() => {\n  c();\n})\n']) assert.deepEqual(lower(text).syntaxErrors, []);
  });

  it('is soon given up where too much is unclosed', () => {
    const hostile = ['('.repeat(2_000) + '}', `{(${'[]'.repeat(20_000)}}\n`, `${'{'.repeat(1_000)}\nx\n`.repeat(3), `(${'=/['.repeat(2_000)}\n}`, `(${'`a`+'.repeat(5_000)}1\n}`, "'\n".repeat(20_000), '`\n'.repeat(1_999), '(\n'.repeat(20_000)];
    for (const text of hostile) assert.equal(lower(text).functions[0]?.range.end, text.length);
  });

  it('leaves a file that ends too early to the parser', () => {
    assert.ok(lower('export function f(user) {\n  if (user) {\n    log(user.email);\n').functions[1]?.nodes.some((node) => node.op === 'call'));
  });
});
