/**
 * Which checks are code? Each by the name that its rule's YAML calls it. Must hold nothing else.
 */
import type { Check } from './check';
import { deprecatedOperation } from './deprecated-operation';
import { privateParts } from './private-parts';
import { undocumentedParameter } from './undocumented-parameter';
import { unpublishedEndpoint } from './unpublished-endpoint';

export const checks: ReadonlyMap<string, Check> = new Map(Object.entries({
  'deprecated-operation': deprecatedOperation,
  'private-parts': privateParts,
  'undocumented-parameter': undocumentedParameter,
  'unpublished-endpoint': unpublishedEndpoint,
}));
