/** The log tells how the answer turned out, not what was in it. */
import type { Fix, FixContext } from './fix';

export const statusInstead: Fix = {
  id: 'status-instead',
  safety: 'review',
  title: (context) => `Use \`${context.finding.value}.${fieldFor(context)}\` instead`,
  apply: (context) => {
    const { finding, language, tree, policy } = context;
    const { value } = finding.places;
    if (finding.kinds.length === 0 || !finding.kinds.every((kind) => policy.kinds.isA(kind, 'data.object.response'))) return null;
    // Its body has no status.
    const name = language.edits.fieldRead(tree, value)?.name ?? '';
    return /^(?:res|resp|response|answer|reply)$/i.test(name) ? language.edits.readField(tree, value, fieldFor(context)) : null;
  },
};

/** As fetch, axios and got have it; as requests and httpx do. */
function fieldFor({ language }: FixContext): string {
  return language.ecosystem === 'pypi' ? 'status_code' : 'status';
}
