/**
 * Where do look-ups begin? Hands each to the models that hold in files of its
 * ecosystem. Must not look into places: see library.ts.
 */
import { fingerprint } from '../text';
import { Library } from './library';
import { noSettingModels } from './settings';
import type { SettingModels } from './settings';
import type { Conventional, Ecosystem, Installed, Model, Models, PackageEcosystem, Place } from './types';

/**
 * Compiles models; entries whose path does not read are left out (`readModel` has
 * reported them). Models of one package, in several files, are one. The answer to a
 * look-up does not depend on those before it. Ecosystems without packages of their own know nothing.
 */
export function compileModels(models: readonly Model[], settings: SettingModels = noSettingModels): Models {
  return new CompiledModels(models, settings);
}

class CompiledModels implements Models {
  private readonly libraries: Partial<Record<PackageEcosystem, Library>> = {};
  private readonly declaring: ReadonlyMap<string, string>;
  private known: string | null = null;
  private readonly nothing = new Library('npm', []);

  constructor(readonly all: readonly Model[], readonly settings: SettingModels) {
    this.declaring = new Map(all.flatMap((model) => (model.declaredIn === null ? [] : [model.package, ...model.also].map((name) => [`${model.ecosystem} ${name}`, model.declaredIn ?? ''] as const))));
  }

  get hash(): string {
    return (this.known ??= fingerprint([...this.all.map(({ hash }) => hash), this.settings.hash].join('\n')));
  }

  /** Made when a file of the ecosystem is first looked at: most projects have one language. */
  private libraryOf(ecosystem: Ecosystem): Library {
    return ecosystem === 'npm' || ecosystem === 'pypi' ? (this.libraries[ecosystem] ??= new Library(ecosystem, this.all)) : this.nothing;
  }

  package(ecosystem: Ecosystem, specifier: string, installed?: Installed): Place | null {
    return this.libraryOf(ecosystem).package(specifier, installed);
  }

  global(ecosystem: Ecosystem, name: string): Place | null {
    return this.libraryOf(ecosystem).global(name);
  }

  guess(ecosystem: Ecosystem, name: string): Place | null {
    return this.libraryOf(ecosystem).guess(name);
  }

  any(ecosystem: Ecosystem): Place {
    return this.libraryOf(ecosystem).any;
  }

  type(ecosystem: Ecosystem, specifier: string, name: string, installed?: Installed): Place | null {
    return this.libraryOf(ecosystem).type(specifier, name, installed);
  }

  declaredIn(ecosystem: Ecosystem, specifier: string): string | null {
    return this.declaring.get(`${ecosystem} ${specifier}`) ?? null;
  }

  versioned(ecosystem: Ecosystem): ReadonlySet<string> {
    return this.libraryOf(ecosystem).versioned;
  }

  telling(ecosystem: Ecosystem): ReadonlySet<string> {
    return this.libraryOf(ecosystem).telling;
  }

  conventions(ecosystem: Ecosystem): readonly Conventional[] {
    return this.libraryOf(ecosystem).conventions();
  }

  globalType(ecosystem: Ecosystem, name: string): Place | null {
    return this.libraryOf(ecosystem).globalType(name);
  }
}
