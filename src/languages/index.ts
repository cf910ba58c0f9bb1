export type {
  Argument, Call, EditVerbs, FieldRead, Grammars, Idiom, IdiomFunction, Language, ModuleImport, ObjectProperty, ProjectFiles, Protection, ProtectionKind,
  Resolver, SettingVerbs, Snippet, TextPart, Tree, Unfolded, WrittenValue,
} from './language';
export { javascriptLanguages } from './javascript';
export { pythonLanguages } from './python';
export { prismaLanguages } from './prisma';
export { hclLanguages } from './hcl';
export { dockerfileLanguages } from './dockerfile';
export { yamlLanguages } from './yaml';
export { jsonLanguages } from './json';
export { tomlLanguages } from './toml';
export { dotenvLanguages } from './dotenv';
export { propertiesLanguages } from './properties';
export { confLanguages } from './conf';
export { firebaseRulesLanguages } from './firebase-rules';
export { requirementsLanguages } from './requirements';
export { languages } from './all';
export { isNamed } from './file-names';
export { folderOf, foldersFrom, nameOf, pathWithin } from './project-paths';
export { languageOf, readText } from './language';
export { allPins, parsePins, printPins } from './pins';
export type { Pin, PinReader, WantedPins } from './pins';
