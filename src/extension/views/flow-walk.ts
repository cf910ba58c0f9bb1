/**
 * How does somebody walk along the way of data? Step by step, from source to sink, across files; the step one stands at is marked.
 */
import type { Disposable } from 'vscode';
import { commands, DecorationRangeBehavior, l10n, OverviewRulerLane, ThemeColor, Uri, window } from 'vscode';
import type { ShownFinding } from '../../protocol';
import { openPlace, peekPlaces, toRange } from './places';

/** Context key: there are steps to go. */
const WALKING = 'caley.walking';

export class FlowWalk implements Disposable {
  private finding: ShownFinding | null = null;
  private index = 0;
  private readonly mark = window.createTextEditorDecorationType({
    backgroundColor: new ThemeColor('editor.rangeHighlightBackground'), border: '1px dashed', borderColor: new ThemeColor('editorInfo.foreground'),
    overviewRulerColor: new ThemeColor('editorInfo.foreground'), overviewRulerLane: OverviewRulerLane.Right, rangeBehavior: DecorationRangeBehavior.ClosedClosed,
  });

  /** Goes to one step of a finding. */
  async start(finding: ShownFinding, index: number): Promise<void> {
    this.finding = finding;
    await commands.executeCommand('setContext', WALKING, finding.flow.length > 1);
    await this.goTo(index);
  }

  /** By so many steps; from the last to the first and back. */
  async move(by: number): Promise<void> {
    const length = this.finding?.flow.length ?? 0;
    if (length > 0) await this.goTo((this.index + by + length) % length);
  }

  /** All steps in a peek. */
  async peek(finding: ShownFinding): Promise<void> {
    await peekPlaces(finding, finding.flow.length === 0 ? [finding] : finding.flow);
  }

  dispose(): void {
    this.mark.dispose();
  }

  private async goTo(index: number): Promise<void> {
    const step = this.finding?.flow[index];
    if (step === undefined || this.finding === null) return;
    this.index = index;
    await openPlace(step);
    for (const editor of window.visibleTextEditors) editor.setDecorations(this.mark, editor.document.uri.toString() === Uri.parse(step.uri).toString() ? [toRange(step)] : []);
    window.setStatusBarMessage(l10n.t('Step {0} of {1}: {2}', index + 1, this.finding.flow.length, step.sentence), 10_000);
  }
}
