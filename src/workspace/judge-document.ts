/**
 * Which rules does a file break: as a program, as a file of configuration, or as both, where settings of a framework are written in its language?
 * Must not know a format, nor a language.
 */
import { isSettingModule, judgeSettings, judgeSource, kindsSet } from '../analysis';
import type { Evaluator, Finding, Installed, RuleBook, SettingCase } from '../analysis';
import type { Models } from '../models';
import type { KindId } from '../policy';
import type { Document } from './document';
import { installedBy, locked } from './installed';
import type { Project } from './project';

/** `set`: kinds of setting that rules on declarations ask for. */
type Judged = ReturnType<typeof judgeSource> & { readonly set: readonly KindId[] };
const nothing: Judged = { findings: [], disclosed: [], set: [] };

export function judgeDocument(document: Document, book: RuleBook, project: Project, evaluator: Evaluator, models: Models, today: string): Judged {
  const source = project.sourceAt(document.path);
  if (source === null) return nothing;
  const subject: Omit<SettingCase, 'rules'> = {
    file: document, beside: { *[Symbol.iterator]() { yield* project.settingsBeside(document.path); } },
    installed: (ecosystem) => installedFor(document.path, ecosystem, project), policy: book.policy, models: models.settings, disclosures: book.disclosures, isEdited: source.isAttended, today, isNear: (neighbour) => project.isNear(document.path, neighbour),
  };
  const settings = (): readonly Finding[] => judgeSettings({ ...subject, rules: book.settings });
  if (document.graph.settings !== undefined) return { ...nothing, findings: settings(), set: kindsSet(subject, book.declarations) };
  const judged = { ...judgeSource(evaluator, book, source), set: [] };
  return isSettingModule(document, models.settings) ? { ...judged, findings: [...judged.findings, ...settings()] } : judged;
}

/** What is installed for a manifest; null where nothing says it. */
function installedFor(path: string, ecosystem: string, project: Project): Installed | null {
  const lock = project.meaningOf(path, locked + ecosystem);
  return lock === null ? null : installedBy(lock, path, project.languages, ecosystem);
}
