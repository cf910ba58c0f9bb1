/**
 * How does a proof read as Markdown? The same content as the page, for pull requests and repositories.
 * Must not let a name or a path begin markup.
 */
import type { Policy } from '../../policy';
import { byRule } from '../grouped';
import type { JsonFinding } from '../json';
import { escapeMarkdown } from '../markdown-text';
import { counted, excuseWords, ruleTitle } from '../wording';
import type { ClauseReport } from './clause-states';
import type { DataMap } from './data-map';
import type { Ending } from './endings';
import { renderMermaid } from './mermaid';
import { pictureOf } from './picture';
import type { Application, Proof } from './proof';
import { attestationWords, clauseSummary, endingWords, placesIn, roleWords, sourceWords, stateWords, targetRemarks } from './words';

/** More findings of one rule are counted: report.json has them all. */
const findingsShown = 50;
const skipsShown = 50;

export function renderProofMarkdown(proof: Proof, policy: Policy): string {
  const titleOf = (kind: string): string => policy.kinds.all.get(kind)?.title ?? kind;
  const blocks = [
    `# Proof of compliance: ${escapeMarkdown(proof.title)}`,
    facts([
      ['Date', proof.date], ['Examined by', `${proof.tool.name} ${proof.tool.version}`],
      ['Commit', proof.revision === null ? 'not known' : `${proof.revision.commit}${proof.revision.branch === null ? '' : ` (${proof.revision.branch})`}`],
      ...proof.policies.map(({ title, date }) => ['Held against', `${title} of ${date}`] as const),
      ['Result', clauseSummary(proof)],
    ]),
    '## Clauses',
    ...proof.policies.map(({ id, title }) => `### ${escapeMarkdown(title)}\n\n${table(['Clause', 'State', 'What it asks', 'Why'], proof.clauses.filter(({ document }) => document === id).map(clauseRow))}`),
    '## Findings', ...findingBlocks(proof.findings, policy, 'Nothing was found that is not accepted.'),
    '## Accepted findings', ...acceptedBlocks(proof.accepted),
    '## Ends soon', endings(proof.endsSoon),
    ...proof.applications.flatMap((application) => applicationBlocks(application, proof, titleOf)),
    '## Attestations', attestations(proof.clauses),
    '## What was examined', examined(proof),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function clauseRow({ id, state, summary, reason, attestations: made }: ClauseReport): readonly string[] {
  const { sign, word } = stateWords[state];
  return [id, `${sign} ${word}`, summary, [reason, ...made.map((one) => `Attested by ${attestationWords(one)}.`)].join(' ')];
}

function findingBlocks(findings: readonly JsonFinding[], policy: Policy, none: string): readonly string[] {
  if (findings.length === 0) return [none];
  return byRule(findings).map(([rule, found]) => {
    const shown = found.slice(0, findingsShown).map(({ file, start, severity, message, flow }) => {
      const steps = flow.length < 2 ? '' : `\n${flow.map((step) => `  - ${escapeMarkdown(`${step.file}:${String(step.start.line)}`)} ${escapeMarkdown(step.sentence)}`).join('\n')}`;
      return `- ${severity}: ${escapeMarkdown(`${file}:${String(start.line)}`)}: ${escapeMarkdown(message)}${steps}`;
    });
    const rest = found.length - shown.length;
    const clause = found[0]?.clause ?? '';
    return `### ${escapeMarkdown(ruleTitle(rule, policy))} (${escapeMarkdown(rule)}, ${clause})\n\n${escapeMarkdown(found[0]?.remedy ?? '')}\n\n${shown.join('\n')}${rest > 0 ? `\n- and ${String(rest)} more in report.json` : ''}`;
  });
}

function acceptedBlocks(accepted: readonly JsonFinding[]): readonly string[] {
  if (accepted.length === 0) return ['None.'];
  return [table(['Finding', 'Where', 'Why it stays'], accepted.map((finding) => [`${finding.message} (${finding.rule}, ${finding.clause})`, `${finding.file}:${String(finding.start.line)}`, excuseWords(finding)]))];
}

function applicationBlocks({ declaration, maker, dataMap }: Application, proof: Proof, titleOf: (kind: string) => string): readonly string[] {
  const name = maker.name ?? proof.title;
  const { privacyPolicy, support, breach } = maker;
  return [
    `## ${declaration === null ? 'Without a caley.yaml' : escapeMarkdown(name)}`,
    declaration === null
      ? 'No caley.yaml rules these files: nothing says what they collect, whom it goes to and who answers for it.'
      : facts([
          ['Declared in', declaration], ['Made by', maker.owner], ['Website', maker.website], ['Contact', maker.contact],
          ['Privacy policy', joined(privacyPolicy.url, privacyPolicy.file)], ['Support', joined(support.email, support.url)], ['How to connect', support.connectDocs],
          ['Breach contact', breach.contact], ['Breach procedure', breach.procedure],
        ]),
    '### Data map', ...(dataMap.sources.length + dataMap.targets.length === 0 ? [] : [`\`\`\`mermaid\n${renderMermaid(pictureOf(dataMap, titleOf), name)}\n\`\`\``]), ...mapTables(dataMap),
  ];
}

function mapTables({ sources, targets }: DataMap): readonly string[] {
  return [
    ...(sources.length === 0 ? [] : [table(['Where data enters', 'By', 'Where in the code'], sources.map(({ type, name, places }) => [name, sourceWords[type], placesIn(places)]))]),
    ...(targets.length === 0 ? ['No data was seen to be kept or to be sent to anybody.'] : [table(
      ['Where it goes', 'What', 'Purposes', 'Region, retention', 'Remarks', 'Where in the code'],
      targets.map((target) => [
        `${target.title} (${roleWords[target.role]})`, target.kinds.map(({ title, isDeclared }) => `${title}${isDeclared === false && target.isDeclared === true ? ' (not disclosed)' : ''}`).join(', '), target.purposes.join(', '),
        joined(target.region, target.retention) ?? '', targetRemarks(target).join('; '), placesIn(target.kinds.flatMap(({ places }) => places)),
      ]),
    )]),
  ];
}

function attestations(clauses: readonly ClauseReport[]): string {
  const rows = clauses.filter(({ asks, attestations: made }) => asks !== null || made.length > 0).map(({ id, asks, attestations: made }) => [id, asks ?? '', made.length === 0 ? 'missing' : made.map((one) => `${attestationWords(one)}: ${one.statement ?? ''}`).join('; ')]);
  return rows.length === 0 ? 'None is asked for.' : table(['Clause', 'What is to be attested', 'By whom and when'], rows);
}

function endings(soon: readonly Ending[]): string {
  if (soon.length === 0) return 'No acceptance, suppression or attestation ends within thirty days.';
  return table(['Last day', 'What ends', 'Clause', 'By whom and why'], soon.map((one) => [one.on, `${endingWords(one)} (${one.file})`, one.clause, joined(one.by, one.statement) ?? '']));
}

function examined({ examined: { files, languages, weakened, openRequests, skipped, mistakes } }: Proof): string {
  return [
    `${counted(files, 'file')}. ${weakened === 0 ? '' : `${counted(weakened, 'weak finding')} in tests, examples or tools are not shown. `}${openRequests === 0 ? '' : `${counted(openRequests, 'request')} could not be held against the API document. `}`.trim(),
    table(['Language', 'Files', 'Lines'], languages.map(({ language, files: count, lines }) => [language, String(count), String(lines)])),
    ...(mistakes.length === 0 ? [] : [`### Mistakes\n\n${mistakes.map(({ file, start, message }) => `- ${escapeMarkdown(`${file}:${String(start.line)}`)}: ${escapeMarkdown(message)}`).join('\n')}`]),
    ...(skipped.length === 0 ? ['Nothing was left out.'] : [`### Not examined\n\n${skipped.slice(0, skipsShown).map(({ file, detail }) => `- ${escapeMarkdown(file)}: ${escapeMarkdown(detail)}`).join('\n')}${skipped.length > skipsShown ? `\n- and ${String(skipped.length - skipsShown)} more in report.json` : ''}`]),
  ].join('\n\n');
}

export function joined(...parts: readonly (string | null)[]): string | null {
  const given = parts.filter((part) => part !== null);
  return given.length === 0 ? null : given.join(', ');
}

function facts(rows: readonly (readonly [string, string | null])[]): string {
  return table(['', ''], rows.map(([name, value]) => [name, value ?? 'not declared']));
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escapeMarkdown).join(' | ')} |`;
  return [line(head), line(head).replace(/[^|]+/g, ' --- '), ...rows.map(line)].join('\n');
}
