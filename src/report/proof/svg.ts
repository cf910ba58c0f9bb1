/**
 * How does the data map look on the page? A drawing without scripts that scales, prints, and is told in words to who cannot see it.
 * Must not rely on colour: what is not disclosed has a broken edge and says so.
 */
import { displayWidth, visibleText } from '../visible';
import { driftOf } from './data-map';
import type { Target } from './data-map';
import { escapeHtml } from '../html-text';
import { partId } from './map-parts';
import type { MapPart } from './map-parts';
import type { Picture } from './picture';
import { roleWords, sourceWords, targetRemarks } from './words';

const width = 1_040;
const rowHeight = 54;
const boxHeight = 42;
const columns = { source: { x: 0, width: 190 }, application: { x: 250, width: 130 }, kind: { x: 440, width: 190 }, target: { x: 760, width: 280 } } as const;
/** Of the font that is asked for: about so many pixels a column of text. */
const columnWidth = 7;
const remarkWidth = 5.6;
const headHeight = 26;

export interface DrawingOptions {
  /** Whether its parts can be chosen: then each is a button, with its id (`partId`) as `data-part`. */
  readonly isActive: boolean;
}

/** `application` is what it is called. `id` must be another for each drawing of a page. */
export function renderSvg({ sources, kinds, targets, links }: Picture, application: string, id: string, { isActive }: DrawingOptions = { isActive: false }): string {
  const rows = Math.max(sources.length, kinds.length, targets.length, 1);
  const height = headHeight + rows * rowHeight;
  const middle = headHeight + (rows * rowHeight) / 2;
  const yOf = (index: number, count: number): number => headHeight + ((index + 0.5) * (rows * rowHeight)) / Math.max(1, count);
  const part = (group: MapPart['group'], i: number): string | null => (isActive ? partId(group, i) : null);
  const boxes = [
    ...sources.map((source, i) => box(columns.source, yOf(i, sources.length), { title: source.name, remark: sourceWords[source.type], name: 'source', part: part('source', i) })),
    box(columns.application, middle, { title: application, remark: 'this application', name: 'application', part: null }),
    ...kinds.map((kind, i) => box(columns.kind, yOf(i, kinds.length), { title: kind.title, remark: '', name: 'kind', part: part('kind', i) })),
    ...targets.map((target, i) => box(columns.target, yOf(i, targets.length), {
      title: target.title, remark: [roleWords[target.role], ...targetRemarks(target)].join(' · '), name: driftOf(target) === null ? target.type : `${target.type} drift`, part: part('target', i),
    })),
  ];
  const lines = [
    ...sources.map((_, i) => curve(right(columns.source), yOf(i, sources.length), columns.application.x, middle, 'seen')),
    ...kinds.map((_, i) => curve(right(columns.application), middle, columns.kind.x, yOf(i, kinds.length), 'seen')),
    ...links.map((link) => curve(right(columns.kind), yOf(link.kind, kinds.length), columns.target.x, yOf(link.target, targets.length), link.isSeen ? 'seen' : 'declared')),
  ];
  return [
    `<svg class="data-map" viewBox="-1 0 ${String(width + 2)} ${String(height)}" role="${isActive ? 'group' : 'img'}" aria-labelledby="${id}-title ${id}-text">`,
    `<title id="${id}-title">Data map of ${escapeHtml(application)}</title>`,
    `<desc id="${id}-text">${escapeHtml(told(kinds.map(({ title }) => title), targets))}</desc>`,
    ...(sources.length === 0 ? [] : [head(columns.source.x, 'Where data enters')]), head(columns.kind.x, 'What it is'), head(columns.target.x, 'Where it is kept, and who gets it'),
    `<g class="lines">${lines.join('')}</g>`, `<g class="boxes">${boxes.join('')}</g>`, '</svg>',
  ].join('\n');
}

function told(kinds: readonly string[], targets: readonly Target[]): string {
  if (targets.length === 0) return 'No data was seen to be kept or to be sent to anybody.';
  return `${String(kinds.length)} kinds of data: ${kinds.join(', ')}. ${targets.map((target) => `${target.title} (${roleWords[target.role]}) gets ${target.kinds.map(({ title }) => title).join(', ') || 'nothing that is named'}.`).join(' ')} The table below says the same.`;
}

function head(x: number, text: string): string {
  return `<text class="head" x="${String(x)}" y="14">${escapeHtml(text)}</text>`;
}

interface Box {
  readonly title: string;
  readonly remark: string;
  /** Class names. */
  readonly name: string;
  readonly part: string | null;
}

function box({ x, width: of }: { readonly x: number; readonly width: number }, y: number, { title, remark, name, part }: Box): string {
  const top = y - boxHeight / 2;
  const fits = Math.floor((of - 16) / columnWidth);
  const lines = remark === '' ? [text(x, y + 4, cut(title, fits), 'name')] : [text(x, y - 4, cut(title, fits), 'name'), text(x, y + 13, cut(remark, Math.floor((of - 16) / remarkWidth)), 'remark')];
  const whole = remark === '' ? title : `${title}: ${remark}`;
  const chosen = part === null ? '' : ` data-part="${part}" tabindex="0" role="button" aria-label="${escapeHtml(visibleText(whole))}"`;
  return `<g class="${name}"${chosen}><title>${escapeHtml(visibleText(whole))}</title><rect x="${String(x)}" y="${String(top)}" width="${String(of)}" height="${String(boxHeight)}" rx="4"/>${lines.join('')}</g>`;
}

function text(x: number, y: number, content: string, name: string): string {
  return `<text class="${name}" x="${String(x + 8)}" y="${String(Math.round(y))}">${escapeHtml(content)}</text>`;
}

function cut(content: string, columnsLeft: number): string {
  const shown = visibleText(content);
  if (displayWidth(shown) <= columnsLeft) return shown;
  let kept = '';
  for (const character of shown) {
    if (displayWidth(kept) + displayWidth(character) > columnsLeft - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

function curve(x1: number, y1: number, x2: number, y2: number, name: string): string {
  const half = (x1 + x2) / 2;
  return `<path class="${name}" d="M${String(x1)} ${y1.toFixed(1)}C${String(half)} ${y1.toFixed(1)} ${String(half)} ${y2.toFixed(1)} ${String(x2)} ${y2.toFixed(1)}"/>`;
}

function right({ x, width: of }: { readonly x: number; readonly width: number }): number {
  return x + of;
}
