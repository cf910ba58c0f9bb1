/**
 * What may stand in a company's own model of a package? Every key with what it means, as JSON schema for who completes it. Must not check
 * anything: read.ts does, and the tests hold the two together.
 */
import { constant, described, either, idOf, itemsOf, listOf, mapOf, number, oneOf, phrase, recordOf, suggested } from '../policy';
import type { DeclarationVocabulary, Form, JsonSchema } from '../policy';
import { argumentPosition, conditionPlace, gateWays, packageEcosystems, subpathWords } from './read';

const name = phrase();
const names = listOf(name);
/** Places relative to a call; those that are written most are offered. */
const origins = listOf(suggested(() => ['argument[0]', 'argument[*]', 'receiver'], name));
const positions = (description: string): Form<unknown> => described(description, listOf(suggested(() => ['argument[0]', 'argument[1]'], phrase(argumentPosition))));

const entry = mapOf({
  at: described('The path to the place, as the code of who uses the package reads.', name),
  is: described('The kind of the place: a sink that data reaches, data that it gives, an option that rules look at.', idOf('kind', ({ kinds }) => kinds.all.keys())),
  passes: described('The places of the call whose data the place holds.', origins),
  sanitizes: described('Beside passes: what data goes through.', idOf('sanitizer', ({ kinds }) => [...kinds.all.keys()].filter((kind) => kind.startsWith('sanitizer.')))),
  value: described('The place is this constant.', constant),
  schema: described('The place describes values: fields, same or list with a place of the call, or plain, text, named.', listOf(suggested(() => ['plain', 'text', 'named', 'same receiver', 'fields argument[0]', 'list argument[0]'], name))),
  'instance-of': described('The place is a value that a schema describes, or a list of such.', suggested(() => ['receiver', 'list receiver'], name)),
  tests: positions('The place is true where the argument is.'),
  'chosen-by': positions('Beside passes: the function that says which elements are passed.'),
  only: positions('Beside passes: the arguments that list the keys that are passed.'),
  without: positions('Beside passes: the arguments that list the keys that are not.'),
  gates: described('The function at the place decides whether others run.', oneOf(...gateWays)),
  part: positions('Beside is: the argument that names the field that the place is.'),
  redacts: described('Beside is: where the keys are listed, or the function stands, that keep data from the place.', names),
  tells: described('The place is what an event of this name is sent with.', suggested(() => ['argument[0]'], name)),
  hears: described('The place is a function that receives events of this name.', suggested(() => ['argument[0]'], name)),
  party: described('Beside a sink: the party that receives.', idOf('party', ({ parties }) => parties.keys())),
  when: described('What arguments must be for all this to hold, by their positions or names.', recordOf(phrase(conditionPlace), either(
    listOf(constant),
    mapOf({ given: described('Whether anything is handed in.', oneOf('yes', 'no')) }, 'given'),
    mapOf({ 'not-starting': described('A text that begins with none of these words.', names) }, 'not-starting'),
  ))),
  versions: described('The versions of the package that it holds for, as semantic versioning has ranges.', name),
  unset: described('Beside an option: what it is where nobody writes it.', constant),
  url: described('Beside sink.http.*: the pieces of the request\'s address.', origins),
  example: described('Code of one line that reaches the place.', name),
  note: described('Why, for those who read the model.', name),
}, 'at');

const convention = mapOf({
  files: described('Patterns of paths.', names),
  exports: described('What such a file exports under these names; "*" for the module itself.', names),
  having: described('Names that the file has besides.', names),
  are: described('One of the types of this file, in angle brackets.', phrase(/^<[A-Za-z_$][\w$]*>$/)),
  takes: described('Parameters that such a function takes at most.', number(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)),
}, 'files', 'exports', 'are');

const model = mapOf({
  package: described('The name that code imports.', name),
  ecosystem: described('Where the file\'s folder does not say it.', oneOf(...packageEcosystems)),
  also: described('Further packages with the same exports.', names),
  distribution: described('In Python: the name that the package is installed under, where that is another.', name),
  'declared-in': described('The language of files in which a project declares types for the package.', name),
  subpaths: described('What package/x means: the package, its members, or nothing that is known.', oneOf(...subpathWords)),
  types: described('Types by name, with the paths that give their values.', recordOf(name, names)),
  undeclared: described('Paths that the package\'s own types lack, with the reason.', recordOf(name, name)),
  conventions: described('Functions that are handlers by the files and exports they stand in.', itemsOf(convention)),
  entries: described('What is known of the package\'s places.', itemsOf(entry)),
  note: described('Why, for those who read the model.', name),
}, 'package', 'entries');

/** For editors that read JSON schema, draft 7. */
export function modelSchema(vocabulary: DeclarationVocabulary): JsonSchema {
  return model.schema(vocabulary);
}
