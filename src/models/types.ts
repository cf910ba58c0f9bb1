/**
 * What does a library do with data? Models as typed data: facts at places,
 * where a place is an access path from a package's export.
 * Must not name a rule.
 *
 * Paths read like the code their user writes:
 *
 *     default().{info,warn}.argument[*]      call the export, a member of the result, each of its arguments
 *     createClient().set.argument[1]
 *     Queue.new().add.argument[0..1]         an instance
 *     <Logger>.child()                       a member of the named type (see `types`)
 *     request.argument[0].headers            a field of an argument: an option
 *     <any>.map.argument[0].parameter[0]     what a callback receives; `<any>`: a receiver of unknown origin
 *     <any>.push.receiver                    the receiver after the call
 *     Body().decorated                       what a decorator stands before: a parameter, a method
 *     process.env.NODE_TLS_REJECT_UNAUTHORIZED   a place that is read or assigned
 *     argument[name]                         a keyword argument
 *
 *     <any>.*  ."x-y"  []                    any member, a name that is no identifier, an element of a container
 *     <http:ClientRequest>.write             a type of another package; `global:` for the runtime's
 *
 * `default` on a package's root is the root itself: default import, namespace
 * import and require() are one place. Awaiting changes nothing: a promise is its value.
 * Names that are also steps (`argument`, `parameter`, `receiver`, `decorated`, `new`) are quoted when they mean a member.
 *
 * In Python a package is named as it is imported, and its submodules are its members: `django` says `http.HttpResponse()`,
 * and so does `django.http` with `HttpResponse()`. A class is called as a function is.
 * `conventions` say what functions are by the file that exports them. `files` are patterns of paths: one star stands for letters of a name, two for
 * folders, `{js,ts}` for either. `exports` are names (`default`, `POST`; fields after a dot: `default.fetch`, `actions.*`; `*` for the module with its variables), and `are: <Handler>` is the type whose place the function comes to stand at.
 * With `takes: 3` a function of more parameters is none.
 * `versions` says of which versions of the package an entry speaks (`>=11`, as semantic versioning has ranges): it holds in files that are known to get such a one.
 * Where the version is not known, or may be another by what package.json asks for, it holds only if it says so: `<11, unknown`. What is said of a sink or an option that is
 * wrong in some versions only goes without: no finding is better than a false one.
 * Models of the runtime (folders global, any, guess) say with `for: npm` or `for: pypi` that they hold in files of that ecosystem only.
 */
import type { KindId } from '../policy';
import type { SettingModels } from './settings';

/**
 * Whom a model speaks of: packages of npm or PyPI, or what needs no import: `global` are the runtime's own names
 * (`console`), `any` members of any value, `guess` what customary names stand for.
 */
export type Ecosystem = 'npm' | 'pypi' | 'global' | 'any' | 'guess';

/** Where packages come from. */
export type PackageEcosystem = 'npm' | 'pypi';

/**
 * A place relative to one call: where data comes from for `passes`.
 * `receiver`, `receiver[]` (its elements), `argument[0]`, `argument[*]`, `argument[1].body`, `argument[0]()` (what the callback returns).
 * `receiver[argument[0]]`: the field that an argument names (`row.get('email')`); any element where it does not fold.
 * Fields are followed first, then the call, then the element. Where a place is called by itself (`got(url)`), the receiver is the called value.
 */
export interface Origin {
  readonly from: 'receiver' | number | 'arguments' | { readonly keyword: string };
  /** The callback's return value rather than the callback. */
  readonly returned: boolean;
  /** Elements of the container. */
  readonly element: boolean;
  readonly fields: readonly string[];
  /** The position of the argument that names a field; null where none does. Not beside `element`. */
  readonly key: number | null;
}

/**
 * What arguments must be for the fact to hold, by position, keyword, field or element of the argument (`0`, `verify`, `1.algorithm`, `1.0`; `receiver.0` is that of the
 * call which began the chain, `createHash('md5').update(x)`, `before.0` that of the call just before; `element` is the name of the element in markup that has an attribute; of what is assigned the
 * arguments are those of the call that made its owner):
 * one of some constants (null where nothing is written: the beginning of `text[:3]`), or (`given: yes`) whatever is handed in, or (`given: no`) nothing, as far as that can be seen, or (`not-starting`) no text that is known to begin with one of some words, letters of either case (an SQL `select` stores nothing).
 */
export type Condition = ReadonlyMap<string, readonly Literal[] | NotStarting | Given>;

/** A constant as YAML writes it. */
export type Literal = string | number | boolean | null;

export interface Given {
  readonly given: boolean;
}

export interface NotStarting {
  /** In lower case. */
  readonly notStarting: readonly string[];
}

/**
 * What a schema says of the values it describes, with the place it says it of: that they have the `fields` of an object
 * (whose values are schemas in turn), are the `same` as another schema's, or a `list` of such; `plain`, `text` and `named` stand alone.
 */
export interface SchemaPart {
  readonly says: 'fields' | 'same' | 'list' | 'plain' | 'text' | 'named';
  readonly of: Origin | null;
}

/** The values that a schema (a class, a table, a type in angle brackets) at another place describes, or a list of them. */
export interface InstanceOf {
  readonly of: Origin;
  readonly isList: boolean;
}

/** What a function that stands before others decides about. */
export type Gate = 'later' | 'receiver' | 'decorated';

/** Where keys or functions stand that keep data from a sink. */
export interface Redaction {
  readonly by: Origin;
  /** Under which fields a function is handed what reaches the sink: `setUser(x)` becomes `event.user`. */
  readonly at: readonly string[];
}

/** An event of a receiver, by the name at an origin: sent with the value at the place, or received by the function there. */
export interface Event {
  readonly way: 'tells' | 'hears';
  readonly name: Origin;
}

/**
 * One fact at a place. `is`: the place is of this kind (a receiver of the kind of a sink: what the receiver held goes there, `frame.to_csv.receiver`).
 * `passes`: the place holds what the origins held; `sanitizes` marks it on the way. `value`: the place is this constant (`ssl.CERT_NONE` is 0).
 * `schema`: the place is a schema, written `fields argument[0]`, `same receiver`, `list argument[0]`, `plain`, `text`; of several the values are all at once.
 * `schema: text` at a receiver says that only a text has the member: what it is used of is no record.
 * `schema: named` stands at members of any name: `client.user` speaks of the type `User` that the project declares for the package.
 * `instance-of`: the place is what a schema describes, `receiver` or `list receiver`; at a type (`z.infer<typeof X>`) what its first argument does.
 * `tests`: the place is true where an argument is (`Boolean(x)`), by its position. `chosen-by`, beside `passes`: only that is passed for which
 * the function at this position says yes (`filter`); `only` and `without`: the arguments that list which keys of it are passed, or are not (`pick`, `omit`). `gates`: a function that stands at the place decides whether others run: those `later` in
 * the same call, what is set later on the `receiver`, or what is `decorated` with the call.
 * `part`, beside `is`: where the argument at this position names a field, the place is that field of it (`@Body('email') mail`).
 * `redacts`, beside `is`: where the list of keys stands that are left out of what reaches the place, or the function that leaves them out; the
 * latter may be handed the value as a field of something, `at <path>: <origin>`.
 * `tells` and `hears`: the place is what an event is sent with, or the function that receives it; the origin is the event's name. Both mean the events of one receiver.
 * A place lists facts with a condition first: those that hold stand in for the unconditional ones of the same sort (`is` or `passes`).
 */
export interface Fact {
  readonly is: KindId | null;
  readonly passes: readonly Origin[];
  readonly sanitizes: KindId | null;
  /** In a list, since null is a constant too; empty where the fact says none. */
  readonly value: readonly Literal[];
  /** Empty where the place is no schema. */
  readonly schema: readonly SchemaPart[];
  readonly instanceOf: InstanceOf | null;
  /** Positions of arguments. */
  readonly tests: readonly number[];
  /** The position of the function that chooses what is passed. */
  readonly chosenBy: number | null;
  /** Positions of the arguments that list the keys of what is passed that alone are passed, or are not. */
  readonly only: readonly number[];
  readonly without: readonly number[];
  readonly gates: Gate | null;
  /** Beside `is`: where an argument names one, it is this field of the whole (`@Body('email') x`), by the argument's position. */
  readonly part: number | null;
  readonly redacts: readonly Redaction[];
  readonly event: Event | null;
  /** The third party that receives what reaches this place. */
  readonly party: string | null;
  readonly when: Condition | null;
  /** The versions of the package that it speaks of; null: all. */
  readonly versions: string | null;
  /** Of an option: what it is where it is not written, in a list; empty where the fact says none. */
  readonly unset: readonly Literal[];
  /**
   * For `sink.http.*`: where the URL of the same request stands, in pieces to be joined
   * (`[receiver.baseURL, argument[0]]`); a piece that is an absolute URL replaces those before it. Empty otherwise.
   */
  readonly url: readonly Origin[];
}

/** An option that is something where it is not written, as seen from the call. */
export interface UnsetOption {
  /** The position of the argument, or its keyword. */
  readonly argument: number | string;
  readonly fields: readonly string[];
  readonly place: Place;
}

/** A node of the compiled tree of access paths. */
export interface Place {
  /** Readable: `pino().info.argument[0]`. For messages, reveal and identities. */
  readonly path: string;
  /** The package or `global`. */
  readonly package: string;
  /** Tells places of one path apart that are for different versions. */
  readonly variant: string;
  readonly facts: readonly Fact[];
  /** A field or export of that name, else `*`. */
  member(name: string): Place | null;
  /** What calling the place returns. */
  returned(): Place | null;
  /** What `new` makes of it. Falls back to `returned()`: constructors without `new` are common. */
  constructed(): Place | null;
  argument(index: number, keyword: string | null): Place | null;
  /** Of a function handed in at this place: its n-th parameter. */
  parameter(index: number): Place | null;
  /** The receiver after the call of this member. */
  receiver(): Place | null;
  /** Of a decorator: the parameter or function that it stands before. */
  decorated(): Place | null;
  /** An element of the container at this place. */
  element(): Place | null;
  /** Options of its arguments that are something where they are not written. */
  readonly unset: readonly UnsetOption[];
  /** Whether any argument, however deep, or the receiver has facts: lets callers skip calls that cannot matter. */
  readonly hasArgumentFacts: boolean;
}

/** One entry as written, for tests and docs. */
export interface ModelEntry {
  readonly at: string;
  readonly fact: Fact;
  /** Code that the suite analyses: the entry's path must be reached. */
  readonly example: string;
  readonly note: string | null;
}

/** What exported functions are by the paths of their files; what the module itself is where `exports` is `*`: its variables are members of it. */
export interface Convention {
  readonly files: readonly string[];
  readonly exports: readonly string[];
  /** Names that the file has besides: what tells a framework's file from another of that name. */
  readonly having: readonly string[];
  /** The name of one of the model's types. */
  readonly are: string;
  /** Parameters that such a function takes at most; null where any number may be. One that takes more is called by something else. */
  readonly takes: number | null;
}

/** A convention, compiled. */
export interface Conventional {
  readonly files: readonly RegExp[];
  /** Exports with their fields, as `Convention` has them. */
  readonly exports: readonly string[];
  readonly having: readonly string[];
  readonly place: Place;
  readonly takes: number | null;
}

/** What is to be known of a model before its package is met: enough to find it, and to tell which others are read with it. */
export interface ModelHeader {
  readonly file: string;
  readonly ecosystem: Ecosystem;
  /** `pino`, `@aws-sdk/client-s3`, `fs` (without `node:`); for ecosystem global only a title, the names begin the paths. */
  readonly package: string;
  /** For `global`, `any` and `guess`: the one ecosystem in whose files it holds; null for all. Python's `print` is not JavaScript's. */
  readonly for: PackageEcosystem | null;
  /** Further packages with the same exports. */
  readonly also: readonly string[];
  /** The name under which the package is installed, where that is not the one it is imported by: `PyJWT`. */
  readonly distribution: string | null;
  /** The language of the files in which a project declares the package's types: a schema that a client is generated from. */
  readonly declaredIn: string | null;
  /** What `package/x` means where no model has that name: the package itself, its member `x` (`lodash/map`), or nothing known. */
  readonly subpaths: 'package' | 'members' | 'none';
  readonly conventions: readonly Convention[];
  /** The packages whose types it names. */
  readonly uses: readonly string[];
  /** The ranges of versions that its entries speak of. */
  readonly versions: readonly string[];
  /** Names of members that send events. */
  readonly telling: readonly string[];
  /** Of all that it says. */
  readonly hash: string;
}

/** What is said of a package, or of the runtime. */
export interface Model extends ModelHeader {
  /** Types by name, with the paths whose values they are; none for a type that is only written in annotations. */
  readonly types: ReadonlyMap<string, readonly string[]>;
  /** Paths that the package's code has and its own types do not, with the reason: what is added at run time, what a plugin brings. */
  readonly undeclared: ReadonlyMap<string, string>;
  readonly entries: readonly ModelEntry[];
}

/** What a file gets of a package, by the name it is installed under: see `Resolver.versionOf`. */
export type Installed = (name: string) => string | null;

/** All models, compiled. */
export interface Models {
  readonly all: readonly Model[];
  /** What is known of configuration. */
  readonly settings: SettingModels;
  /** The root of a package by import specifier: the exact one, else the package that it is a subpath of. `node:` is dropped. Without `installed` no version is known. */
  package(ecosystem: Ecosystem, specifier: string, installed?: Installed): Place | null;
  /** A name of the runtime: `console`, `print`. Here and below, `ecosystem` is that of the file that asks. */
  global(ecosystem: Ecosystem, name: string): Place | null;
  /** What a receiver of unknown origin is by its name alone (`logger`, `log`): from packs/models/guess. Used at lower confidence. */
  guess(ecosystem: Ecosystem, name: string): Place | null;
  /** Members of any value, by name: `toLowerCase`, `map`, `then`. */
  any(ecosystem: Ecosystem): Place;
  /** A type of a package by name (`Logger` of `pino`), as its users write it in annotations. */
  type(ecosystem: Ecosystem, specifier: string, name: string, installed?: Installed): Place | null;
  /** See `Model.declaredIn`, of the package of exactly that name. */
  declaredIn(ecosystem: Ecosystem, specifier: string): string | null;
  /** A type of the runtime: `Request`, `FormData`. */
  globalType(ecosystem: Ecosystem, name: string): Place | null;
  /** The packages, by the names they are installed under, whose versions matter. */
  versioned(ecosystem: Ecosystem): ReadonlySet<string>;
  /** Names of members that send events, in any model. */
  telling(ecosystem: Ecosystem): ReadonlySet<string>;
  /** What functions may be by the files that export them. */
  conventions(ecosystem: Ecosystem): readonly Conventional[];
  readonly hash: string;
}
