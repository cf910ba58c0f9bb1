/** A fake workspace as one that does all of the work. */
import { noPractices } from '../../src/workspace';
import type { Part, Workspace } from '../../src/workspace';

export function createFakePart(workspace: Workspace): Part {
  return {
    configure: (configuration) => workspace.apply({ type: 'configure', configuration }),
    apply: (change) => workspace.apply(change),
    place: (path, text) => workspace.apply({ type: 'write', path, text: text(), version: 0 }),
    policy: workspace.snapshot().policy,
    survey: () => null,
    learn: () => undefined,
    meaningOf: () => null,
    declared: () => [],
    held: () => [],
    trace: () => ({ readers: [], asked: [], cut: [] }),
    judge: (path) => {
      const snapshot = workspace.snapshot();
      return { path, findings: snapshot.findings(path), weakened: 0, mistakes: snapshot.mistakes(path), isCut: false, openRequests: 0, excludedBy: null, practices: noPractices };
    },
  };
}
