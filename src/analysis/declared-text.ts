/**
 * What does a document for people say? Its sentences with their lines, in small letters, for rules to look for words in. Must not
 * know which words.
 */

export interface Sentence {
  /** In small letters, with single spaces and straight quotes. */
  readonly text: string;
  /** Counted from 1. */
  readonly line: number;
}

/** Nobody writes longer policies; what stands behind is not looked at. */
const longest = 400_000;
/** The commonest words of English: a text that has few of them is in another language. */
const english = ['the', 'and', 'of', 'to', 'a', 'in', 'is', 'we', 'you', 'for', 'or', 'be'];
const enoughEnglish = 4;

export class DeclaredText {
  private known: readonly Sentence[] | null = null;
  private readonly plain: string;

  constructor(private readonly text: string) {
    this.plain = plainOf(text.slice(0, longest));
  }

  /** Words in small letters: whether one of them stands anywhere. */
  has(words: readonly string[]): boolean {
    return words.some((word) => this.plain.includes(word));
  }

  /** The first sentence with one of these words and none of the others, and that word. */
  sentenceWith(words: readonly string[], unless: readonly string[]): { readonly sentence: Sentence; readonly word: string } | null {
    for (const sentence of this.sentences) {
      const word = words.find((one) => sentence.text.includes(one));
      if (word !== undefined && !unless.some((one) => sentence.text.includes(one))) return { sentence, word };
    }
    return null;
  }

  get isEnglish(): boolean {
    return english.filter((word) => ` ${this.plain} `.includes(` ${word} `)).length >= enoughEnglish;
  }

  /** Sentences end at full stops, at blank lines, and where an item of a list or a heading begins. */
  private get sentences(): readonly Sentence[] {
    if (this.known !== null) return this.known;
    const sentences: Sentence[] = [];
    let [open, start] = ['', 1];
    const close = (): void => {
      const text = plainOf(open);
      if (text !== '') sentences.push({ text, line: start });
      open = '';
    };
    this.text.slice(0, longest).split('\n').forEach((line, index) => {
      if (line.trim() === '' || /^\s*(?:[-*+#>|]|\d+[.)])/.test(line)) close();
      for (const piece of line.split(/(?<=[.!?;])\s+/)) {
        if (piece.trim() === '') continue;
        if (open === '') start = index + 1;
        open += ` ${piece}`;
        if (/[.!?;]["')*_]*$/.test(piece)) close();
      }
    });
    close();
    return (this.known = sentences);
  }
}

/** Without marks of Markdown and HTML that may stand inside of words or between them. */
function plainOf(text: string): string {
  return text.toLowerCase().replace(/<[^<>]{0,300}>/g, ' ').replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/[*_`]/g, '').replace(/\s+/g, ' ').trim();
}
