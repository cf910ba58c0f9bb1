/**
 * Which languages are there? Of programs first, then notations of configuration. Must not say what any is good for.
 */
import { confLanguages } from './conf';
import { dataLanguages } from './data';
import { dockerfileLanguages } from './dockerfile';
import { dotenvLanguages } from './dotenv';
import { firebaseRulesLanguages } from './firebase-rules';
import { hclLanguages } from './hcl';
import { htmlLanguages } from './html';
import { javascriptLanguages } from './javascript';
import { jsonLanguages } from './json';
import type { Language } from './language';
import { notebookLanguages } from './notebook';
import { prismaLanguages } from './prisma';
import { propertiesLanguages } from './properties';
import { pythonLanguages } from './python';
import { requirementsLanguages } from './requirements';
import { tomlLanguages } from './toml';
import { yamlLanguages } from './yaml';

/** What scripts in pages are written in. */
const scripts = javascriptLanguages.filter(({ id }) => id === 'javascript');

/** Programs in the cells of a file that is JSON. */
const notebooks = pythonLanguages.flatMap((script) => jsonLanguages.flatMap((notation) => notebookLanguages(script, notation)));

/** Where several know a file's name, the first has it. */
export const languages: readonly Language[] = [...javascriptLanguages, ...pythonLanguages, ...notebooks, ...scripts.flatMap(htmlLanguages), ...prismaLanguages, ...hclLanguages, ...dockerfileLanguages, ...yamlLanguages, ...jsonLanguages, ...tomlLanguages, ...dotenvLanguages, ...propertiesLanguages, ...confLanguages, ...firebaseRulesLanguages, ...requirementsLanguages, ...dataLanguages];
