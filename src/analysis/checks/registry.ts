/**
 * Which checks are code? Each by the name that its rule's YAML calls it. Must hold nothing else.
 */
import type { Check } from './check';
import { confusablePackage } from './confusable-package';
import { deprecatedOperation } from './deprecated-operation';
import { droppedPromise } from './dropped-promise';
import { hiddenBranding } from './hidden-branding';
import { patchedParts } from './patched-parts';
import { privateParts } from './private-parts';
import { swallowedFailure } from './swallowed-failure';
import { undeclaredScope } from './undeclared-scope';
import { undocumentedParameter } from './undocumented-parameter';
import { unexplainedCollection } from './unexplained-collection';
import { unheededLimit } from './unheeded-limit';
import { unpublishedEndpoint } from './unpublished-endpoint';

export const checks: ReadonlyMap<string, Check> = new Map(Object.entries({
  'confusable-package': confusablePackage,
  'deprecated-operation': deprecatedOperation,
  'dropped-promise': droppedPromise,
  'hidden-branding': hiddenBranding,
  'patched-parts': patchedParts,
  'private-parts': privateParts,
  'swallowed-failure': swallowedFailure,
  'undeclared-scope': undeclaredScope,
  'undocumented-parameter': undocumentedParameter,
  'unexplained-collection': unexplainedCollection,
  'unheeded-limit': unheededLimit,
  'unpublished-endpoint': unpublishedEndpoint,
}));
