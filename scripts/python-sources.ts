/**
 * Which modules of Python lie below some folders? Files are read when they are asked for, and once. Must not run anything of theirs.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { PythonDeclarations, PythonReader } from './python-declarations';
import type { PythonModules } from './python-walk';

export class PythonSources implements PythonModules {
  private readonly known = new Map<string, PythonDeclarations | null>();

  /** `roots`: folders from which modules are imported. */
  constructor(
    private readonly reader: PythonReader,
    private readonly roots: readonly string[],
  ) {}

  isPackage(module: string): boolean {
    return this.declarations(module) !== null;
  }

  declarations(module: string): PythonDeclarations | null {
    let found = this.known.get(module);
    if (found === undefined) this.known.set(module, (found = this.read(module)));
    return found;
  }

  private read(module: string): PythonDeclarations | null {
    const places = this.roots.map((root) => join(root, ...module.split('.')));
    const files = places.flatMap((place) => [`${place}.pyi`, `${place}.py`, join(place, '__init__.pyi'), join(place, '__init__.py')]).filter((file) => existsSync(file));
    const texts = files.map((file) => this.reader.read(readFileSync(file, 'utf8')));
    const open = texts.find((each) => each.open !== null)?.open ?? (places.some(isCompiled) ? 'it is compiled' : null);
    if (texts.length === 0 && open === null && !places.some((place) => existsSync(place) && statSync(place).isDirectory())) return null;
    const names = new Map(texts.flatMap((each) => [...each.names.keys()]).map((name) => [name, texts.flatMap((each) => each.names.get(name) ?? [])]));
    return { names, stars: texts.flatMap(({ stars }) => stars), open };
  }
}

/** Whether a module is a library of the machine: `_json.cpython-311-x86_64-linux-gnu.so`. */
function isCompiled(place: string): boolean {
  const name = basename(place);
  return existsSync(dirname(place)) && readdirSync(dirname(place)).some((file) => file.startsWith(`${name}.`) && file.endsWith('.so'));
}
