/**
 * Which applications are there in what was examined, what does each declare, and which rules looked after all of them? Must not look at what the code shows.
 */
import type { Declared, Policy } from '../../policy';
import type { ApplicationFacts, ProofFacts } from './facts';

/** What is asked for it; a workspace's snapshot answers. */
export interface DeclaredSource {
  readonly policy: Policy;
  readonly files: readonly string[];
  readonly declarations: readonly string[];
  declared(path: string): Declared | null;
  /** The path of the caley.yaml that rules a file; null where none does. */
  ruling(path: string): string | null;
}

export type DeclaredApplication = Pick<ApplicationFacts, 'declaration' | 'declared'>;

export interface Applications extends Pick<ProofFacts, 'isApplied'> {
  /** Sorted by their declarations, files without one first. */
  readonly applications: readonly DeclaredApplication[];
}

/** Files without a caley.yaml are an application of their own where there are any, or nothing else. */
export function applicationsIn(source: DeclaredSource, drafts: boolean): Applications {
  const read = source.declarations.flatMap((declaration): readonly DeclaredApplication[] => {
    const declared = source.declared(declaration);
    return declared === null ? [] : [{ declaration, declared }];
  });
  const applications = read.length === 0 || source.files.some((path) => source.ruling(path) === null) ? [{ declaration: null, declared: null }, ...read] : read;
  // What one application switches off did not look at all of the code.
  const off = new Set(read.flatMap(({ declared }) => [...(declared?.rules?.value ?? [])].flatMap(([id, said]) => (said.value === 'off' ? [id] : []))));
  return {
    applications: [...applications].sort((a, b) => ((a.declaration ?? '') < (b.declaration ?? '') ? -1 : 1)),
    isApplied: (rule) => !off.has(rule) && (drafts || source.policy.rules.get(rule)?.state === 'stable'),
  };
}
