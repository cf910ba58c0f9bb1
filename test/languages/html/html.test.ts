/**
 * What does a page say? Its graph stands beside the program (UPDATE_SNAPSHOTS=1 writes it anew); elements are those that another reader of HTML sees;
 * broken and hostile pages end and throw nothing.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { Token, Tokenizer, TokenizerMode } from 'parse5';
import type { TokenHandler } from 'parse5';
import { printFile } from '../../../src/flow';
import type { Node } from '../../../src/flow';
import { violations } from '../javascript/invariants';
import { lower } from './pages';

const folder = join(import.meta.dirname, 'fixtures');
const page = readFileSync(join(folder, 'page.html'), 'utf8');

type Markup = Extract<Node, { readonly op: 'markup' }>;

/** `name start-end attribute=start "value" …`, an element a line. Nothing given is nothing. */
function shown(text: string): string {
  const nodes = lower(text).functions[0]?.nodes ?? [];
  const valueOf = (id: number): string => {
    const node = nodes[id];
    return node?.op === 'constant' && typeof node.value === 'string' ? node.value.replaceAll('\r\n', '\n') : '';
  };
  const elements = nodes.filter((node): node is Markup => node.op === 'markup');
  return elements.map(({ name, start, end, properties }) => [name, `${String(start)}-${String(end)}`, ...properties.map(({ key, value, range }) => `${key ?? ''}=${String(range.start)} ${JSON.stringify(valueOf(value))}`)].join(' ')).join('\n');
}

const modes: Readonly<Record<string, (typeof TokenizerMode)[keyof typeof TokenizerMode]>> = {
  script: TokenizerMode.SCRIPT_DATA, style: TokenizerMode.RAWTEXT, xmp: TokenizerMode.RAWTEXT, iframe: TokenizerMode.RAWTEXT, noembed: TokenizerMode.RAWTEXT,
  noframes: TokenizerMode.RAWTEXT, title: TokenizerMode.RCDATA, textarea: TokenizerMode.RCDATA, plaintext: TokenizerMode.PLAINTEXT,
};

/** The same by parse5. What is not run loads nothing here, so that its address is left out. */
function reference(text: string): string {
  const lines: string[] = [];
  const ignore = (): void => undefined;
  const handler: TokenHandler = {
    onComment: ignore, onDoctype: ignore, onEndTag: ignore, onEof: ignore, onCharacter: ignore, onNullCharacter: ignore, onWhitespaceCharacter: ignore,
    onStartTag: ({ tagName, attrs, location }) => {
      const type = Token.getTokenAttr({ attrs } as Token.TagToken, 'type');
      const places = attrs.filter(({ name }) => !(name === 'src' && tagName === 'script' && type !== null && type !== '')).map(({ name, value }) => `${name}=${String(location?.attrs?.[name]?.startOffset)} ${JSON.stringify(value)}`);
      lines.push([tagName, `${String(location?.startOffset)}-${String(location?.endOffset)}`, ...places].join(' '));
      tokenizer.state = modes[tagName] ?? TokenizerMode.DATA;
      tokenizer.lastStartTagName = tagName;
    },
  };
  const tokenizer = new Tokenizer({ sourceCodeLocationInfo: true }, handler);
  tokenizer.write(text, true);
  return lines.join('\n');
}

describe('HTML', () => {
  it('lowers to scripts, elements and texts', () => {
    const printed = printFile(lower(page));
    const snapshot = join(folder, 'page.graph.txt');
    if (process.env['UPDATE_SNAPSHOTS'] === '1') writeFileSync(snapshot, printed);
    assert.equal(printed, readFileSync(snapshot, 'utf8'));
  });

  it('makes graphs that hold together, whole or cut anywhere', () => {
    for (let end = 0; end <= page.length; end += 7) assert.deepEqual(violations(lower(page.slice(0, end))), [], String(end));
  });
});

describe('elements of HTML', () => {
  // Scripts of another type: code may hold markup of its own.
  const pieces = [
    '<a', '<b ', '<script type=x', '<style>', '<title>', '<textarea>', '<iframe ', '<plaintext>', '<xmp>', '</script>', '</style>', '</title ', '</textarea/>', '</a', '</', '<', '>', '/>', '/', '=', '"', "'", ' ', '\n', '\t', 'x', 'href', 'SRC',
    ' id=1', ' id="a b"', " id='c'", '<!--', '-->', '--!>', '-', '!', '<!', '<!DOCTYPE html>', '<![CDATA[', ']]>', '<?xml', '?>', '&amp;', '<script type=x>', 'é', '\r\n', '<p>', '<svg>', '{', '}', '%', '<1>',
  ];

  it('are those that parse5 sees, at the same places', () => {
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 25 }).map((parts) => parts.join('')).filter((made) => !/\{[{%#]|<%|<\?(?:php|=)/.test(made));
    fc.assert(fc.property(text, (made) => {
      assert.equal(shown(made), reference(made));
    }), { numRuns: 3000 });
  });
});
