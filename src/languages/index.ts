export type { EditVerbs, FieldRead, Grammars, Language, ObjectProperty, ProjectFiles, Protection, ProtectionKind, Resolver, Tree } from './language';
export { javascriptLanguages } from './javascript';
export { pythonLanguages } from './python';
export { prismaLanguages } from './prisma';
export { languageOf } from './language';
export { printPins } from './pins';
export type { Pin, PinReader } from './pins';
