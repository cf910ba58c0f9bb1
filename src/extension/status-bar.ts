/**
 * What does the status bar say? The state in words, its count, and a way to what it speaks of.
 */
import type { Disposable } from 'vscode';
import { l10n, StatusBarAlignment, window } from 'vscode';
import type { StatusParams } from '../protocol';

interface Appearance {
  readonly icon: string;
  readonly text: string;
  readonly tooltip: string;
  readonly command: string;
}

export class StatusBar implements Disposable {
  private readonly item = window.createStatusBarItem('caley.status', StatusBarAlignment.Left, 0);

  constructor() {
    this.item.name = 'Caley Compliance';
    this.show({ state: 'checking', findings: 0, detail: '' });
    this.item.show();
  }

  show(status: StatusParams): void {
    const { icon, text, tooltip, command } = appearance(status);
    this.item.text = `$(${icon}) ${text}`;
    this.item.tooltip = tooltip;
    this.item.command = command;
    this.item.accessibilityInformation = { label: `${text}. ${tooltip}`, role: 'button' };
  }

  dispose(): void {
    this.item.dispose();
  }
}

function appearance({ state, findings, detail }: StatusParams): Appearance {
  switch (state) {
    case 'checking':
      return { icon: 'sync~spin', text: l10n.t('Caley: checking'), tooltip: l10n.t('Caley Compliance is examining files.'), command: 'caley.showLog' };
    case 'idle':
      return {
        icon: 'law',
        text: findings === 1 ? l10n.t('Caley: 1 finding') : l10n.t('Caley: {0} findings', findings),
        tooltip: l10n.t('Show the findings in the Problems view.'),
        command: 'workbench.actions.view.problems',
      };
    case 'off':
      return { icon: 'circle-slash', text: l10n.t('Caley: off'), tooltip: l10n.t('Switched off by the setting caley.enable. Show the log.'), command: 'caley.showLog' };
    case 'failed':
      return { icon: 'error', text: l10n.t('Caley: failed'), tooltip: `${detail} ${l10n.t('Show the log.')}`.trim(), command: 'caley.showLog' };
  }
}
