/**
 * Which forms can findings take? Their names, each with what renders it.
 * Must not write anything anywhere.
 */
import type { Severity } from '../policy';
import { renderGithub } from './github';
import { renderGitlab } from './gitlab';
import { renderGitlabSast } from './gitlab-sast';
import { renderHtml } from './html';
import { renderJson } from './json';
import { renderJunit } from './junit';
import { renderMarkdown } from './markdown';
import type { Report } from './report';
import { renderSarif } from './sarif';
import { renderText } from './text';
import type { TextOptions } from './text';

export interface FormOptions {
  /** How wide and colourful a text is. */
  readonly text: TextOptions;
  /** From which severity on a test fails; null: none does. */
  readonly threshold: Severity | null;
  /** ISO date of the check. */
  readonly date: string;
}

const renderers = {
  text: (report: Report, { text }: FormOptions): string => renderText(report, text),
  json: renderJson,
  sarif: renderSarif,
  html: renderHtml,
  markdown: renderMarkdown,
  junit: (report: Report, { threshold }: FormOptions): string => renderJunit(report, threshold),
  github: renderGithub,
  gitlab: renderGitlab,
  'gitlab-sast': (report: Report, { date }: FormOptions): string => renderGitlabSast(report, date),
} as const;

export type Form = keyof typeof renderers;

/** In the order in which they are listed. */
export const forms = Object.keys(renderers) as readonly Form[];

/** Equal input gives equal bytes. */
export function renderForm(report: Report, form: Form, options: FormOptions): string {
  return renderers[form](report, options);
}
