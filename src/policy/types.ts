/**
 * What does the policy say, as typed data? Kinds, clauses, rules and parties as
 * read from packs. Must not read files or know the graph.
 */
import type { Range } from '../text';
import type { DeclarationCheck } from './declaration-check';

/** A dotted word for what data is or where it goes: `data.contact.email`, `sink.log`, `sanitizer.hash`, `guard.consent`, `option.tls.verify`. */
export type KindId = string;
/** `DP-DATA-2`, `AUP-5`. */
export type ClauseId = string;
/** `log/personal-data`. */
export type RuleId = string;

export type Severity = 'error' | 'warning' | 'info' | 'hint';
export type Confidence = 'high' | 'medium' | 'low';

/** A mistake in a pack or a user's YAML, at its place. `range` is absolute in `file`. */
export interface Mistake {
  readonly file: string;
  readonly range: Range;
  readonly message: string;
  readonly severity: 'error' | 'warning';
}

/** One pack file's path (relative to the packs folder) and text. */
export interface PackFile {
  readonly path: string;
  readonly text: string;
}

/** A folder of packs that a company keeps for itself, as a caley.yaml names it. */
export interface Pack {
  /** The workspace's name for it. */
  readonly folder: string;
  /** Paths are relative to the folder. */
  readonly files: readonly PackFile[];
  /** What is there and cannot be read, with the reason for people; '' is the folder itself. */
  readonly unread: readonly { readonly path: string; readonly why: string }[];
}

/**
 * A kind. Its parents are the dotted prefixes of its id and, through them and
 * itself, `is`: `data.contact.email` is a `data.contact`, which is a `data.personal`.
 */
export interface Kind {
  readonly id: KindId;
  readonly title: string;
  readonly is: readonly KindId[];
  /** 1 (low) to 5 (critical); data kinds only. Source: catalogue, personal-data.yaml. */
  readonly weight: number | null;
  readonly names: NamePatterns | null;
  /** Groups of owners that let its ambiguous names count, by their ids in kinds/names.yaml; null for those of its parent. */
  readonly owners: readonly string[] | null;
  /** Groups of owners whose fields are never of it, whatever they are called: a vehicle has no full name. Null for those of its parent. */
  readonly neverOwners: readonly string[] | null;
}

/** How names show a kind. Matching as in personal-data.yaml's header. */
export interface NamePatterns {
  /** Enough by themselves. */
  readonly strong: readonly string[];
  /** Count only where they belong to one of the kind's owners. */
  readonly context: readonly string[];
  readonly exclude: readonly string[];
  /** A parameter so called counts only beside another parameter of one of these names, or where one of them is read of it; empty where it counts alone. */
  readonly beside: readonly string[];
  /** A parameter so called does not count beside another parameter of one of these names. */
  readonly apart: readonly string[];
}

/** What a name says. `evidence` strong or context; `protected` when the name itself says hashed, masked, encrypted. */
export interface NameMatch {
  readonly kind: KindId;
  /** `place`: only the file that it stands in speaks for it. */
  readonly evidence: 'strong' | 'context' | 'place';
  readonly protected: boolean;
}

/**
 * What is known of where a name stands beside its owner's name: read from a person; read from what may hold anything about one, such as
 * an answer of Caley; a variable or parameter, read from nothing.
 */
export type Surroundings = 'person' | 'anything' | 'variable' | null;

/** Groups of owners that speak for a name though its owner is called by none of them: see `Kinds.groupsOfPlace` and `groupsOfFields`. */
export interface Around {
  /** What the file deals with: counts for variables and for owners that say nothing, as `data` does. */
  readonly place: number;
  /** What the fields beside it say that their owner is. */
  readonly beside: number;
}

/** The kinds and their hierarchy, ready for questions. */
export interface Kinds {
  readonly all: ReadonlyMap<KindId, Kind>;
  /** Whether `kind` is `ancestor` or one of its descendants, by prefix or by `is`. False for unknown kinds that share no prefix. */
  isA(kind: KindId, ancestor: KindId): boolean;
  /**
   * Kinds that an identifier shows. `owner` is the name of the object it is read
   * from (`user` in `user.name`), null for a bare variable. In `surroundings` that may hold anything all ambiguous names count.
   */
  matchName(name: string, owner: string | null, surroundings: Surroundings, around?: Around): readonly NameMatch[];
  /** Kinds of `route.*` and `evidence.*` of which a name, or a short text, has a word anywhere. */
  mentions(name: string): readonly KindId[];
  /** Groups of owners that a file deals with by its path, a bit each: `src/mail/send.ts`. */
  groupsOfPlace(path: string): number;
  /** Groups of owners that something with these fields is of: `from`, `to` and `subject` are of a mail. */
  groupsOfFields(names: Iterable<string>): number;
  /** Whether a name is a person's: `user`, `attendee`, `currentCustomer`. */
  isPerson(name: string): boolean;
  /** Whether a type's name says that its values are parts of a program, or tell what data is like: `EmailService`, `PhoneFormat`. */
  isProgramType(name: string): boolean;
  /** The ids of all groups of owners. */
  readonly ownerGroups: readonly string[];
  /** These kinds and those of further files, which cannot redefine them. */
  extended(files: readonly PackFile[]): { readonly kinds: Kinds; readonly mistakes: readonly Mistake[] };
}

export interface PolicyDocument {
  readonly id: string;
  readonly title: string;
  /** ISO date of the edition. */
  readonly date: string;
  /** The whole text, word for word. */
  readonly text: string;
  /** The lines of the text that are headings, exact; the first is the title. */
  readonly headings: readonly string[];
  /** Sentences that oblige nobody, exact: with the clauses and headings they are the whole text. */
  readonly remarks: readonly { readonly id: string; readonly text: string }[];
}

export type Modality = 'must' | 'must-not' | 'should' | 'exception' | 'notice' | 'request';

export interface Clause {
  readonly id: ClauseId;
  readonly document: string;
  /** From the outside in: `['Security', 'Prohibitions']`. */
  readonly heading: readonly string[];
  /** Exact words of the document. */
  readonly text: string;
  /** The words that introduce it ("Developers are prohibited from:"), exact; null where it stands alone. */
  readonly leadIn: string | null;
  /** The whole sentence where `text` is part of one. */
  readonly sentence: string | null;
  readonly modality: Modality;
  readonly checks: readonly ('code' | 'config' | 'manifest' | 'manual')[];
  readonly summary: string;
  readonly attestation: string | null;
  /** Why nothing in a project shows it, so that only a person can judge it; null where rules look after it, or are to. */
  readonly onlyAPerson: string | null;
}

/** A service that receives data. */
export interface Party {
  readonly id: string;
  readonly vendor: string;
  /** `analytics`: data that reaches it meets `sink.share.analytics`. */
  readonly category: string;
  /** What integrators use it for, in the words that they write: `billing`, `payment`, `checkout`; the same for a whole category. */
  readonly purposes: readonly string[];
  /** `caley` is Caley itself: data from its hosts is Caley data, and sending it back is no sharing. */
  readonly role: 'sub-processor' | 'independent-controller' | 'library' | 'exfiltration' | 'caley';
  /** Host globs; `*` is any run of host characters; a host with a path matches that prefix. */
  readonly hosts: readonly string[];
  /** Where its scripts are loaded from; written like `hosts`. */
  readonly scriptHosts: readonly string[];
  /** May run on the integrator's own servers. */
  readonly selfHosted: boolean;
  /** `legacy`: retired or retiring. `exfiltration`: never a legitimate recipient. `local`: sends nothing unless told to. */
  readonly flags: readonly ('self-hosted' | 'legacy' | 'exfiltration' | 'local' | 'controller-if-shared' | 'tag-container')[];
  /** Customary names of environment variables: evidence that it is used, no proof. */
  readonly env: readonly string[];
  readonly note: string | null;
}

/** What a URL's host is: `local` = this machine, a private network, a name reserved for examples, or a name that only looks like a URL (XML namespaces). */
export type HostClass = 'public' | 'local' | 'caley';

export type Category =
  | 'log-user-data' | 'log-secret' | 'store-cleartext' | 'third-party-share' | 'hardcoded-secret' | 'tls-disabled' | 'cleartext-transport'
  | 'weak-crypto' | 'weak-hash-password' | 'insecure-random' | 'insecure-cookie' | 'cors-open' | 'code-injection' | 'jwt-unsafe'
  | 'iac-unencrypted' | 'access-bypass' | 'identity-cloaking' | 'consent-bypass' | 'notices-removed' | 'reverse-engineering'
  | 'unpublished-api' | 'bulk-messaging' | 'service-degradation' | 'malware' | 'disclosure' | 'customer-support' | 'breach-response' | 'other';

/** What must hold besides for a form or a flow to count. Empty lists ask nothing. */
export interface Circumstances {
  /** Forms that hold at the same call: `{ at: sink.http.url, value: { host: caley } }` beside an option. */
  readonly with: readonly PlaceTest[];
  /** Kinds of option, none of which the call has, nor the call that made its receiver. A call that may have more than can be seen lacks nothing. */
  readonly lacks: readonly KindId[];
  /** Kinds of `context.*`, in one of which the call stands. */
  readonly in: readonly KindId[];
  /** Others, in one of which it stands as well. */
  readonly andIn: readonly KindId[];
  /** Kinds of `evidence.*`, none of which anything near it names: in its function, in what that calls, in what stands before the route that it answers. */
  readonly unsaid: readonly KindId[];
}

/** A value at a place of one of some kinds. */
export interface PlaceTest {
  readonly at: readonly KindId[];
  readonly value: ValueTest;
}

/**
 * What the caley.yaml that rules a file says, or does not say, of what is found there. All given tests must hold; where no caley.yaml
 * rules the file no recipient is declared, and nothing else is known.
 */
export interface DeclaredTest {
  /** Whether it declares who gets something, for data of its kind. */
  readonly recipient?: boolean;
  /** Whether it discloses that such data is collected. Not known where it does not say what is. */
  readonly collection?: boolean;
  /** Whether it discloses the purpose that who gets it serves. Not known where it gives no purposes for such data. */
  readonly purpose?: boolean;
  /** The bases, on one of which such data is collected. */
  readonly basis?: readonly string[];
  /** Whether it says, with evidence, that what such data is kept in is encrypted. */
  readonly encryption?: boolean;
  /** Whether it names a package among the authorised components. */
  readonly component?: boolean;
  /** Whether it says why a package may be used whose licence asks for more than most. */
  readonly licence?: boolean;
  /** Whether it names a client id as the application's own. Not known where it names none. */
  readonly client?: boolean;
  /** Whether it names a scope that is asked for: of a text that names several each is looked at. Not known where it names none. */
  readonly scope?: boolean;
  /** Whether it names the host that is asked among those of the API. Not known where it names none. */
  readonly host?: boolean;
}

/** Two kinds that must not meet unless sanitized or guarded. `unless` names sanitizers and guards. */
export interface FlowCheck extends Circumstances {
  readonly type: 'flow';
  readonly from: readonly KindId[];
  /** Kinds among `from` that do not count. */
  readonly notFrom: readonly KindId[];
  readonly to: readonly KindId[];
  readonly notTo: readonly KindId[];
  readonly unless: readonly KindId[];
  /** Only data that provably comes from Caley, or that a name on its way calls Caley's. */
  readonly of: 'caley' | null;
  /** Left out where it makes no difference what is declared. */
  readonly declared?: DeclaredTest;
}

/**
 * A value at a place of kind `at` (an option, an argument, an assignment, found through models)
 * of which all `value` tests hold; or, where `at` is `constant`, any constant string of the file; or, where it is a `tool.*`, the
 * import of a package that is one, with no test; or, where it is a `request.*`, a call that asks such a host, itself or through functions of the project; or, where it is a `route.*`, what sets up
 * such a route.
 */
export interface ShapeForm extends PlaceTest, Circumstances {
  /** Left out where it makes no difference what is declared. */
  readonly declared?: DeclaredTest;
}

/** A form that must not occur. `or` are further forms, each enough by itself: a switch that is unsafe when on, beside one that is unsafe when off. */
export interface ShapeCheck extends ShapeForm {
  readonly type: 'shape';
  readonly or: readonly ShapeForm[];
  readonly unless: readonly KindId[];
}

/** Tests on a folded constant; all given ones must hold. A value that does not fold passes none but `given` and `asks`. */
export interface ValueTest {
  /** Equal to one of these. */
  readonly equals?: readonly (string | number | boolean | null)[];
  /** A text like one of these patterns, letters of either case: one star stands for any run of characters. An empty text is like none. Of a text whose end is not known only patterns that end in a star can tell. */
  readonly like?: readonly string[];
  /** A text like none of these patterns, written as in `like`. A text whose end is not known may still be. */
  readonly unlike?: readonly string[];
  /** A text in which one of these phrases is said, by whole words: see phrases.ts. */
  readonly says?: readonly string[];
  /** An address that is written like one of these patterns where it is handed over, `{}` standing for each part that is not known: `/users/{}/settings`. */
  readonly written?: readonly string[];
  /** A number that is smaller, or greater. */
  readonly below?: number;
  readonly above?: number;
  /** Whatever else it may be passes as well: a switch that circumstances set (`secure: isTls ? 'auto' : false`) does not. */
  readonly always?: true;
  /** Anything at all is there, whether it folds or not. */
  readonly given?: true;
  /** A function that asks such a host when it runs, itself or through functions of the project; `caley-for-each` where it does so for each element of a list. */
  readonly asks?: 'caley' | 'caley-for-each';
  /** The address of a request by one of these methods, in small letters. One of which it is not known by which is by none. */
  readonly method?: readonly string[];
  /** A URL (or URL prefix) of one of these schemes, without the colon. */
  readonly scheme?: readonly string[];
  /** What the URL's host is: `public` = neither local nor reserved for examples nor private. Without `scheme`, the text may be the host alone, or a mailbox of it. */
  readonly host?: HostClass;
  /** An address of a party of one of these categories. */
  readonly party?: readonly string[];
  /** A text by which a page loads a script from such an address: HTML, or code that makes the element. */
  readonly loads?: readonly string[];
  /** Whether an API document that a caley.yaml names describes the URL's host: where one does, it knows better what is published. */
  readonly described?: boolean;
  /** A credential: of a provider's `format`, or random-looking in the place of a credential name (`named`); `caley` where the name or surroundings say Caley; `any` whoever's it is. */
  readonly secret?: 'format' | 'named' | 'caley' | 'any';
}

/** A setting in a file of configuration that means one of these kinds: which do is said in packs/settings. */
export interface SettingCheck {
  readonly type: 'setting';
  readonly is: readonly KindId[];
  /** Kinds among `is` that do not count. */
  readonly not: readonly KindId[];
  /** Only in these formats; none for any. */
  readonly in: readonly string[];
  /** What is said of settings, where the rule's own message speaks of code. */
  readonly message?: string;
  /** The line on which it stands holds what no report may repeat. */
  readonly hides?: 'line';
  /** Left out where it makes no difference what is declared. */
  readonly declared?: DeclaredTest;
}

/** A comment that is to hide findings, and hides none for what it lacks. */
export interface SuppressionCheck {
  readonly type: 'suppression';
  readonly of: readonly ('missing-reason' | 'expired')[];
}

/** A named function of analysis/checks: the exception that argues for itself. */
export interface CodeCheck {
  readonly type: 'code';
  readonly check: string;
  /** Words that it is told, by what they are for. */
  readonly words: Readonly<Record<string, readonly string[]>>;
}

/** Something that the project must have and lacks: a caley.yaml, where files integrate with Caley that none rules. Told once. */
export interface AbsenceCheck {
  readonly type: 'absence';
  readonly of: 'declaration';
  /** Variables of the environment by which an integration is known, as patterns in small letters. */
  readonly variables: readonly string[];
  /** Names of files at the root, the first of which is told; where there is none, the first file that integrates. */
  readonly at: readonly string[];
}

export type Check = FlowCheck | ShapeCheck | SettingCheck | DeclarationCheck | SuppressionCheck | CodeCheck | AbsenceCheck;

export interface Rule {
  readonly id: RuleId;
  readonly title: string;
  readonly clause: ClauseId;
  readonly also: readonly ClauseId[];
  readonly category: Category;
  readonly state: 'stable' | 'draft';
  readonly severity: Severity;
  /** The most that the rule's shape alone allows: findings never have a higher confidence. */
  readonly confidence: Confidence;
  readonly check: Check;
  /** What files of configuration break it by, beside what code does. */
  readonly setting?: SettingCheck;
  /** With `{value}`, `{sink}`, `{kind}`, `{party}` in braces. */
  readonly message: string;
  readonly remedy: string;
  readonly fixes: readonly string[];
  /** Where its findings have low confidence. */
  readonly weakerIn: readonly Setting[];
  readonly tags: readonly string[];
  /** The `.md` page beside the YAML, as Markdown text. */
  readonly page: string;
}

/** Credential formats and the words that show placeholders; from packs/secrets.yaml. */
export interface Secrets {
  /** The credential format that `text` holds, or null. Linear in the text's length. */
  format(text: string): { readonly id: string; readonly title: string; readonly severity: Severity; readonly range: Range } | null;
  /** Whether a literal looks random enough to be a credential (length, entropy, no placeholder words). */
  looksRandom(text: string): boolean;
  /** Whether a literal in the place of a password looks like one that somebody chose: shorter and less random, but no placeholder and no plain word. */
  looksChosen(text: string): boolean;
  /** Whether an environment variable of that name is built into what every visitor's browser loads: `NEXT_PUBLIC_API_KEY`. */
  isPublicName(name: string): boolean;
}

/** What a file is for, where it is not the product's own code. */
export type Setting = 'tests' | 'examples' | 'development' | 'tools';

/** Everything the packs say but models. */
/** How a driver writes the place of a value in SQL. `apart`: each value is an argument of its own. */
export interface Placeholder {
  readonly style: 'numbered' | 'question' | 'percent' | 'named';
  readonly apart: boolean;
}

/** How a program is started without a shell: by another function, or the same one where `call` is null. */
export interface ShellRepair {
  readonly call: string | null;
  readonly module: string | null;
  /** The program comes first, then a list of arguments; otherwise all are in one list. */
  readonly apart: boolean;
  /** Options that go. */
  readonly drop: readonly string[];
}

/** A call that takes the place of another; how `by` is read stands in repairs.yaml. */
export interface CallRepair {
  readonly by: string;
  readonly imports: readonly RepairImport[];
  readonly drop: readonly string[];
}

/** Names from a module, or the whole of it, under a name of its own where `whole` gives one. */
export interface RepairImport {
  readonly module: string;
  readonly names: readonly string[];
  readonly whole?: string;
}

/** A function that cleans HTML. */
export interface Cleaner {
  readonly call: string;
  readonly imports: readonly RepairImport[];
}

/** What fixes must know of libraries, by the sink paths of findings. */
export interface Repairs {
  placeholder(path: string): Placeholder | null;
  shell(path: string): ShellRepair | null;
  /** The ecosystem counts: built-in functions of one name differ. */
  call(fix: string, path: string, ecosystem: string): CallRepair | null;
  /** The option that names authorities in place of one that switches the check off. */
  authorities(option: string): string | null;
  cleaner(ecosystem: string): Cleaner | null;
  /** How a variable `{name}` of the environment is read there; null where it is as everywhere. */
  environment(path: string): string | null;
}

/** Releases of a package that were malicious: certain versions, all from one on, or the whole package. */
export interface MaliciousPackage {
  /** What happened. */
  readonly source: string;
  /** When it became known; `unknown` where no list says it. */
  readonly date: string;
  readonly versions: readonly string[] | null;
  readonly from: string | null;
  /** Clean ones. */
  readonly instead: readonly string[];
}

/** By `packageKey`. */
export type MaliciousPackages = ReadonlyMap<string, readonly MaliciousPackage[]>;

/** Which values that look like somebody's are nobody's: of the others each answers true. */
export interface PeopleValues {
  mailbox(name: string, host: string): boolean;
  /** Digits alone, from the country on. */
  telephone(digits: string): boolean;
  card(digits: string): boolean;
  /** An IBAN without spaces. */
  account(letters: string): boolean;
}

export interface Policy {
  readonly documents: ReadonlyMap<string, PolicyDocument>;
  readonly clauses: ReadonlyMap<ClauseId, Clause>;
  readonly kinds: Kinds;
  readonly rules: ReadonlyMap<RuleId, Rule>;
  readonly parties: ReadonlyMap<string, Party>;
  readonly secrets: Secrets;
  /** The party whose hosts match, the longest pattern first; `url` may be a prefix, scheme included. Null for unknown hosts. */
  partyOf(url: string): Party | null;
  /** The party whose address an environment variable of that name customarily holds. Null for most. */
  partyOfVariable(name: string): Party | null;
  /**
   * What a URL's host is: Caley's, local (loopback, private, reserved for examples, a namespace that is
   * never asked), or public. Null where the URL is relative or has no complete host. Never throws.
   */
  hostClass(url: string): HostClass | null;
  /** What a file is for, by its workspace-relative path; null for the product's own code. */
  settingOf(path: string): Setting | null;
  /** Whether a name (a variable, a class, a package) says that it is about Caley. */
  isCaleyName(name: string): boolean;
  readonly repairs: Repairs;
  readonly people: PeopleValues;
  readonly malicious: MaliciousPackages;
  /** Whether a licence, by its expression, asks of who distributes a program what most who sell one do not give. */
  isRestrictive(licence: string): boolean;
  /** Hash of all pack texts: part of every cache key. */
  readonly hash: string;
}
