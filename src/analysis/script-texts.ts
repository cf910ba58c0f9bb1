/**
 * Which scripts does a text let a page load? Addresses in HTML, and in code as services give it out to be
 * pasted, which makes the element itself. Linear in the text's length.
 * Must not know whose addresses they are.
 */

/** The beginning of an element with what stands in it up to its source; an attribute's value may hold what it likes, but nobody writes this much. */
const element = /<script\b[^<>]{0,400}?\ssrc\s*=\s*["']?([^"'\s<>]+)/gi;
const address = /["'`]((?:https?:)?\/\/[^"'`\s<>]+)/g;
/** Addresses in one text that are looked at. */
const most = 50;

export function scriptAddresses(text: string): readonly string[] {
  const found: string[] = [];
  const gather = (pattern: RegExp): void => {
    for (const [, url = ''] of text.matchAll(pattern)) if (found.length < most) found.push(url);
  };
  gather(element);
  if (text.includes('createElement(') && /\.src\b/.test(text)) gather(address);
  return found;
}
