export type { EditVerbs, Grammars, Language, Tree } from './language';
export { javascriptLanguages } from './javascript';
export { languageOf } from './language';
