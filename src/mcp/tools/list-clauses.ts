/**
 * list_clauses: which clauses do the policies have, and in which state is each of them in this project?
 */
import { z } from 'zod';
import { displayName, version } from '../../../package.json';
import { applicationsIn, clauseReports, clauseStates, collectReport } from '../../report';
import type { ClauseState } from '../../report';
import type { Sight } from '../session';
import { tool } from './tool';

const state = z.enum(clauseStates as [ClauseState, ...ClauseState[]]);

const input = z.strictObject({
  states: z.array(state).min(1).optional().describe('Only clauses in one of these states. Without it: all.'),
  path: z.string().min(1).optional().describe('A path in the folder that is meant, where the server looks at several.'),
});

const output = z.object({
  clauses: z.array(z.object({
    id: z.string(), document: z.string(), place: z.string(), summary: z.string(), state, reason: z.string(), findings: z.int(), accepted: z.int(), rules: z.array(z.string()).describe('That looked after it.'),
    asks: z.string().nullable().describe('What a person would have to attest to in caley.yaml.'),
  })),
  total: z.int().describe('Clauses of both documents, in any state.'),
});

export const listClauses = tool({
  name: 'list_clauses',
  title: 'List the policies’ clauses and how this project stands',
  description:
    'Lists the clauses of Caley’s Developer Policy and Acceptable Use Policy with the state of each in this project: findings, open (nobody has looked or attested), accepted, attested, declared, no-finding. Use it for an overview of compliance, ' +
    'or to see what only a person can answer. Do NOT use it for the findings themselves (check_files) or a clause’s exact words (explain_finding); never attest to something in a person’s place.',
  input,
  output,
  run: (session, { states, path }, call) =>
    session.use(call, { unsaved: [], depth: 'found' }, (sight) => {
      const all = clausesIn(sight, path ?? null);
      const clauses = all.filter((clause) => states === undefined || states.includes(clause.state));
      return { content: { clauses, total: all.length }, text: tell(clauses, all.length) };
    }),
});

type ClauseForm = z.input<typeof output>['clauses'][number];

function clausesIn(sight: Sight, path: string | null): readonly ClauseForm[] {
  const served = path === null ? sight.served[0] : sight.locate(path).served;
  if (served === undefined) return [];
  const { snapshot, today } = served;
  const reports = clauseReports(collectReport(snapshot, { name: displayName, version }), { ...applicationsIn(snapshot, false), date: today });
  return reports.map(({ id, document, place, summary, state: how, reason, findings, accepted, rules, asks }) => ({ id, document, place, summary, state: how, reason, findings, accepted, rules: [...rules], asks }));
}

function tell(clauses: readonly ClauseForm[], total: number): string {
  const counts = clauseStates.map((each) => [each, clauses.filter((clause) => clause.state === each).length] as const).filter(([, count]) => count > 0);
  return [
    `${String(clauses.length)} of ${String(total)} clauses: ${counts.map(([each, count]) => `${String(count)} ${each}`).join(', ')}`,
    ...clauses.map(({ id, state: how, summary, reason }) => `${id} [${how}] ${summary} (${reason})`),
  ].join('\n');
}
