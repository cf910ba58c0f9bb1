/** What does a reader of Markdown see in a text, with links that nobody marked and HTML? Must not say where. */
import MarkdownIt from 'markdown-it';

export interface MarkdownElements {
  /** Links, pictures and HTML, as their kinds. */
  readonly active: readonly string[];
  readonly headings: number;
  readonly items: number;
  readonly code: readonly string[];
  /** Text that is neither code nor markup. */
  readonly words: readonly string[];
  /** Kinds of blocks. */
  readonly blocks: ReadonlySet<string>;
}

export function markdownElements(text: string): MarkdownElements {
  const tokens = new MarkdownIt({ html: true, linkify: true }).parse(text, {});
  const inline = tokens.flatMap(({ children }) => children ?? []);
  const active = [...tokens, ...inline].filter(({ type }) => type.startsWith('html') || type === 'link_open' || type === 'image').map(({ type }) => type);
  const count = (type: string): number => tokens.filter((token) => token.type === type).length;
  return {
    active, headings: count('heading_open'), items: count('list_item_open'), code: inline.filter(({ type }) => type === 'code_inline').map(({ content }) => content),
    words: inline.filter(({ type }) => type === 'text').map(({ content }) => content), blocks: new Set(tokens.map(({ type }) => type)),
  };
}
