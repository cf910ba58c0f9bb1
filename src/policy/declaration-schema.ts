/**
 * How does an editor check and complete a caley.yaml? Its form as JSON schema. Must not add anything to the form.
 */
import { declarationForm, declarationVersion } from './declaration-form';
import type { DeclarationVocabulary, JsonSchema } from './declared-form';

/** For editors that read JSON schema, draft 7. */
export function declarationSchema(vocabulary: DeclarationVocabulary): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#', title: `caley.yaml, version ${String(declarationVersion)}`,
    ...declarationForm.schema(vocabulary), required: ['version'],
  };
}
