/** The shipped model packs, read once, and the places that an entry's path leads to. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { parsePath, readModel } from '../../src/models';
import type { Installed, Model, ModelReading, Models, Path, Place } from '../../src/models';
import type { PackFile } from '../../src/policy';

const root = join(import.meta.dirname, '../../src/packs');

export function modelFiles(): readonly PackFile[] {
  return readdirSync(join(root, 'models'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(root, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

let readings: readonly ModelReading[] | undefined;

export function modelReadings(): readonly ModelReading[] {
  return (readings ??= modelFiles().map(readModel));
}

/** Every place that a path of a model leads to; ranges of arguments are looked at up to eight beyond their beginning. */
export function placesAt(models: Models, model: Model, text: string, installed?: Installed): ReadonlySet<Place> {
  const parsed = parsePath(text);
  if (!('value' in parsed)) return new Set();
  let { steps } = parsed.value;
  let here = rootsOf(models, model, parsed.value, installed);
  if (here === null) {
    const [first, ...rest] = steps;
    steps = rest;
    const name = model.ecosystem === 'guess' ? (one: string) => models.guess(fileEcosystemOf(model), one) : (one: string) => models.global(fileEcosystemOf(model), one);
    here = first?.kind === 'member' ? first.names.map(name) : [];
  }
  for (const step of steps) here = here.flatMap((place) => (place === null ? [] : stepFrom(place, step)));
  return new Set(here.filter((place) => place !== null));
}

function isPackage(model: Model): boolean {
  return model.ecosystem === 'npm' || model.ecosystem === 'pypi';
}

/** The ecosystem of a file in which the model holds; where it holds in all, npm. */
export function fileEcosystemOf(model: Model): 'npm' | 'pypi' {
  if (model.ecosystem === 'npm' || model.ecosystem === 'pypi') return model.ecosystem;
  return model.for ?? 'npm';
}

/** What the first of the paths that make a type of guesses leads to: types of guesses are no names themselves. */
function guessedAs(models: Models, model: Model, type: string): (Place | null)[] {
  const [path] = model.types.get(type) ?? [];
  return path === undefined ? [] : [...placesAt(models, model, path)];
}

/** Null where the path begins with a global's name. */
function rootsOf(models: Models, model: Model, { root: from }: Path, installed?: Installed): (Place | null)[] | null {
  if (from.kind === 'any') return [models.any(fileEcosystemOf(model))];
  if (from.kind === 'package') return isPackage(model) ? [model.package, ...model.also].map((name) => models.package(model.ecosystem, name, installed)) : null;
  if (from.package === 'global' || (from.package === null && model.ecosystem === 'global')) return [models.globalType(fileEcosystemOf(model), from.name)];
  if (model.ecosystem === 'guess') return guessedAs(models, model, from.name);
  const owners = from.package === null ? [model.package, ...model.also] : [from.package];
  return owners.map((owner) => models.type(model.ecosystem, owner, from.name, installed));
}

function stepFrom(place: Place, step: Path['steps'][number]): (Place | null)[] {
  switch (step.kind) {
    case 'member':
      return step.names.map((name) => place.member(name));
    case 'any-member':
      return [place.member('any name at all')];
    case 'call':
      return [place.returned()];
    case 'new':
      return [place.constructed()];
    case 'receiver':
      return [place.receiver()];
    case 'decorated':
      return [place.decorated()];
    case 'element':
      return [place.element()];
    case 'argument':
    case 'parameter':
      return step.at.flatMap((selector) => {
        if (selector.kind === 'keyword') return [place.argument(0, selector.name)];
        const { low, high } = selector;
        const indexes = Array.from({ length: (high ?? low + 8) - low + 1 }, (_, i) => low + i);
        return indexes.map((i) => (step.kind === 'argument' ? place.argument(i, null) : place.parameter(i)));
      });
  }
}
