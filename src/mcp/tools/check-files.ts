/**
 * check_files: what is found in files as they are on disk, or as they would be? The same as `caley check` of the whole folder, as far as the paths go.
 */
import { z } from 'zod';
import { displayName, version } from '../../../package.json';
import { collectReport, summary, toJson, visibleText } from '../../report';
import type { JsonReport, Report, SkippedFile } from '../../report';
import { fingerprint } from '../../text';
import { findingForm, fixTitle, placed, proposable, tellFinding, titleOf, toForm } from '../forms';
import type { FindingForm } from '../forms';
import { Mistake } from '../mistake';
import { shown } from '../roots';
import type { Served, Sight } from '../session';
import { tool } from './tool';

const mostFindings = 100;
/** A page ends where its findings have so many characters: models read no more at once. */
const longestPage = 40_000;
/** Mistakes and files that were not examined that are named; the rest is counted. */
const mostNamed = 50;

const input = z.strictObject({
  paths: z.array(z.string().min(1)).min(1).max(1000).optional().describe('Files and folders to tell of, relative to the project’s folder or absolute within it. Without it: everything.'),
  unsaved: z.array(z.strictObject({ path: z.string().min(1), content: z.string() })).max(100).default([]).describe('Contents that are not on disk yet, for this call only: an edit can be checked before it is written.'),
  includeSuppressed: z.boolean().default(false).describe('Also what a comment or caley.yaml accepts, with the reason.'),
  limit: z.int().min(1).max(mostFindings).default(25).describe('Findings of one page.'),
  cursor: z.string().optional().describe('nextCursor of the page before, with otherwise equal arguments.'),
});

const output = z.object({
  summary: z.object({
    files: z.int(),
    findings: z.object({ error: z.int(), warning: z.int(), info: z.int(), hint: z.int() }),
    suppressed: z.int(),
    weakened: z.int().describe('Weak ones in tests, examples and tools, which are not told.'),
    skipped: z.int(),
    openRequests: z.int().describe('Requests whose address is made at run time.'),
  }).describe('Of all pages together.'),
  findings: z.array(findingForm.extend({ fixes: z.array(fixTitle).describe('What propose_fix has for it.') })),
  mistakes: z.array(z.object({ file: z.string(), ...placed, severity: z.enum(['error', 'warning']), message: z.string() })).describe('In suppressions and in caley.yaml.'),
  skipped: z.array(z.object({ file: z.string(), reason: z.string(), detail: z.string() })).describe('Files that were not, or not fully, examined.'),
  total: z.int().describe('Findings of all pages.'),
  omitted: z.object({ mistakes: z.int(), skipped: z.int() }).describe('How many are only counted.'),
  nextCursor: z.string().nullable().describe('Where the next page begins; null where this is the last.'),
});

/** One folder's part of the answer. */
interface Part {
  readonly report: Report;
  readonly json: JsonReport;
  readonly served: Served;
}

export const checkFiles = tool({
  name: 'check_files',
  title: 'Check files against Caley’s policies',
  description:
    'Finds code and configuration in this project that puts an integration with Caley at risk of breaking Caley’s Developer Policy or Acceptable Use Policy: personal data in logs, undisclosed recipients, ' +
    'cleartext storage and transport, secrets in code and the like, each with the clause, the way of the data and the fixes there are. Use it after writing or changing code that handles data or configuration, with the changed paths; ' +
    'pass `unsaved` to check an edit before it is written. Do NOT use it as a linter for style, types or bugs in general, to search code, or to prove compliance: no finding is no proof. It reads files and changes nothing.',
  input,
  output,
  run: (session, { paths, unsaved, includeSuppressed, limit, cursor }, call) =>
    session.use(call, { unsaved, depth: 'found' }, (sight) => {
      const parts = partsOf(sight, paths ?? null);
      const found = parts.flatMap((part) => findingsOf(part, sight, includeSuppressed));
      const start = startOf(cursor ?? null, found);
      const page = pageOf(found.slice(start), limit).map(({ finding, fixes }) => ({ ...finding, fixes: fixes() }));
      const isFirst = start === 0;
      const mistakes = parts.flatMap(({ json, served }) => json.mistakes.map((mistake) => ({ ...mistake, file: sight.nameOf(served.root, mistake.file) })));
      const skipped = parts.flatMap(({ json, served }) => json.skipped.map((file) => ({ ...file, file: sight.nameOf(served.root, file.file) })));
      const end = start + page.length;
      const content = {
        summary: addUp(parts),
        findings: page,
        mistakes: isFirst ? mistakes.slice(0, mostNamed) : [],
        skipped: isFirst ? skipped.slice(0, mostNamed) : [],
        total: found.length,
        omitted: { mistakes: Math.max(0, mistakes.length - mostNamed), skipped: Math.max(0, skipped.length - mostNamed) },
        nextCursor: end < found.length ? cursorAt(end, found) : null,
      };
      return { content, text: tell(parts, content, start) };
    }),
});

/** The folders that the paths lead into, each with a report of what lies below them. */
function partsOf(sight: Sight, paths: readonly string[] | null): readonly Part[] {
  const asked = paths === null ? sight.served.map((served) => ({ served, path: '', isFolder: true })) : paths.map((path) => sight.locate(path));
  return sight.served.flatMap((served): readonly Part[] => {
    const here = asked.filter((each) => each.served === served);
    if (here.length === 0) return [];
    const report = reportOf(served, here);
    return [{ served, report, json: toJson(report) }];
  });
}

function reportOf({ snapshot }: Served, asked: readonly { readonly path: string; readonly isFolder: boolean }[]): Report {
  const isAsked = (file: string): boolean => asked.some(({ path }) => path === '' || file === path || file.startsWith(`${path}/`));
  const left = snapshot.skipped.filter(({ file }) => isAsked(file) || asked.some(({ path }) => path.startsWith(`${file}/`)));
  const known = new Set([...snapshot.files, ...snapshot.declarations, ...left.map(({ file }) => file)]);
  const unknown = asked.filter(({ path, isFolder }) => !isFolder && !known.has(path) && !left.some(({ file }) => path.startsWith(`${file}/`)));
  const skipped = [...left, ...unknown.map(({ path }): SkippedFile => ({ file: path, reason: 'ignored', detail: 'left out by git, part of an installed package, or in no language that is examined' }))];
  return collectReport({
    policy: snapshot.policy, skipped, files: snapshot.files.filter(isAsked), declarations: snapshot.declarations.filter(isAsked),
    file: (path) => snapshot.file(path), findings: (path) => snapshot.findings(path), weakened: (path) => snapshot.weakened(path), mistakes: (path) => snapshot.mistakes(path), openRequests: (path) => snapshot.openRequests(path),
  }, { name: displayName, version });
}

interface Found {
  readonly finding: FindingForm;
  /** Asked for those alone that are told. */
  readonly fixes: () => ReturnType<typeof titleOf>[];
}

function findingsOf({ report, json, served: { root, snapshot } }: Part, sight: Sight, includeSuppressed: boolean): readonly Found[] {
  const reported = report.files.flatMap(({ findings }) => findings);
  return json.findings.flatMap((finding, i): readonly Found[] => {
    if (finding.suppression !== null && !includeSuppressed) return [];
    const own = reported[i]?.finding;
    return [{ finding: toForm(finding, (path) => sight.nameOf(root, path)), fixes: () => (own === undefined ? [] : proposable(snapshot.fixes(own)).map(titleOf)) }];
  });
}

function pageOf(found: readonly Found[], limit: number): readonly Found[] {
  let length = 0;
  const page = found.slice(0, limit);
  const cut = page.findIndex(({ finding }) => (length += JSON.stringify(finding).length) > longestPage);
  return cut < 0 ? page : page.slice(0, Math.max(1, cut));
}

/** Of a list that is another since, no page can be the next one. */
function cursorAt(index: number, found: readonly Found[]): string {
  return `${String(index)}.${fingerprint(found.map(({ finding: { file, identity } }) => `${file}\0${identity}`).join('\n'))}`;
}

function startOf(cursor: string | null, found: readonly Found[]): number {
  if (cursor === null) return 0;
  const index = Number(/^(\d{1,9})\./.exec(cursor)?.[1] ?? Number.NaN);
  if (Number.isInteger(index) && index > 0 && index < found.length && cursorAt(index, found) === cursor) return index;
  throw new Mistake(`${shown(cursor)} is no page of what is found now: files changed, or the arguments are others. Ask again without a cursor.`);
}

function addUp(parts: readonly Part[]): z.input<typeof output>['summary'] {
  const sum = (of: (summary: JsonReport['summary']) => number): number => parts.reduce((total, { json }) => total + of(json.summary), 0);
  return {
    files: sum(({ files }) => files),
    findings: { error: sum(({ findings }) => findings.error), warning: sum(({ findings }) => findings.warning), info: sum(({ findings }) => findings.info), hint: sum(({ findings }) => findings.hint) },
    suppressed: sum(({ suppressed }) => suppressed),
    weakened: sum(({ weakened }) => weakened),
    skipped: sum(({ skipped }) => skipped),
    openRequests: sum(({ openRequests }) => openRequests),
  };
}

function tell(parts: readonly Part[], { findings, mistakes, skipped, omitted, total, nextCursor }: z.input<typeof output>, start: number): string {
  const lines = [
    ...parts.map(({ report, served }) => (parts.length === 1 ? summary(report) : `${served.root}: ${summary(report)}`)),
    ...findings.flatMap((finding) => ['', ...tellFinding(finding), ...finding.fixes.map(({ fix, title, safety }) => `  fix ${fix} (${safety}): ${visibleText(title)}`)]),
    ...(mistakes.length === 0 ? [] : ['', 'Mistakes in configuration and suppressions:']),
    ...mistakes.map(({ file, start: { line }, severity, message }) => `${visibleText(file)}:${String(line)} ${severity} ${visibleText(message)}`),
    ...(skipped.length === 0 ? [] : ['', 'Not examined:']),
    ...skipped.map(({ file, detail }) => `${visibleText(file)}: ${visibleText(detail)}`),
    ...(omitted.skipped + omitted.mistakes === 0 ? [] : [`${String(omitted.mistakes)} more mistakes and ${String(omitted.skipped)} more files are not named.`]),
    ...(nextCursor === null ? [] : ['', `Findings ${String(start + 1)} to ${String(start + findings.length)} of ${String(total)}. The next page: cursor ${nextCursor}`]),
  ];
  return lines.join('\n');
}
