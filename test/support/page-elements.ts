/**
 * What stands on a page, by an HTML parser? Must not mend anything: what the parser mends is an error here.
 */
import { parse } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';

export type Element = DefaultTreeAdapterTypes.Element;

export function elementsIn(page: string): { readonly elements: readonly Element[]; readonly errors: readonly string[]; readonly text: string } {
  const errors: string[] = [];
  const document = parse(page, { sourceCodeLocationInfo: true, onParseError: ({ code }) => void errors.push(code) });
  const elements: Element[] = [];
  const texts: string[] = [];
  const walk = (node: DefaultTreeAdapterTypes.ParentNode): void => {
    for (const child of node.childNodes) {
      if ('value' in child) texts.push(child.value);
      if (!('tagName' in child)) continue;
      elements.push(child);
      walk(child);
    }
  };
  walk(document);
  return { elements, errors, text: texts.join('\n') };
}

/** What would make a page do or load something; nothing on a page of ours. */
export function activeParts(elements: readonly Element[]): readonly string[] {
  const attributes = elements.flatMap(({ attrs }) => attrs);
  return [
    ...elements.flatMap(({ tagName }) => (['script', 'iframe', 'object', 'embed', 'link', 'img', 'form', 'base'].includes(tagName) ? [tagName] : [])),
    ...attributes.flatMap(({ name }) => (name.startsWith('on') || name === 'src' || name === 'srcset' || name === 'action' ? [name] : [])),
    ...attributes.flatMap(({ name, value }) => (name === 'href' && !value.startsWith('#') ? [value] : [])),
  ];
}

/** Ids that stand twice, and links to none. */
export function brokenLinks(elements: readonly Element[]): readonly string[] {
  const ids = elements.flatMap(({ attrs }) => attrs.filter(({ name }) => name === 'id').map(({ value }) => value));
  const led = elements.flatMap(({ attrs }) => attrs.flatMap(({ name, value }) => (name === 'href' ? [value.slice(1)] : name === 'aria-labelledby' ? value.split(' ') : [])));
  return [...ids.filter((id, i) => ids.indexOf(id) !== i), ...led.filter((id) => !ids.includes(id))];
}

/** Where a heading is more than one level below the one before, or the first is none of the highest. */
export function headingGaps(elements: readonly Element[]): readonly number[] {
  const levels = elements.flatMap(({ tagName }) => (/^h[1-6]$/.test(tagName) ? [Number(tagName.slice(1))] : []));
  return levels.filter((level, i) => level > (levels[i - 1] ?? 0) + 1);
}
