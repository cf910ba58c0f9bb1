/**
 * How does the data map stand in Markdown? As a Mermaid flowchart, which code hosts draw. Must not let a name end its own label.
 */
import { visibleText } from '../visible';
import { driftOf } from './data-map';
import type { Picture } from './picture';
import { roleWords, sourceWords, targetRemarks } from './words';

export function renderMermaid({ sources, kinds, targets, links }: Picture, application: string): string {
  return [
    'flowchart LR',
    `  app[${label(application)}]`,
    ...sources.map((source, i) => `  s${String(i)}([${label(source.name, sourceWords[source.type])}]) --> app`),
    ...kinds.map((kind, i) => `  app --> k${String(i)}{{${label(kind.title)}}}`),
    ...targets.map((target, i) => {
      const text = label(target.title, [roleWords[target.role], ...targetRemarks(target)].join(', '));
      return `  t${String(i)}${target.type === 'store' ? `[(${text})]` : `[${text}]`}${driftOf(target) === null ? '' : ':::drift'}`;
    }),
    ...links.map(({ kind, target, isSeen }) => `  k${String(kind)} ${isSeen ? '-->' : '-.->'} t${String(target)}`),
    '  classDef drift stroke-dasharray: 5 5',
  ].join('\n');
}

/** In quotes; what Mermaid or Markdown would read as markup stands as an entity code. */
function label(title: string, remark = ''): string {
  const plain = (text: string): string => visibleText(text).replace(/[^\p{L}\p{N} .,:;_@/()+-]/gu, (character) => `#${String(character.codePointAt(0))};`);
  return `"${plain(title)}${remark === '' ? '' : `<br/>${plain(remark)}`}"`;
}
