/**
 * Do models say what can hold? Finds kinds nobody knows, paths nothing reaches,
 * facts said twice or without what they need. Must not change what is compiled.
 */
import type { Mistake } from '../policy';
import { parsePath, printPath } from './path';
import type { Path, Step } from './path';
import { printOrigin } from './origin';
import { unsetAt } from './unset';
import type { ModelReading } from './read';
import type { Model, ModelEntry, PackageEcosystem } from './types';

/** What the packs know of kinds (`sink.log`) and parties (`segment`). */
export interface Known {
  isKind(id: string): boolean;
  /** The category of a party, as `sink.share.<category>` has it; null where there is no such party. */
  partyCategory(id: string): string | null;
}

/**
 * Mistakes in models that read well, each at its place in its file, in the order of
 * the readings, to which they are added too. Empty means that every entry can be reached and has all it needs.
 * `beside`: models that were verified before and hold too.
 */
export function verifyModels(readings: readonly ModelReading[], known: Known, beside: readonly Model[] = []): readonly Mistake[] {
  const models = readings.flatMap(({ model }) => model ?? []);
  const declared = new Set<string>();
  for (const model of [...beside, ...models]) {
    for (const ecosystem of ecosystemsOf(model)) {
      for (const type of model.types.keys()) declared.add(qualified(model, ecosystem, type));
      if (model.ecosystem === 'global') declared.add(qualified(model, ecosystem, 'global'));
    }
  }
  const said = new Map<string, string>();
  const packages = new Set(models.map(packageOf));
  for (const model of beside) {
    if (!packages.has(packageOf(model))) continue;
    for (const entry of model.entries) {
      const key = keyOf(model, entry);
      if (key !== null) said.set(key, `the bundled ${model.file}`);
    }
  }
  return readings.flatMap((reading) => {
    if (reading.model === null) return [];
    const before = reading.mistakes.length;
    new ModelVerifier(reading, reading.model, known, declared, said).verify();
    return reading.mistakes.slice(before);
  });
}

/** In whose files the model holds. */
function ecosystemsOf(model: Model): readonly PackageEcosystem[] {
  if (model.ecosystem === 'npm' || model.ecosystem === 'pypi') return [model.ecosystem];
  return model.for === null ? ['npm', 'pypi'] : [model.for];
}

/** `npm global Response`, `npm npm http ClientRequest`: a type's name across models, as files of an ecosystem see it. */
function qualified(model: Model, ecosystem: PackageEcosystem, name: string): string {
  const colon = name.lastIndexOf(':');
  const owner = colon < 0 ? model.package : name.slice(0, colon);
  const local = name.slice(colon + 1);
  if (owner === 'global' || (colon < 0 && model.ecosystem === 'global')) return `${ecosystem} global ${local}`;
  return `${ecosystem} ${model.ecosystem} ${owner} ${local}`;
}

/** `npm pino`; the models of a runtime are one. */
function packageOf({ ecosystem, package: name }: Model): string {
  return ecosystem === 'npm' || ecosystem === 'pypi' ? `${ecosystem} ${name}` : ecosystem;
}

/** What an entry says at which place; null where its path does not read. */
function keyOf(model: Model, { at, fact }: ModelEntry): string | null {
  const parsed = parsePath(at);
  if (!('value' in parsed)) return null;
  const { is, passes, sanitizes, value, schema, instanceOf, tests, gates, event, when, versions } = fact;
  const condition = when === null ? '' : JSON.stringify([...when]);
  return [packageOf(model), model.for, printPath(parsed.value), is, passes.map(printOrigin).join(), sanitizes, JSON.stringify([value, schema, instanceOf, tests, gates, event, versions]), condition].join(' ');
}

class ModelVerifier {
  private readonly used = new Set<string>();

  constructor(
    private readonly reading: ModelReading,
    private readonly model: Model,
    private readonly known: Known,
    private readonly declared: ReadonlySet<string>,
    private readonly said: Map<string, string>,
  ) {}

  verify(): void {
    for (const entry of this.model.entries) this.entry(entry);
    for (const [name, paths] of this.model.types) for (const path of paths) this.typePath(name, path);
    for (const { are } of this.model.conventions) this.used.add(are);
    for (const [name, paths] of this.model.types) {
      if (paths.length === 0 && !this.used.has(name)) this.reading.reportType(name, `Nothing is said of the type "${name}".`);
    }
  }

  private typePath(name: string, text: string): void {
    const parsed = parsePath(text);
    if (!('value' in parsed)) return;
    const mistake = (message: string): void => this.reading.reportType(name, `Path "${text}": ${message}`);
    this.root(parsed.value, mistake);
    this.steps(parsed.value, mistake);
  }

  private entry(entry: ModelEntry): void {
    const parsed = parsePath(entry.at);
    if (!('value' in parsed)) return;
    const path = parsed.value;
    const at = (key: string) => (message: string): void => { this.reading.report(entry, key, message); };
    this.root(path, at('at'));
    this.steps(path, at('at'));
    const { is, sanitizes, party, passes, schema, when, versions, unset, url } = entry.fact;
    if (is !== null && !this.known.isKind(is)) at('is')(`No kind is called "${is}".`);
    if (sanitizes !== null && (!sanitizes.startsWith('sanitizer.') || !this.known.isKind(sanitizes))) at('sanitizes')(`No sanitizer is called "${sanitizes}".`);
    this.party(party, is, at);
    if (url.length > 0 && is?.startsWith('sink.http.') !== true) at('url')('Only a sink.http has a url.');
    if (url.length === 0 && is !== null && /^sink\.http\.(body|query|headers)$/.test(is)) at('is')(`A ${is} says where the url of its request stands.`);
    if (versions !== null && this.model.ecosystem !== 'npm' && this.model.ecosystem !== 'pypi') at('versions')('Only packages have versions.');
    if (unset.length > 0 && unsetAt(path) === null) at('unset')('An option is a field of an argument, or a keyword.');
    if (entry.example === '') at('at')('An entry has an example.');
    const calls = path.steps.some(isOfCall) || path.root.kind === 'type';
    // What an element is called is no argument.
    const isConditional = when !== null && [...when.keys()].some((where) => where !== 'element');
    if (!calls && (passes.length > 0 || isConditional || url.length > 0)) at(passes.length > 0 ? 'passes' : isConditional ? 'when' : 'url')('The path has no call that this could be relative to.');
    if (!calls && schema.some((part) => part.of !== null)) at('schema')('The path has no call that this could be relative to.');
    this.twice(entry);
  }

  private party(party: string | null, is: string | null, at: (key: string) => (message: string) => void): void {
    if (party === null) {
      if (is?.startsWith('sink.share.') === true) at('is')('A sink.share says which party receives.');
      return;
    }
    const category = this.known.partyCategory(party);
    if (category === null) at('party')(`No party is called "${party}".`);
    else if (is?.startsWith('sink.') !== true) at('party')('Only a sink has a party.');
    else if (is.startsWith('sink.share.') && is !== `sink.share.${category}`) at('is')(`"${party}" is of the category ${category}.`);
  }

  /** The same fact at the same place, in this model or another of the package. */
  private twice(entry: ModelEntry): void {
    const key = keyOf(this.model, entry);
    if (key === null) return;
    const before = this.said.get(key);
    if (before !== undefined) this.reading.report(entry, 'at', `This was said before in ${before}.`);
    else this.said.set(key, this.model.file);
  }

  private root(path: Path, mistake: (message: string) => void): void {
    if ((path.root.kind === 'any') !== (this.model.ecosystem === 'any')) {
      mistake(path.root.kind === 'any' ? '"<any>" belongs into models/any.' : 'Paths of models/any begin with "<any>".');
      return;
    }
    if (path.root.kind !== 'type') return;
    const name = path.root.package === null ? path.root.name : `${path.root.package}:${path.root.name}`;
    if (path.root.package === null) this.used.add(path.root.name);
    if (!ecosystemsOf(this.model).every((ecosystem) => this.declared.has(qualified(this.model, ecosystem, name)))) mistake(`No type "${name}" is declared.`);
  }

  /** Steps that nothing can take after those before them. */
  private steps(path: Path, mistake: (message: string) => void): void {
    path.steps.forEach((step, i) => {
      const before = path.steps[i - 1];
      if (step.kind === 'receiver' && before?.kind !== 'member' && before?.kind !== 'any-member') mistake('"receiver" follows the member that is called.');
      if (step.kind === 'parameter' && path.root.kind !== 'type' && !path.steps.slice(0, i).some(isHandedIn)) mistake('A parameter belongs to a function that is handed in as an argument or assigned.');
      if ((step.kind === 'new' || step.kind === 'argument') && before?.kind === 'argument') mistake(`An argument is not itself ${step.kind === 'new' ? 'constructed' : 'called'}.`);
    });
  }
}

function isOfCall(step: Step): boolean {
  return step.kind === 'call' || step.kind === 'new' || step.kind === 'argument' || step.kind === 'parameter' || step.kind === 'receiver' || step.kind === 'decorated';
}

/** A function comes to stand there from outside: as an argument, or assigned to a member (`request.onsuccess = …`). */
function isHandedIn(step: Step): boolean {
  return step.kind === 'argument' || step.kind === 'decorated' || step.kind === 'member' || step.kind === 'any-member';
}
