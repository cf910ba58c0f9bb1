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

  /** Real enough: templates, comments and brackets behind the place where one is typed. */
  const rich = `/* a kit */
import { log } from './log';
/** Keeps. */
export class Keeper {
  /** Tells. */
  tell(items) {
    if (items.length > 0) {
      log(\`\${items.length} of
        many\`, items);
    }
    return items.map((item) => {
      return { item };
    });
  }
  /* last */
  last() {
    const query = \`
      select name
      from users where id = \${this.id};
    \`;
    return this.run(query, 'all');
  }
}
// the end
export function after(x) {
  return /[\`'(]/.test(x) ? \`\${x}\` : "";
}
`;
  for (const [mark, before] of ['(', '[', '{', '`', '/*', "'", '"', ')', ']', '}'].flatMap((mark) => ['if (items', 'log(', 'return items', 'return { item', 'const query', 'return this.run'].map((before) => [mark, before] as const))) {
    // Typed before another of its line it begins and ends a template of its own.
    if (mark === '`' && (before === 'log(' || before === 'const query')) continue;
    it(`keeps what is around ${mark} typed before ${before}`, () => {
      const at = rich.indexOf(before);
      const text = rich.slice(0, at) + mark + rich.slice(at);
      const [was, now] = [lower(rich), lower(text)];
      const outer = ({ functions }: FileGraph): readonly string[] => functions.map(({ name }) => name).filter((name) => !name.endsWith('<arrow>'));
      assert.deepEqual(outer(now), outer(was));
      assert.deepEqual(now.classes.map((cls) => cls.members.map(({ name }) => name)), [['tell', 'last']]);
      assert.ok(now.syntaxErrors.length > 0);
    });
  }

  it('is as long as the text, whatever is cut', () => {
    for (let i = 0; i < rich.length; i += 5) {
      for (const text of [rich.slice(0, i) + rich.slice(i + 1), `${rich.slice(0, i)}\`${rich.slice(i)}`, rich.slice(0, i)]) assert.equal(lower(text).functions[0]?.range.end, text.length);
    }
  });

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
