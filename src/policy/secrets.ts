/**
 * Is a text a credential? Reads secrets.yaml: providers' formats, and what makes
 * a text look random, chosen, made up or public.
 * Must not know where the text stands.
 */
import { range } from '../text';
import type { Entry } from './entry';
import { compileLinear } from './regular-expression';
import type { Mistake, PackFile, Secrets, Severity } from './types';
import { readYaml } from './yaml';

interface Format {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly literals: readonly string[];
  readonly expression: RegExp;
  /** The group that holds the secret itself; 0 for all. */
  readonly value: number;
}

interface Words {
  readonly placeholders: readonly string[];
  readonly dummies: readonly string[];
  readonly publicPrefixes: readonly string[];
  readonly publicForms: readonly RegExp[];
  readonly publicEnvironment: readonly string[];
  readonly minLength: number;
  readonly base64Bits: number;
  readonly hexBits: number;
}

const severities = ['error', 'warning', 'info', 'hint'] as const;
/** Placeholder words are looked for at the beginning only: any short word turns up in a long random text. */
const placeholderWindow = 64;
/** Longer texts are files, not credentials. */
const maxRandomLength = 512;
/** How far below the most that its length allows a short text's entropy may lie. */
const entropySlack = 0.35;

/** Reads secrets.yaml. Expressions that may take more than linear time are mistakes. */
export function createSecrets(file: PackFile): { readonly secrets: Secrets; readonly mistakes: readonly Mistake[] } {
  const { root, mistakes } = readYaml(file);
  const known = root?.only('formats', 'placeholders', 'dummy-words', 'public-prefixes', 'public-forms', 'public-env-prefixes', 'entropy') === true ? root : null;
  const formats = known === null ? [] : known.list('formats').flatMap((entry) => readFormat(entry) ?? []);
  return { secrets: new SecretFormats(formats, readWords(known)), mistakes };
}

function readFormat(entry: Entry): Format | null {
  if (!entry.only('id', 'title', 'literals', 're', 'value', 'severity')) return null;
  const id = entry.text('id');
  const title = entry.text('title');
  const source = entry.text('re');
  const literals = entry.texts('literals');
  if (literals.length === 0) entry.mistake('A format needs "literals": texts without any of them are passed over.');
  if (id === null || title === null || source === null || literals.length === 0) return null;
  const expression = compileLinear(source, 'g');
  if (typeof expression === 'string') {
    entry.field('re').mistake(expression);
    return null;
  }
  return { id, title, literals, expression, value: entry.integer('value', 0, 9) ?? 0, severity: entry.oneOf('severity', severities, 'error') };
}

function readWords(root: Entry | null): Words {
  const lower = (key: string): readonly string[] => (root?.texts(key) ?? []).map((word) => word.toLowerCase());
  const entropy = root?.has('entropy') === true ? root.field('entropy') : null;
  entropy?.only('min-length', 'base64', 'hex');
  return {
    placeholders: lower('placeholders'),
    dummies: lower('dummy-words'),
    publicPrefixes: root?.texts('public-prefixes') ?? [],
    publicForms: readForms(root),
    publicEnvironment: root?.texts('public-env-prefixes') ?? [],
    minLength: entropy?.integer('min-length', 8, 64) ?? 16,
    base64Bits: entropy?.amount('base64', 4) ?? 4,
    hexBits: entropy?.amount('hex', 3) ?? 3,
  };
}

function readForms(root: Entry | null): readonly RegExp[] {
  return (root?.texts('public-forms') ?? []).flatMap((source) => {
    const expression = compileLinear(source, '');
    if (typeof expression !== 'string') return [expression];
    root?.field('public-forms').mistake(expression);
    return [];
  });
}

class SecretFormats implements Secrets {
  private last: { readonly text: string; readonly format: ReturnType<Secrets['format']> } = { text: '', format: null };
  private readonly byLiteral = new Map<string, Format[]>();
  /** Finds all literals in one pass; null where there are no formats. */
  private readonly literals: RegExp | null;

  constructor(
    formats: readonly Format[],
    private readonly words: Words,
  ) {
    for (const format of formats) {
      for (const literal of format.literals) {
        const same = this.byLiteral.get(literal);
        if (same === undefined) this.byLiteral.set(literal, [format]);
        else same.push(format);
      }
    }
    // Of two literals that begin alike, the longer first.
    const sorted = [...this.byLiteral.keys()].sort((a, b) => b.length - a.length);
    this.literals = sorted.length === 0 ? null : new RegExp(sorted.map((literal) => literal.replace(/[^A-Za-z0-9_]/g, '\\$&')).join('|'), 'g');
  }

  /** Rules ask of one text after the other. */
  format(text: string): ReturnType<Secrets['format']> {
    if (text !== this.last.text) this.last = { text, format: this.formatOf(text) };
    return this.last.format;
  }

  private formatOf(text: string): ReturnType<Secrets['format']> {
    if (this.literals === null || text.length < 8) return null;
    // Nearly every text holds none.
    this.literals.lastIndex = 0;
    if (!this.literals.test(text)) return null;
    this.literals.lastIndex = 0;
    const tried = new Set<Format>();
    let first: ReturnType<Secrets['format']> = null;
    for (const [literal] of text.matchAll(this.literals)) {
      for (const format of this.byLiteral.get(literal) ?? []) {
        if (tried.has(format)) continue;
        tried.add(format);
        const match = this.firstReal(format, text);
        if (match !== null && (first === null || match.index < first.range.start)) {
          first = { id: format.id, title: format.title, severity: format.severity, range: range(match.index, match.index + match[0].length) };
        }
      }
    }
    return first;
  }

  looksRandom(text: string): boolean {
    const { minLength, base64Bits, hexBits, publicPrefixes, publicForms } = this.words;
    if (text.length < minLength || text.length > maxRandomLength || !/^[\w+/=.~$!@#%^&*():-]+$/.test(text) || isCall(text)) return false;
    if (publicPrefixes.some((prefix) => text.startsWith(prefix)) || publicForms.some((form) => form.test(text)) || this.isMadeUp(text)) return false;
    const reachable = Math.log2(text.length) - entropySlack;
    if (/^[0-9a-f-]+$/i.test(text)) return /\d/.test(text) && entropy(text) >= Math.min(hexBits, reachable);
    return /\d/.test(text) && /[a-z]/i.test(text) && changesOften(text) && entropy(text) >= Math.min(base64Bits, reachable);
  }

  looksChosen(text: string): boolean {
    if (text.length < 6 || text.length > 64 || /[\s/\\<>{}]/.test(text) || isSelector(text)) return false;
    const { placeholders, publicPrefixes } = this.words;
    if (publicPrefixes.some((prefix) => text.startsWith(prefix))) return false;
    const lower = text.toLowerCase();
    if (placeholders.some((word) => lower.includes(word)) || new Set(lower).size < 4) return false;
    // Names of settings and messages hold letters and separators only: `errors.password_too_short`.
    // Nor do constants of protocols that devices are found by: `HF-A11ASSISTHREAD`.
    return /[a-z]/i.test(text) && /[\d!@#$%^&*?+=]/.test(text) && !/^[A-Z][A-Z0-9]*(?:[_-][A-Z0-9]+)+$/.test(text);
  }

  isPublicName(name: string): boolean {
    return this.words.publicEnvironment.some((prefix) => name.startsWith(prefix));
  }

  /** The first match whose secret part is not made up. */
  private firstReal(format: Format, text: string): RegExpExecArray | null {
    for (const match of text.matchAll(format.expression)) if (!this.isMadeUp(match[format.value] ?? match[0])) return match;
    return null;
  }

  /** Whether the secret part of a text is one for people to replace: placeholder words, or few different characters. */
  private isMadeUp(value: string): boolean {
    const start = value.slice(0, placeholderWindow).toLowerCase();
    const { placeholders, dummies } = this.words;
    return placeholders.some((word) => start.includes(word)) || dummies.some((word) => start.includes(word)) || (value.length >= 12 && new Set(start).size < 6);
  }
}

/** `decrypt(AbCd1234)`: a name with something in brackets; random text has brackets where they fall. */
function isCall(text: string): boolean {
  return /^[\w.]+\([^()]*\)$/.test(text);
}

/** `#node-input-password`, `input[name=password]`: where on a page something stands. */
function isSelector(text: string): boolean {
  return /^[#.@][a-z]+(?:[-_]+[a-z]+)*$/i.test(text) || /^[a-z\d#.-]*\[[a-z-]+(?:[~|^$*]?=["']?[\w-]+["']?)?\]$/i.test(text);
}

/** Shannon entropy in bits per character. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** Random text changes between small letters, capitals and digits at least at every fifth character; identifiers, however long, do not. */
function changesOften(text: string): boolean {
  let changes = 0;
  let last = '';
  for (const char of text) {
    const kind = /[a-z]/.test(char) ? 'a' : /[A-Z]/.test(char) ? 'A' : /\d/.test(char) ? '0' : last;
    if (last !== '' && kind !== last) changes++;
    last = kind;
  }
  return changes >= text.length / 5;
}
