/**
 * What does the core's door do? Takes changes, works in small steps, answers with
 * snapshots. Must not wait, touch disk, clock, console or LSP.
 */
import { Evaluator, nothingDisclosed, nothingPublished, noTrust, observe, openRequests } from '../analysis';
import type { Finding, Trust } from '../analysis';
import type { Grammars, Language } from '../languages';
import { folderOf } from '../languages';
import type { Models } from '../models';
import type { Mistake, Pack, Policy } from '../policy';
import { LineIndex } from '../text';
import { ApiDocuments } from './api-documents';
import type { Content } from './api-documents';
import { Books } from './books';
import { findingsIn, noPractices, practicesIn, suppressionsIn } from './declared-findings';
import type { FilePractices } from './declared-findings';
import { Declarations, isDeclaration } from './declarations';
import type { NamedPack } from './declarations';
import { missingFunctions } from './declared-functions';
import type { Document } from './document';
import { judgeDocument } from './judge-document';
import { extendKnowledge } from './knowledge';
import type { Extension } from './knowledge';
import { newRuling, offeredFixes } from './offered-fixes';
import type { Answer } from './offered-fixes';
import { filesOfPacks, mistakesInNames, noPacks, packsNamed, Reach, unreadIn } from './own-packs';
import type { Declared, HeldDeclaration, Judgement, Part, Survey, Trace } from './part';
import { identitiesFrom, isSameLooking, Lookings } from './looking';
import type { Looking } from './looking';
import { Project } from './project';
import { appFactsAt } from './propose';
import type { Observing } from './propose';
import type { AppFacts } from './proposed-app';
import { faultySuppressions } from './faulty-suppressions';
import { reveal } from './reveal';
import { scopesShownIn } from './scopes-shown';
import { cutShort, excludedFile, noteBeginning } from './skipped';
import { parseSuppressions, suppressionOf, unusedSuppressions } from './suppressions';
import type { SuppressionMistake } from './suppressions';
import { missingDeclaration, undeclaredIn } from './undeclared';
import type { Change, Configuration, FileView, OfferedFix, Reported, Skipped, Snapshot, Workspace } from './types';
import { mentionsOf, View } from './view';
import type { Answers, Examined } from './view';

export interface WorkspaceOptions {
  readonly languages: readonly Language[];
  readonly grammars: Grammars;
  readonly policy: Policy;
  readonly models: Models;
  /** ISO date, for suppressions that end. */
  readonly today: string;
  /** Nodes of graphs that are held of files which are not being edited; the rest is made again when it is needed. */
  readonly maxHeldNodes?: number;
}

/** At about 190 bytes a node a hundred megabytes: two hundred thousand lines. */
const maxHeldNodes = 500_000;

export const defaultConfiguration: Configuration = { minimumConfidence: 'medium', rules: new Map(), drafts: false };

export function createWorkspace(options: WorkspaceOptions): Workspace {
  return new Core(options);
}

/** A workspace that does a share of the work. */
export function createPart(options: WorkspaceOptions): Part {
  return new Core(options);
}

const confidences = ['low', 'medium', 'high'] as const;

class Core implements Workspace, Part, Answers {
  private known: Extension;
  private evaluator: Evaluator;
  private project: Project;
  readonly declarations: Declarations;
  private readonly apiDocuments = new ApiDocuments();
  /** Files that are named, by path. */
  private readonly named = new Map<string, Content>();
  /** What was disclosed when it was last looked. */
  private disclosing = nothingDisclosed;
  /** How files were to be looked at when it was last looked. */
  private seenLookings: readonly Looking[] = [];
  private lookings = new Lookings([], '');
  /** What each file shows that was examined once: what is declared makes no difference to it. */
  private readonly practices = new Map<string, FilePractices>();
  /** What was read of them last. */
  private published = nothingPublished;
  /** As they were handed over, and those of them that hold. */
  private packs = noPacks;
  ownPacks = noPacks;
  private packFiles = filesOfPacks(noPacks);
  private reach: Reach;
  /** Which were handed over and named when it was last seen what holds. */
  private seen: readonly [packs: readonly Pack[], named: readonly NamedPack[]] = [noPacks, []];
  private trust: Trust = noTrust;
  private readonly skips = new Map<string, Skipped>();
  private readonly examined = new Map<string, Examined>();
  private focused: readonly string[] = [];
  private configuration = defaultConfiguration;
  private readonly books = new Books(() => ({ policy: this.known.policy, reach: this.reach, lookings: this.lookings, configuration: this.configuration, published: this.published, disclosing: this.disclosing }));

  constructor(private readonly options: WorkspaceOptions) {
    this.known = extendKnowledge(options, noPacks);
    this.reach = new Reach([], this.known.packOf);
    this.evaluator = new Evaluator(options.models, options.policy);
    this.project = new Project(options.languages, options.grammars, this.evaluator, options.maxHeldNodes ?? maxHeldNodes);
    this.declarations = new Declarations(options.policy);
  }

  apply(change: Change): void {
    switch (change.type) {
      case 'write':
        noteBeginning(this.skips, change, this.options.languages);
        // What is above the workspace is there, and no more.
        if (change.path.startsWith('../')) this.project.see(change.path);
        else if (isDeclaration(change.path)) this.declarations.write(change.path, change.text, change.version);
        else if (change.isAside === true) this.project.know(change.path, change.text);
        else this.project.write(change.path, change.text, change.version);
        break;
      case 'remove':
        this.forget(change.path);
        break;
      case 'skip':
        this.forget(change.skipped.file);
        this.project.see(change.skipped.file);
        if (isDeclaration(change.skipped.file)) this.declarations.leaveOut(change.skipped.file, change.skipped.detail);
        else this.skips.set(change.skipped.file, change.skipped);
        break;
      case 'document':
        this.apiDocuments.put(change.path, change.content);
        this.named.set(change.path, change.content);
        break;
      case 'pack':
        this.packs = [...this.packs.filter(({ folder }) => folder !== change.pack.folder), change.pack];
        break;
      case 'complete':
        this.project.complete(change.paths);
        break;
      case 'configure':
        this.configuration = change.configuration;
        this.openBooks();
        break;
    }
  }

  step(): boolean {
    this.settle();
    const { stale } = this.project;
    const first = this.focused.find((one) => stale.has(one));
    if (first === undefined && this.project.read()) {
      this.project.trim();
      return true;
    }
    const path = first ?? stale.values().next().value;
    if (path === undefined) return this.project.lookAgain();
    this.examine(path);
    if (!this.focused.includes(path)) this.rest(path);
    return true;
  }

  private settle(): void {
    this.know();
    this.believe();
    this.project.settle();
    const moved = this.project.takeMoved();
    if (moved.size === 0) return;
    for (const [path, { mentions }] of this.examined) if ([...mentions].some((other) => moved.has(other))) this.project.stale.add(path);
  }

  /** Holds all files against the rules anew: what was found of their values stands. */
  private openBooks(): void {
    this.books.clear();
    this.examined.clear();
    for (const path of this.project.documents.keys()) this.project.stale.add(path);
  }

  /** Takes in the packs as they are now. To be done before anything is asked. */
  private know(): void {
    const { packs, declarations } = this;
    const named = declarations.packs;
    const [before, namedBefore] = this.seen;
    if (packs === before && named === namedBefore) return;
    this.seen = [packs, named];
    const own = packsNamed(packs, named);
    if (JSON.stringify([own, named]) === JSON.stringify([this.ownPacks, namedBefore])) return;
    this.ownPacks = own;
    this.packFiles = filesOfPacks(own);
    this.known = extendKnowledge(this.options, own);
    this.reach = new Reach(named, this.known.packOf);
    this.evaluator = new Evaluator(this.known.models, this.known.policy);
    this.project = this.project.heir(this.evaluator);
    this.declarations.learn(this.known.policy);
    // They were read again, and name the same.
    this.seen = [packs, this.declarations.packs];
    this.trust = noTrust;
    this.openBooks();
  }

  /** Takes the word of the declarations as they are now. */
  private believe(): void {
    const published = this.apiDocuments.published(this.declarations.declaring);
    if (published !== this.published) {
      this.published = published;
      this.openBooks();
    }
    const { trust, disclosing } = this.declarations;
    if (disclosing !== this.disclosing) {
      const isOther = JSON.stringify(disclosing) !== JSON.stringify(this.disclosing);
      this.disclosing = disclosing;
      if (isOther) this.openBooks();
    }
    const { lookings } = this.declarations;
    if (lookings !== this.seenLookings) {
      const isOther = !isSameLooking(lookings, this.seenLookings);
      this.seenLookings = lookings;
      this.lookings = new Lookings(lookings, this.options.today);
      if (isOther) this.openBooks();
    }
    if (trust === this.trust) return;
    const isSame = JSON.stringify(trust) === JSON.stringify(this.trust);
    this.trust = trust;
    if (isSame) return;
    this.project.believe(trust);
    this.examined.clear();
  }

  focus(paths: readonly string[]): void {
    this.focused = paths;
    this.project.attend(paths);
  }

  snapshot(): Snapshot {
    return new View(this, new Map(this.project.documents), this.declarationPaths(), () => this.skipped(), this.known.policy);
  }

  get policy(): Policy {
    this.know();
    return this.known.policy;
  }

  examine(path: string): Examined | null {
    this.settle();
    const { stale, documents } = this.project;
    const document = documents.get(path);
    if (document === undefined) {
      stale.delete(path);
      return null;
    }
    const known = this.examined.get(path);
    if (known?.document === document && known.book === this.books.for(path) && !stale.has(path)) return known;
    const examined = this.examineDocument(document);
    this.examined.set(path, examined);
    this.practices.set(path, examined.practices);
    stale.delete(path);
    this.project.trim();
    return examined;
  }

  configure(configuration: Configuration): void {
    this.apply({ type: 'configure', configuration });
  }

  place(path: string, text: () => string): void {
    this.project.write(path, text, 0);
  }

  survey(path: string): Survey | null {
    this.know();
    const survey = this.project.survey(path);
    this.project.trim();
    return survey;
  }

  learn(survey: Survey): void {
    this.know();
    this.project.learn(survey);
  }

  judge(path: string): Judgement {
    const examined = this.examine(path);
    this.rest(path);
    this.examined.delete(path);
    return { path, findings: examined?.reported ?? [], weakened: examined?.weakened ?? 0, mistakes: examined?.mistakes ?? [], isCut: (examined?.cuts ?? 0) > 0, openRequests: examined?.openRequests ?? 0, practices: examined?.practices ?? noPractices, excludedBy: this.lookings.excludedBy(path) };
  }

  /** Of a caley.yaml, by what is known of the files that it rules. */
  declaredFindings(path: string): readonly Reported[] {
    this.settle();
    return this.declaredBy(path, this.practices, this.isKnown);
  }

  held(practices: ReadonlyMap<string, FilePractices>): readonly HeldDeclaration[] {
    this.settle();
    const held = this.declarations.paths.map((path) => ({ path, findings: this.declaredBy(path, practices, true), mistakes: this.isWhole(path) ? this.unneededIn(path, practices) : [] }));
    const missing = this.missingDeclaration(practices);
    return missing === null ? held : [...held, { path: missing.finding.file, findings: [missing], mistakes: [] }].sort((a, b) => compare(a.path, b.path));
  }

  /** In the one file that is told of it, once every file was examined. */
  undeclaredIn(path: string): readonly Reported[] | null {
    if ((this.practices.get(path)?.undeclared ?? null) === null) return null;
    const missing = [...this.project.documents.keys()].every((one) => this.practices.has(one)) ? this.missingDeclaration(this.practices) : null;
    return missing?.finding.file === path ? [missing] : [];
  }

  private missingDeclaration(practices: ReadonlyMap<string, FilePractices>): Reported | null {
    return this.isWhole('') && !this.project.near.isDeclaredAbove ? missingDeclaration(practices, (path) => this.declarations.ruling(path) !== null) : null;
  }

  private declaredBy(path: string, practices: ReadonlyMap<string, FilePractices>, isKnown: boolean): readonly Reported[] {
    const reading = this.declarations.readingOf(path);
    const view = this.declarations.view(path);
    if (reading === null || view === null) return [];
    const { named, configuration: { minimumConfidence } } = this;
    const { today } = this.options;
    const isWhole = isKnown && this.isWhole(path);
    const found = findingsIn({ path, view, reading, around: this.declarations.around(path), named, practices, isWhole, folders: this.declarations.trust.folders, policy: this.known.policy, rules: this.books.for(path).declarations, today });
    const accepted = this.lookings.acceptedIn(path, found.map(({ finding }) => finding), view);
    const settled = found.map((one): Reported => (one.suppression === null ? { ...one, suppression: accepted.get(one.finding.identity) ?? null } : one));
    return [...settled, ...this.faultsIn(path)].filter(({ finding }) => confidences.indexOf(finding.confidence) >= confidences.indexOf(minimumConfidence));
  }

  /** Whether everything that a caley.yaml rules was handed over. */
  private isWhole(path: string): boolean {
    return this.project.near.isWhole(path);
  }

  /** Entries of a caley.yaml that accept what nobody finds: `practices` are those of all files. */
  private unneededIn(path: string, practices: ReadonlyMap<string, FilePractices>): readonly SuppressionMistake[] {
    const used = new Set([...practices].flatMap(([file, { accepted }]) => (accepted.length > 0 && this.declarations.ruling(file) === path ? accepted : [])));
    const view = this.declarations.view(path);
    if (view !== null) for (const { index } of this.lookings.acceptedIn(path, this.declaredBy(path, practices, true).map(({ finding }) => finding), view).values()) used.add(index);
    const looking = this.lookings.of(path);
    return this.lookings.mistakesIn(path, used, (rule) => this.books.isOn(this.known.policy.rules.get(rule), looking)).filter(({ kind }) => kind === 'unused');
  }

  /** Whether every file was examined once. */
  private get isKnown(): boolean {
    const { documents, stale } = this.project;
    return stale.size === 0 && [...documents.keys()].every((one) => this.practices.has(one));
  }

  meaningOf(path: string, specifier: string): string | null {
    this.know();
    return this.project.meaningOf(path, specifier);
  }

  declared(): readonly Declared[] {
    return this.declarationPaths().map((path) => ({ path, mistakes: this.mistakesSaid(path) }));
  }

  /** Every caley.yaml and file of packs, sorted. */
  private declarationPaths(): readonly string[] {
    this.know();
    return [...this.declarations.paths, ...this.packFiles.keys()].sort(compare);
  }

  trace(): Trace {
    return this.project.trace();
  }

  isExcluded(path: string): boolean {
    this.settle();
    return this.lookings.excludedBy(path) !== null;
  }

  /** Of a caley.yaml or a file of packs. */
  viewOf(path: string): FileView | null {
    const text = this.packFiles.get(path);
    return text === undefined ? this.declarations.view(path) : { path, version: 0, text, lines: new LineIndex(text), language: path.endsWith('.md') ? 'markdown' : 'yaml', syntaxErrors: [] };
  }

  /** Once all files are known, also what is accepted and nobody finds. */
  mistakesIn(path: string): readonly Mistake[] {
    const said = this.mistakesSaid(path);
    const unneeded = this.declarations.readingOf(path) !== null && this.isKnown && this.isWhole(path) ? this.unneededIn(path, this.practices) : [];
    return unneeded.length === 0 ? said : [...said, ...unneeded].sort((a, b) => a.range.start - b.range.start);
  }

  private mistakesSaid(path: string): readonly Mistake[] {
    this.settle();
    const reading = this.declarations.readingOf(path);
    if (reading === null) return this.packFiles.has(path) ? this.mistakesInPack(path) : (this.examine(path)?.mistakes ?? []);
    const { project } = this;
    const missing = missingFunctions(path, reading.declaration.trust, this.declarations.trust.folders, {
      files: project.documents,
      namesIn: (file) => project.namesIn(file),
      imported: () => project.imported(),
      textOf: (file) => project.documents.get(file)?.text ?? '',
      isWhole: (file) => this.isWhole(file),
    });
    project.trim();
    const { api, packs } = reading.declaration;
    const unread = [...this.apiDocuments.mistakesOf({ path, api }), ...mistakesInNames(path, packs, this.packs)];
    const view = this.declarations.view(path);
    const comments = view === null ? [] : faultySuppressions(suppressionsIn(view, this.known.policy, this.options.today).mistakes, this.books.for(path).suppressions, view.text).mistakes;
    const accepting = this.lookings.mistakesIn(path, null, () => true);
    return [...reading.mistakes, ...unread, ...missing, ...comments, ...accepting].sort((a, b) => a.range.start - b.range.start);
  }

  private mistakesInPack(path: string): readonly Mistake[] {
    return [...unreadIn(this.ownPacks), ...this.known.mistakes].filter(({ file }) => file === path).sort((a, b) => a.range.start - b.range.start);
  }

  /** Comments of a caley.yaml that hide nothing. */
  private faultsIn(path: string): readonly Reported[] {
    const view = this.declarations.view(path);
    return view === null ? [] : faultySuppressions(suppressionsIn(view, this.known.policy, this.options.today).mistakes, this.books.for(path).suppressions, view.text).faults;
  }

  /** A file that is not being edited gives back what is quickly made again. */
  private rest(path: string): void {
    this.project.documents.get(path)?.rest();
    this.project.sourceAt(path)?.rest();
  }

  fixesFor(finding: Finding, answer: Answer): readonly OfferedFix[] {
    const { known: { policy, models }, project, declarations } = this;
    const path = isDeclaration(finding.file) ? finding.file : declarations.ruling(finding.file);
    const [view, reading] = path === null ? [null, null] : [declarations.view(path), declarations.readingOf(path)];
    const app = (): AppFacts => appFactsAt(folderOf(path ?? ''), [], (manifest) => project.manifestAt(manifest));
    const none = path === null && this.isWhole('') ? newRuling(policy, app) : null;
    const ruling = path === null || view === null || reading === null ? none : { path, text: view.text, reading, app, isNew: false };
    return offeredFixes(finding, project.documents.get(finding.file) ?? null, ruling, { policy, settings: models.settings }, this.examined.get(finding.file)?.identities.get(finding.identity) ?? null, answer);
  }

  revealAt(document: Document, offset: number): string {
    this.settle();
    const source = this.project.sourceAt(document.path);
    const text = source === null ? '' : reveal(this.evaluator, source, offset);
    this.project.trim();
    return text;
  }

  get observing(): Observing {
    this.settle();
    const { project, evaluator, known: { policy } } = this;
    return {
      files: [...project.documents.keys()].sort(compare),
      manifest: (path) => project.manifestAt(path),
      shown: (path) => {
        const source = project.sourceAt(path);
        const document = project.documents.get(path);
        const shown = source === null || document === undefined ? [] : observe(evaluator, policy, source).map((one) => ({ observed: one, line: document.lineOf(one.range.start) + 1 }));
        this.rest(path);
        project.trim();
        return shown;
      },
    };
  }

  private forget(path: string): void {
    this.project.remove(path);
    this.declarations.remove(path);
    this.skips.delete(path);
    this.examined.delete(path);
    this.practices.delete(path);
  }

  /** Files that were left out, and those in which the analysis was cut short. */
  private skipped(): readonly Skipped[] {
    this.settle();
    const excluded = [...this.project.documents.keys()].flatMap((path) => excludedFile(path, this.lookings.excludedBy(path)));
    const cut = [...this.examined.values()].flatMap(({ document: { path }, cuts }): readonly Skipped[] => (cuts === 0 ? [] : [cutShort(path)]));
    return [...this.skips.values(), ...excluded, ...cut].sort((a, b) => compare(a.file, b.file));
  }

  private examineDocument(document: Document): Examined {
    const book = this.books.for(document.path);
    if (this.lookings.excludedBy(document.path) !== null) return { document, book, openRequests: 0, reported: [], practices: noPractices, weakened: 0, mistakes: [], cuts: 0, mentions: new Set(), identities: new Map() };
    const packs = this.reach.packsAt(document.path);
    const looking = this.lookings.of(document.path);
    const { policy } = this.known;
    const { today } = this.options;
    const source = this.project.sourceAt(document.path);
    const { findings, disclosed, set: settings } = judgeDocument(document, book, this.project, this.evaluator, this.known.models, today);
    const commented = { file: document.path, text: document.text, lines: document.lines, comments: document.graph.comments, rules: policy.rules, today };
    const { suppressions, mistakes: faulty } = parseSuppressions(commented);
    const { faults, mistakes } = faultySuppressions(faulty, book.suppressions, document.text);
    const ran = (id: string): boolean => this.books.isOn(policy.rules.get(id), looking) && this.reach.holds(id, packs);
    const undeclared = undeclaredIn(document, source, book, (finding) => suppressionOf(finding, suppressions, document.lines));
    const unused = unusedSuppressions(document.path, suppressions, undeclared === null ? findings : [...findings, undeclared.told.finding], document.lines, ran);
    const accepted = this.lookings.acceptedIn(document.path, findings, document);
    const shown = findings.filter((finding) => confidences.indexOf(finding.confidence) >= confidences.indexOf(this.configuration.minimumConfidence));
    const reported = shown
      .map((finding): Reported => ({ finding, suppression: suppressionOf(finding, suppressions, document.lines) ?? accepted.get(finding.identity) ?? null }))
      .concat(faults)
      .sort((a, b) => a.finding.range.start - b.finding.range.start);
    const weakened = book.policy.settingOf(document.path) === null ? 0 : findings.length - shown.length;
    const open = source === null || !book.holdsRequests ? 0 : openRequests(this.evaluator, book.apis, source);
    const scopes = scopesShownIn(this.evaluator, book, document, source);
    return { document, book, openRequests: open, reported, practices: practicesIn([...findings, ...disclosed], document.text, this.declarations.sought, { accepted: [...new Set([...accepted.values()].map(({ index }) => index))], scopes, settings, undeclared }), weakened, mistakes: [...mistakes, ...unused], cuts: source?.cuts ?? 0, mentions: mentionsOf(findings), identities: looking === null || looking.folder === '' ? new Map() : identitiesFrom(document.path.slice(looking.folder.length + 1), findings) };
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
