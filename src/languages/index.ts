export type { EditVerbs, FieldRead, Grammars, Language, ObjectProperty, Protection, ProtectionKind, Tree } from './language';
export { javascriptLanguages } from './javascript';
export { languageOf } from './language';
