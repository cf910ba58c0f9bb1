/**
 * Which rules does a file break: as a program, as a file of configuration, or as both, where settings of a framework are written in its language?
 * Must not know a format, nor a language.
 */
import { isSettingModule, judgeSettings, judgeSource } from '../analysis';
import type { Evaluator, Finding, Installed, RuleBook } from '../analysis';
import type { Models } from '../models';
import type { Document } from './document';
import { installedBy, locked } from './installed';
import type { Project } from './project';

type Judged = ReturnType<typeof judgeSource>;
const nothing: Judged = { findings: [], disclosed: [] };

export function judgeDocument(document: Document, book: RuleBook, project: Project, evaluator: Evaluator, models: Models, today: string): Judged {
  const source = project.sourceAt(document.path);
  if (source === null) return nothing;
  const settings = (): readonly Finding[] => judgeSettings({
    file: document, beside: { *[Symbol.iterator]() { yield* project.settingsBeside(document.path); } },
    installed: (ecosystem) => installedFor(document.path, ecosystem, project), policy: book.policy, models: models.settings, rules: book.settings, disclosures: book.disclosures, isEdited: source.isAttended, today, isNear: (neighbour) => project.isNear(document.path, neighbour),
  });
  if (document.graph.settings !== undefined) return { ...nothing, findings: settings() };
  const judged = judgeSource(evaluator, book, source);
  return isSettingModule(document, models.settings) ? { ...judged, findings: [...judged.findings, ...settings()] } : judged;
}

/** What is installed for a manifest; null where nothing says it. */
function installedFor(path: string, ecosystem: string, project: Project): Installed | null {
  const lock = project.meaningOf(path, locked + ecosystem);
  return lock === null ? null : installedBy(lock, path, project.languages, ecosystem);
}
