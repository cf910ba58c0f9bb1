/**
 * Does each path of a model of PyPI exist in the sources of the package? It exists, it is missing, or it cannot be told, and why.
 * Must not choose versions nor fetch anything.
 */
import { parsePath } from '../src/models';
import type { Model, Path } from '../src/models';
import type { Place, PythonModules } from './python-walk';
import { PythonWalker } from './python-walk';
import { pathsOf } from './types-check';
import type { Judgement, ModelPath } from './types-check';

export class PypiCheck {
  private readonly walker: PythonWalker;
  private readonly types = new Map<string, readonly Place[]>();

  constructor(
    private readonly models: readonly Model[],
    private readonly modules: PythonModules,
  ) {
    this.walker = new PythonWalker(modules);
  }

  /** Each path of the model of which the package is at hand. */
  judged(model: Model): readonly (readonly [ModelPath, Judgement])[] {
    return pathsOf(model).map((path) => [path, this.judge(path)]);
  }

  judge({ model, at }: ModelPath): Judgement {
    const reason = model.undeclared.get(at);
    const parsed = parsePath(at);
    if (!('value' in parsed)) return { says: 'missing', messages: [parsed.message] };
    const { missing, unknown } = this.walk(model, parsed.value);
    const absent = this.specifiersOf(model).filter((name) => !this.modules.isPackage(name));
    if (missing.length > 0 && absent.length > 0) return { says: 'unknown', reasons: [`it may be in ${absent.join(' or ')}`] };
    if (missing.length > 0) return reason === undefined ? { says: 'missing', messages: missing } : { says: 'unknown', reasons: [reason] };
    return unknown.length > 0 ? { says: 'unknown', reasons: [...new Set(unknown)] } : { says: 'exists' };
  }

  private walk(model: Model, { root, steps }: Path): ReturnType<PythonWalker['walk']> {
    if (root.kind === 'any') return { ends: [], missing: [], unknown: ['it is a member of any value'] };
    if (root.kind === 'package') return this.walker.walk(this.packageOf(model), steps);
    const starts = this.typeOf(root.package ?? model.package, root.name);
    return starts.length === 0 ? { ends: [], missing: [], unknown: [`what "${root.name}" is`] } : this.walker.walk(starts, steps);
  }

  private packageOf(model: Model): readonly Place[] {
    return this.specifiersOf(model).map((module): Place => (this.modules.isPackage(module) ? { kind: 'module', module } : { kind: 'open', why: `"${module}" is not at hand` }));
  }

  /** What the paths of a type lead to; a class that is called is one, and so is an export of that name. */
  private typeOf(owner: string, name: string): readonly Place[] {
    const key = `${owner}:${name}`;
    const known = this.types.get(key);
    if (known !== undefined) return known;
    // A path of a type may begin with the type itself.
    this.types.set(key, []);
    let found: readonly Place[] = [];
    // Twice: later paths may give what earlier ones begin with.
    for (let round = 0; round < 2; round++) {
      found = this.models.filter((model) => model.package === owner).flatMap((model) => (model.types.get(name) ?? []).flatMap((text) => {
        const parsed = parsePath(text);
        return 'value' in parsed ? this.walk(model, parsed.value).ends : [];
      }));
      this.types.set(key, found);
    }
    return found;
  }

  /** Under which names the package is imported. */
  private specifiersOf({ package: name, also }: Model): readonly string[] {
    return [name, ...also];
  }
}
