/**
 * Which rules does a file break: as a program, as a file of configuration, or as both, where settings of a framework are written in its language?
 * Must not know a format, nor a language.
 */
import { isSettingModule, judgeSettings, judgeSource } from '../analysis';
import type { Evaluator, Finding, RuleBook } from '../analysis';
import type { Models } from '../models';
import type { Document } from './document';
import type { Project } from './project';

type Judged = ReturnType<typeof judgeSource>;
const nothing: Judged = { findings: [], disclosed: [] };

export function judgeDocument(document: Document, book: RuleBook, project: Project, evaluator: Evaluator, models: Models): Judged {
  const source = project.sourceAt(document.path);
  if (source === null) return nothing;
  const settings = (): readonly Finding[] => judgeSettings({
    file: document, beside: { *[Symbol.iterator]() { yield* project.settingsBeside(document.path); } },
    installed: (ecosystem) => project.installedFor(document.path, ecosystem), policy: book.policy, models: models.settings, rules: book.settings, disclosures: book.disclosures, isEdited: source.isAttended,
  });
  if (document.graph.settings !== undefined) return { ...nothing, findings: settings() };
  const judged = judgeSource(evaluator, book, source);
  return isSettingModule(document, models.settings) ? { ...judged, findings: [...judged.findings, ...settings()] } : judged;
}
