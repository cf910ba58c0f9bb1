/**
 * The data map as a picture beside the code: a part that is chosen by mouse or keyboard leads to where the code shows it.
 */
import type { Disposable, WebviewPanel } from 'vscode';
import { l10n, ViewColumn, window } from 'vscode';
import type { ApplicationMap, ComplianceResult } from '../../protocol';
import type { Answers } from './answers';
import { openPlaces } from './places';

/** What the page says: the number of a map, and a part's id in it. */
interface Chosen {
  readonly map: number;
  readonly part: string;
}

/** As the report has it, in the theme's colours. */
const STYLE = `
body { padding: 1rem; color: var(--vscode-foreground); font-family: var(--vscode-font-family); }
.scroll { overflow-x: auto; }
svg { width: 100%; min-width: 46rem; max-width: 80rem; height: auto; }
svg text { fill: var(--vscode-foreground); font: 12px var(--vscode-font-family); }
svg .head, svg .name { font-weight: 600; }
svg .remark { font-size: 10px; font-weight: 400; }
svg rect { fill: var(--vscode-editorWidget-background); stroke: var(--vscode-contrastBorder, var(--vscode-editorWidget-border, currentColor)); }
svg .store rect { rx: 14; }
svg .drift rect { stroke: var(--vscode-problemsWarningIcon-foreground); stroke-width: 2; stroke-dasharray: 6 4; }
svg path { fill: none; stroke: var(--vscode-foreground); stroke-opacity: .45; stroke-width: 1.3; }
svg path.declared { stroke-dasharray: 4 4; }
svg [data-part] { cursor: pointer; }
svg [data-part]:hover rect { fill: var(--vscode-list-hoverBackground); }
svg [data-part]:focus { outline: none; }
svg [data-part]:focus-visible rect { stroke: var(--vscode-focusBorder); stroke-width: 3; stroke-dasharray: none; }
`;

const SCRIPT = `
const editor = acquireVsCodeApi();
function choose(event) {
  if (event.type === 'keydown' && event.key !== 'Enter' && event.key !== ' ') return;
  const part = event.target.closest('[data-part]');
  if (part === null) return;
  event.preventDefault();
  editor.postMessage({ map: Number(part.closest('[data-map]').dataset.map), part: part.dataset.part });
}
addEventListener('click', choose);
addEventListener('keydown', choose);
`;

export class DataMapPanel implements Disposable {
  private panel: WebviewPanel | null = null;

  constructor(private readonly answers: Answers<ComplianceResult>) {
    answers.onDidChange(() => {
      this.draw();
    });
  }

  get isVisible(): boolean {
    return this.panel?.visible === true;
  }

  /** For tests: what the page shows now. */
  get html(): string {
    return this.panel?.webview.html ?? '';
  }

  show(): void {
    if (this.panel !== null) {
      this.panel.reveal();
      return;
    }
    const panel = window.createWebviewPanel('caley.dataMap', l10n.t('Data Map'), { viewColumn: ViewColumn.Active }, { enableScripts: true, localResourceRoots: [], enableFindWidget: true });
    this.panel = panel;
    panel.webview.onDidReceiveMessage((message: unknown) => {
      void this.choose(message);
    });
    panel.onDidDispose(() => {
      this.panel = null;
    });
    panel.onDidChangeViewState(() => {
      this.answers.touch(false);
    });
    this.draw();
    this.answers.touch(false);
  }

  /** Opens the code of what was chosen. */
  async choose(message: unknown): Promise<void> {
    const chosen = message as Partial<Chosen> | null;
    const part = this.maps()[chosen?.map ?? -1]?.parts.find(({ id }) => id === chosen?.part);
    if (part === undefined) return;
    if (part.places.length === 0) window.setStatusBarMessage(l10n.t('Caley: no code shows {0}; it is declared alone.', part.title), 5000);
    else await openPlaces(part.places);
  }

  dispose(): void {
    this.panel?.dispose();
  }

  private maps(): readonly ApplicationMap[] {
    return (this.answers.current?.folders ?? []).flatMap(({ applications }) => applications);
  }

  private draw(): void {
    if (this.panel === null) return;
    const html = page(this.maps());
    // Drawn anew only where something changed: the focus would be lost.
    if (withoutNonce(html) !== withoutNonce(this.panel.webview.html)) this.panel.webview.html = html;
  }
}

function page(maps: readonly ApplicationMap[]): string {
  const nonce = crypto.randomUUID();
  const sections = maps.map(({ title, picture }, i) => `<section data-map="${String(i)}" aria-label="${escaped(title)}"><h2>${escaped(title)}</h2><div class="scroll">${picture}</div></section>`);
  return [
    '<!doctype html>', '<html>', '<head>', '<meta charset="utf-8">', `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'">`,
    `<title>${escaped(l10n.t('Data Map'))}</title>`, `<style nonce="${nonce}">${STYLE}</style>`, '</head>', '<body>',
    ...(sections.length === 0 ? [`<p>${escaped(l10n.t('Run the Caley compliance check to see where data goes.'))}</p>`] : [`<p>${escaped(l10n.t('Choose a part to see the code that shows it.'))}</p>`, ...sections]),
    `<script nonce="${nonce}">${SCRIPT}</script>`, '</body>', '</html>',
  ].join('\n');
}

function withoutNonce(html: string): string {
  return html.replace(/nonce(?:-|=")[\w+/=]+/g, '');
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${String(character.charCodeAt(0))};`);
}
