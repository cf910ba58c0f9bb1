/**
 * What is known of one file? Its text and, computed on demand and kept until the
 * text changes, tree, graph and findings.
 */
import { judgeSource, Source } from '../analysis';
import type { Evaluator, Finding, RuleBook } from '../analysis';
import type { FileGraph } from '../flow';
import type { Grammars, Language, Tree } from '../languages';
import { LineIndex } from '../text';

export class Document {
  private tree: Tree | null = null;
  private lowered: FileGraph | null = null;
  private judged: { readonly book: RuleBook; readonly findings: readonly Finding[] } | null = null;
  private index: LineIndex | null = null;

  constructor(readonly path: string, readonly text: string, readonly version: number, readonly language: Language, private readonly grammars: Grammars) {}

  get lines(): LineIndex {
    return (this.index ??= new LineIndex(this.text));
  }

  parse(): Tree {
    return (this.tree ??= this.language.parse(this.text, this.path, this.grammars));
  }

  get graph(): FileGraph {
    return (this.lowered ??= this.language.lower(this.parse()));
  }

  /** The graph ready for evaluation, without values: they are only good for one evaluation. */
  source(): Source {
    return new Source(this.path, this.text, this.graph, this.language.ecosystem);
  }

  /** Findings under a set of rules; kept until text or rules change. */
  judge(evaluator: () => Evaluator, book: RuleBook): readonly Finding[] {
    if (this.judged?.book !== book) this.judged = { book, findings: judgeSource(evaluator(), book, this.source()) };
    return this.judged.findings;
  }

  /** Give back what can be computed again: graph and tree. Findings stay. */
  rest(): void {
    this.lowered = null;
    this.tree?.dispose();
    this.tree = null;
    this.index = null;
  }

  dispose(): void {
    this.rest();
  }
}
