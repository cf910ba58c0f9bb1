/**
 * How do findings read as a comment on a pull request? A summary by rule and clause, gravest first, that fits, and says what it leaves out.
 * Must not let a name begin markup, nor become a mention of somebody or a link.
 */
import type { Finding } from '../analysis';
import type { Policy } from '../policy';
import { groupedBy } from './grouped';
import { codeSpan, escapeMarkdown, plainMarkdown } from './markdown-text';
import { cellOf, positionOf } from './place';
import { severities } from './report';
import type { Report, ReportedFile } from './report';
import { summary } from './text';
import { shownName } from './visible';
import { clauseSentence, counted, factParts, findingRemedy, ruleTitle } from './wording';

/** Of a comment on GitHub; GitLab takes more. */
export const markdownLimit = 65_536;
/** More findings of one rule are counted: a comment is to be read. */
const shownOfSection = 20;
/** Kept free for what is said of what is left out: a line of a section, and the last one. */
const restLine = 40;
const lastLine = 200;

interface Section {
  readonly head: string;
  readonly items: readonly string[];
  readonly noun: 'finding' | 'mistake';
}

interface Located {
  readonly file: ReportedFile;
  readonly finding: Finding;
}

export function renderMarkdown(report: Report): string {
  return fitted(`## ${escapeMarkdown(`${report.tool.name}: ${summary(report)}`)}`, [...findingSections(report), ...mistakeSections(report)]);
}

function findingSections(report: Report): readonly Section[] {
  const open = report.files.flatMap((file) => file.findings.flatMap(({ finding, suppression }): Located[] => (suppression === null ? [{ file, finding }] : [])));
  const groups = groupedBy(open, ({ finding: { rule, clause, severity } }) => `${String(severities.indexOf(severity))} ${rule} ${clause}`);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, found]): Section => {
    const [{ finding }] = found;
    const remedy = findingRemedy(finding, report.policy);
    return {
      head: [
        `### ${finding.severity}: ${escapeMarkdown(ruleTitle(finding.rule, report.policy))}`, `${codeSpan(finding.rule)}, ${escapeMarkdown(clauseSentence(finding.clause, report.policy))}`,
        ...(remedy === null ? [] : [escapeMarkdown(remedy)]),
      ].join('\n\n'),
      items: found.map((each) => `- ${codeSpan(placeOf(each.file, each.finding.range.start))} ${factOf(each.finding, report.policy)}`),
      noun: 'finding',
    };
  });
}

function mistakeSections({ files }: Report): readonly Section[] {
  const items = files.flatMap((file) => file.mistakes.map(({ range, severity, message }) => `- ${severity}: ${codeSpan(placeOf(file, range.start))} ${plainMarkdown(message)}`));
  return items.length === 0 ? [] : [{ head: '### Mistakes in what configures the check', items, noun: 'mistake' }];
}

/** As many sections, and items of each, as fit; in this order. */
function fitted(title: string, sections: readonly Section[]): string {
  const blocks = [title];
  const left = { finding: 0, mistake: 0 };
  let free = markdownLimit - title.length - lastLine;
  for (const { head, items, noun } of sections) {
    let length = head.length + 2 + restLine;
    let shown = 0;
    for (; shown < Math.min(items.length, shownOfSection); shown++) {
      const more = length + 1 + (items[shown]?.length ?? 0);
      if (more > free) break;
      length = more;
    }
    if (shown === 0) left[noun] += items.length;
    else {
      free -= length;
      blocks.push([head, '', ...items.slice(0, shown), ...(items.length > shown ? [`- and ${String(items.length - shown)} more`] : [])].join('\n'));
    }
  }
  const rest = (['finding', 'mistake'] as const).flatMap((noun) => (left[noun] === 0 ? [] : [counted(left[noun], noun)]));
  return `${[...blocks, ...(rest.length === 0 ? [] : [`${rest.join(' and ')} of other rules left out for length: ${codeSpan('--format html')} has them.`])].join('\n\n')}\n`;
}

function factOf(finding: Finding, policy: Policy): string {
  return factParts(finding, policy).map(({ type, text }) => (type === 'name' ? codeSpan(shownName(text)) : escapeMarkdown(text))).join('');
}

function placeOf(file: ReportedFile, offset: number): string {
  const cell = cellOf(file, offset);
  return `${file.path}:${cell === null ? '' : `cell ${String(cell.cell)}:`}${String((cell ?? positionOf(file, offset)).line + 1)}`;
}
