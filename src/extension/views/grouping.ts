/**
 * In which groups do findings stand in a tree, and which of them pass a filter? Must not know the editor.
 */
import type { Named, ShownFinding } from '../../protocol';

export const groupings = ['clause', 'file', 'kind'] as const;
export type Grouping = (typeof groupings)[number];

export interface Group extends Named {
  readonly findings: readonly ShownFinding[];
}

/** Groups by their ids; findings of a group stay in the order they came in. A finding that speaks of several kinds of data stands in each, one of none under `none`. */
export function groupFindings(findings: readonly ShownFinding[], grouping: Grouping, none: Named): readonly Group[] {
  const groups = new Map<string, { readonly id: string; readonly title: string; readonly findings: ShownFinding[] }>();
  for (const finding of findings) {
    for (const { id, title } of groupsOf(finding, grouping, none)) {
      const group = groups.get(id);
      if (group === undefined) groups.set(id, { id, title, findings: [finding] });
      else group.findings.push(finding);
    }
  }
  return [...groups.values()].sort((a, b) => byId(a, b, none));
}

function groupsOf({ clause, uri, kinds }: ShownFinding, grouping: Grouping, none: Named): readonly Named[] {
  switch (grouping) {
    case 'clause':
      return [clause];
    case 'file':
      return [{ id: uri, title: uri }];
    case 'kind':
      return kinds.length === 0 ? [none] : kinds;
  }
}

/** Numbers within ids count as numbers; what has no kind comes last. */
function byId(a: Named, b: Named, none: Named): number {
  if (a.id === none.id || b.id === none.id) return Number(a.id === none.id) - Number(b.id === none.id);
  return a.id.localeCompare(b.id, 'en', { numeric: true });
}

/** Those in which every word of `filter` stands somewhere: in the sentence, rule, clause, kinds, severity or path; letters of either case. */
export function filterFindings(findings: readonly ShownFinding[], filter: string): readonly ShownFinding[] {
  const words = filter.toLowerCase().split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return findings;
  return findings.filter((finding) => {
    const text = textOf(finding);
    return words.every((word) => text.includes(word));
  });
}

function textOf({ message, rule, clause, kinds, severity, uri }: ShownFinding): string {
  return [message, rule.id, rule.title, clause.id, clause.title, severity, decoded(uri), ...kinds.flatMap(({ id, title }) => [id, title])].join('\n').toLowerCase();
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
