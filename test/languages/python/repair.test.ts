/** A line of Python that is being typed takes away nothing of what is around and behind it, and moves nothing. */
import assert from 'node:assert/strict';
import type { FileGraph } from '../../../src/flow';
import type { Grammars } from '../../../src/languages';
import { loadGrammars } from '../../support/grammars';
import { lowerText } from './programs';

/** A file with a line to be typed at `…`. */
const file = `import logging


class Keeper:
    """Keeps what it is told."""

    def __init__(self, user):
        self.user = user

    def tell(self, items):
        """Tells of them.

        >>> tell([])
        """
        for item in items:
…
            logging.info("%s (%d", item, len(items))  # not (this
        return {"items": [item for item in items]}

    def last(self):
        return """a
  b (c""" + self.user


def after(x):
    """Comes after."""
    return call(
        x,
        [1, 2],
    )
`;

const typed = [
  'log(', 'log(item', 'log(item.email, ', "log('mail", 'log("mail', "log(f'{item", 'log({"mail": item.email', 'log([item', 'if item', 'if item(', 'if (item', 'while item.next(', 'x = (item', 'x = [',
  'with open(item', 'for a in b', 'for a in range(3', 'return (', '(', '[', '{', ')', ']', '}', '"""', "'''", 'x = """a', 'def inner(', 'def inner(a, b', 'def inner', 'class Inner', 'class Inner(', 'try', 'lambda: (', 'x = f(a)[', 'print("a" + (b)', 'log("a)', "it's",
];

describe('a repaired text of Python', () => {
  let grammars: Grammars;
  before(async () => {
    grammars = await loadGrammars();
  });

  const lower = (text: string): FileGraph => lowerText(text, grammars);
  const namesOf = ({ functions }: FileGraph): readonly string[] => functions.map(({ name }) => name).filter((name) => !name.includes('<') || name === '<module>');
  const whole = (): readonly string[] => namesOf(lower(file.replace('…\n', '')));

  for (const line of typed) {
    it(`keeps what is around ${line}`, () => {
      const text = file.replace('…', `            ${line}`);
      const graph = lower(text);
      assert.deepEqual(namesOf(graph).filter((name) => !name.includes('nner')), whole());
      assert.deepEqual(graph.classes.find(({ name }) => name === 'Keeper')?.members.map(({ name }) => name), ['__init__', 'tell', 'last']);
      for (const fn of graph.functions.filter(({ name }) => name === 'Keeper.last' || name === 'after')) assert.ok(text.slice(fn.range.start, fn.range.end).startsWith('def '), 'places stay');
      assert.ok(graph.syntaxErrors.length > 0);
    });
  }

  for (const [header, half] of [['def tell(self, items):', 'def tell(self, items'], ['def tell(self, items):', 'def tell(self, items)'], ['for item in items:', 'for item in items'], ['def after(x):', 'def after(x:'], ['class Keeper:', 'class Keeper(base']] as const) {
    it(`keeps the block below ${half}`, () => assert.deepEqual(namesOf(lower(file.replace('…\n', '').replace(header, half))), whole()));
  }

  it('says which line is not finished, and only that', () => {
    const text = file.replace('…', '            log(item.email');
    const at = text.indexOf('log(item.email');
    assert.deepEqual(lower(text).syntaxErrors, [{ start: at, end: at + 'log(item.email'.length }]);
  });

  it('is none where all fits', () => {
    for (const text of [file.replace('…\n', ''), 'x = [\n1,\n2\n]\n', 'if x: return\n', 'x = "\\\n" # (\n', 'a = b if c else d\nelse_ = 1\n', 'f(a,\n  b)\n', 'x = """\ndef f(a):\n    (\n"""\n']) assert.deepEqual(lower(text).syntaxErrors, [], text);
  });

  it('is as long as the text, whatever is cut', () => {
    const text = file.replace('…\n', '');
    for (let i = 0; i < text.length; i += 5) {
      for (const cut of [text.slice(0, i) + text.slice(i + 1), `${text.slice(0, i)}"${text.slice(i)}`, `${text.slice(0, i)}(${text.slice(i)}`, text.slice(0, i)]) assert.equal(lower(cut).functions[0]?.range.end, cut.length);
    }
  });

  it('is soon given up where too much is wrong', () => {
    for (const text of ['('.repeat(2_000), '(\n'.repeat(20_000), '"""\n'.repeat(1_999), "'\n".repeat(20_000), `${'\\'.repeat(20_000)}"""`, 'if x\n'.repeat(5_000)]) assert.equal(lower(text).functions[0]?.range.end, text.length);
  });
});
