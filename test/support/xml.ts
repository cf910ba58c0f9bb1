/**
 * What does an XML parser make of a text? A tree, or the first error. Must not mend anything.
 */
import assert from 'node:assert/strict';
import { parser } from 'sax';

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Between its own tags; that of elements in it left out. */
  readonly text: string;
}

/** https://www.w3.org/TR/xml/#charsets: sax does not look. */
const illegal = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** Throws where it is not well-formed. */
export function parseXml(text: string): XmlElement {
  assert.doesNotMatch(text, illegal);
  interface Open { name: string; attributes: Readonly<Record<string, string>>; children: Open[]; text: string }
  const root: Open = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const sax = parser(true);
  sax.onerror = (error) => {
    throw error;
  };
  sax.onopentag = ({ name, attributes }) => {
    const element = { name, attributes, children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  };
  sax.ontext = (part) => {
    const top = open.at(-1);
    if (top !== undefined) top.text += part;
  };
  sax.onclosetag = () => void open.pop();
  sax.write(text).close();
  const [only] = root.children;
  assert.ok(only !== undefined && root.children.length === 1);
  return only;
}
