/**
 * Where in a file of configuration is something set? Paths as its writer would say them, read from text and followed through a tree.
 * Must not know a notation, nor what any key means.
 *
 *     resource.aws_db_instance.*.storage_encrypted        every such attribute; `*` is any one key or item
 *     **.containers.*.securityContext.privileged          `**` is any number of them, none included
 *     services.*.environment.{POSTGRES_PASSWORD,*_TOKEN}  one of several keys, in which a star stands for any characters
 *     dependencies.{*,!@types/*}                          but for keys that a pattern with `!` says
 *     PASSWORD_HASHERS.0                                  an item of a list by its number
 *     final.USER^                                         the last of several entries of one key
 *     metadata.annotations."example.org/tls"              a key with other characters
 *     Resources.*[Type=AWS::EC2::Volume].Properties.Encrypted
 *                                                         only where something is said below: [a.b] [!a.b] [a=x|y] [a!=x|y], with stars too; [a=*] asks for a star itself
 *     resource.aws_s3_bucket.*[bucket!~*site*].acl        [a~x|y] [a!~x|y] ask how it is written, names of other things included: `aws_s3_bucket.site.id`
 *
 * A step that names a key goes into the items of a list by itself. Values are compared in small letters.
 */
import type { Setting } from './settings';

export interface SettingPath {
  /** Tests on the whole document. */
  readonly tests: readonly SettingTest[];
  readonly steps: readonly SettingStep[];
  /** How many of the steps lead to what must be there for the rest to be missing: up to the last that is no plain key, or has tests. */
  readonly subject: number;
}

export interface SettingStep {
  /** Any number of levels. */
  readonly isDeep: boolean;
  /** Only the last entry of these keys. */
  readonly isLast: boolean;
  /** Patterns of keys, stars for any characters, those with `!` for what is none of them. Empty for any. */
  readonly keys: readonly string[];
  readonly tests: readonly SettingTest[];
}

/** What must be said below, in single keys, `*` for any. */
export interface SettingTest {
  readonly at: readonly string[];
  /** Nothing is said there, or none of the values. */
  readonly isNot: boolean;
  /** Patterns of values in small letters, one of which it is; null asks only whether something is there. */
  readonly values: readonly string[] | null;
  /** Values are taken as they are written, even where that is the name of what is only known when it is used. */
  readonly isAsWritten: boolean;
}

/** What a path leads to. */
export interface SettingFound {
  /** The way to it from the document, the outermost first; where something is missing the way to what lacks it. */
  readonly trail: readonly Setting[];
  /** What is set there; null where it is not. */
  readonly setting: Setting | null;
  /** How many of the trail lead to what the path speaks of: the resource, the container. */
  readonly subject: number;
}

/** A path's text, read; or what is wrong with it. */
export function parseSettingPath(text: string): SettingPath | string {
  const reader = new PathReader(text);
  const tests = reader.tests();
  const steps: SettingStep[] = [];
  if (tests.length > 0) reader.take('.');
  for (let isMore = reader.at < text.length; isMore; isMore = reader.take('.')) {
    const step = reader.step();
    if (step === null) return `This is no path from its character ${String(reader.at + 1)} on: "${text.slice(reader.at)}".`;
    steps.push(step);
  }
  if (reader.at < text.length) return `A "." is missing before "${text.slice(reader.at)}".`;
  if (reader.isBroken || (steps.length === 0 && tests.length === 0)) return 'This is no path.';
  const subject = steps.findLastIndex(({ isDeep, keys, tests: own }) => isDeep || own.length > 0 || keys.length !== 1 || keys.some((key) => key.includes('*'))) + 1;
  return { tests, steps, subject: Math.min(subject, Math.max(steps.length - 1, 0)) };
}

/** Characters of a key that needs no quotes; what follows is a dot or a bracket. */
const plainKey = /[^.[\]{},"=|!^]+/y;
const testForm = /\[(!?)([^[\]=!~]+?)(?:(!?)([=~])([^[\]]*))?\]/y;

class PathReader {
  at = 0;
  isBroken = false;

  constructor(private readonly text: string) {}

  take(mark: string): boolean {
    if (!this.text.startsWith(mark, this.at)) return false;
    this.at += mark.length;
    return true;
  }

  step(): SettingStep | null {
    if (this.take('**')) return { isDeep: true, isLast: false, keys: [], tests: this.tests() };
    const keys = this.keys();
    if (keys === null) return null;
    return { isDeep: false, isLast: this.take('^'), keys: keys.length === 1 && keys[0] === '*' ? [] : keys, tests: this.tests() };
  }

  private keys(): readonly string[] | null {
    if (!this.take('{')) {
      const key = this.key();
      return key === null ? null : [key];
    }
    const keys: string[] = [];
    do {
      const isNot = this.take('!');
      const key = this.key();
      if (key === null) return null;
      keys.push(isNot ? `!${key}` : key);
    } while (this.take(','));
    return this.take('}') ? keys : null;
  }

  private key(): string | null {
    if (this.take('"')) {
      const end = this.text.indexOf('"', this.at);
      if (end < 0) return null;
      const key = this.text.slice(this.at, end);
      this.at = end + 1;
      return key;
    }
    plainKey.lastIndex = this.at;
    const found = plainKey.exec(this.text)?.[0] ?? null;
    if (found !== null) this.at += found.length;
    return found;
  }

  tests(): readonly SettingTest[] {
    const tests: SettingTest[] = [];
    while (this.text[this.at] === '[') {
      testForm.lastIndex = this.at;
      const found = testForm.exec(this.text);
      if (found === null) {
        this.isBroken = true;
        this.at = this.text.length;
        break;
      }
      const [whole, not, at = '', other, sign, values] = found;
      this.at += whole.length;
      tests.push({ at: keysOf(at), isNot: not === '!' || other === '!', values: values === undefined ? null : values.toLowerCase().split('|'), isAsWritten: sign === '~' });
    }
    return tests;
  }
}

/** `a."b.c".d` → a, b.c, d. */
function keysOf(path: string): readonly string[] {
  return [...path.matchAll(/"([^"]*)"|([^."]+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}
