/**
 * Which model does a YAML file hold? Text to typed entries, or mistakes at
 * their places. Must not ask what a kind or a path leads to: see verify.ts.
 */
import { isMap, isScalar, isSeq, parseDocument, Scalar } from 'yaml';
import type { Node, Pair, YAMLMap } from 'yaml';
import type { Mistake, PackFile } from '../policy';
import type { Range } from '../text';
import { parseOrigin } from './origin';
import { parsePath } from './path';
import type { Condition, Ecosystem, Fact, Model, ModelEntry, Origin } from './types';

export interface ReadModel {
  /** Null where the file says no package or is no YAML; entries with mistakes are left out. */
  readonly model: Model | null;
  readonly mistakes: readonly Mistake[];
}

const ecosystems: readonly Ecosystem[] = ['npm', 'pypi', 'global', 'any', 'guess'];
const fileKeys = ['package', 'ecosystem', 'also', 'subpaths', 'types', 'entries', 'note'];
const entryKeys = ['at', 'is', 'passes', 'sanitizes', 'party', 'when', 'url', 'example', 'note'];
const whole: Range = { start: 0, end: 0 };

/**
 * Reads one model file. `file.path` is relative to the packs folder: `models/npm/pino.yaml`
 * gives the ecosystem unless the text says it. Never throws; a broken entry costs that entry.
 */
export function readModel(file: PackFile): ReadModel {
  return new ModelReader(file).read();
}

class ModelReader {
  private readonly mistakes: Mistake[] = [];

  constructor(private readonly file: PackFile) {}

  read(): ReadModel {
    const document = parseDocument(this.file.text, { logLevel: 'silent' });
    for (const problem of [...document.errors, ...document.warnings]) {
      const [start, end] = problem.pos;
      this.mistake({ start, end }, problem.message.split('\n')[0] ?? 'not YAML');
    }
    if (document.errors.length > 0) return { model: null, mistakes: this.mistakes };
    const top = document.contents;
    if (!isMap(top)) {
      this.mistake(whole, 'a model is a map with `package` and `entries`');
      return { model: null, mistakes: this.mistakes };
    }
    return { model: this.model(top), mistakes: this.mistakes };
  }

  private model(top: YAMLMap): Model | null {
    const keys = this.keys(top, fileKeys);
    const name = this.text(keys.get('package'));
    if (name === null) {
      if (!keys.has('package')) this.mistake(whole, 'a model says its `package`');
      return null;
    }
    const typeRanges = new Map<string, Range>();
    return {
      file: this.file.path,
      ecosystem: this.ecosystem(keys.get('ecosystem')),
      package: name.replace(/^node:/, ''),
      also: this.texts(keys.get('also')),
      subpaths: this.choice(keys.get('subpaths'), ['package', 'members', 'none'], 'package'),
      types: this.types(keys.get('types'), typeRanges),
      typeRanges,
      entries: this.entries(keys.get('entries')),
    };
  }

  private ecosystem(node: Node | undefined): Ecosystem {
    const folder = /(?:^|\/)models\/([^/]+)\//.exec(this.file.path)?.[1];
    const fallback = ecosystems.find((one) => one === folder);
    if (node === undefined && fallback === undefined) this.mistake(whole, `say the \`ecosystem\`: ${ecosystems.join(', ')}`);
    return this.choice(node, ecosystems, fallback ?? 'npm');
  }

  private types(node: Node | undefined, ranges: Map<string, Range>): ReadonlyMap<string, readonly string[]> {
    const types = new Map<string, readonly string[]>();
    if (node === undefined) return types;
    if (!isMap(node)) {
      this.mistake(rangeOf(node), '`types` is a map from names to lists of paths');
      return types;
    }
    for (const [name, value] of this.keys(node, null)) {
      const paths = this.texts(value);
      const list = isSeq(value) ? value.items : [value];
      paths.forEach((path, i) => {
        const item = list[i];
        if (item !== undefined) this.checkPath(path, asNode(item));
      });
      types.set(name, paths);
      ranges.set(name, rangeOf(this.keyNodes.get(value) ?? value));
    }
    return types;
  }

  private entries(node: Node | undefined): readonly ModelEntry[] {
    if (!isSeq(node)) {
      this.mistake(node === undefined ? whole : rangeOf(node), 'a model has a list of `entries`');
      return [];
    }
    const entries: ModelEntry[] = [];
    for (const item of node.items) {
      if (!isMap(item)) {
        this.mistake(rangeOf(asNode(item)), 'an entry is a map with `at` and one of `is`, `passes`');
        continue;
      }
      const before = this.mistakes.length;
      const entry = this.entry(item);
      if (entry !== null && this.mistakes.length === before) entries.push(entry);
    }
    return entries;
  }

  private entry(node: YAMLMap): ModelEntry | null {
    const keys = this.keys(node, entryKeys);
    const atNode = keys.get('at');
    const at = this.text(atNode);
    if (at === null || atNode === undefined) {
      if (atNode === undefined) this.mistake(rangeOf(node), 'an entry says its path `at`');
      return null;
    }
    this.checkPath(at, atNode);
    const is = this.text(keys.get('is'));
    const passes = this.origins(keys.get('passes'));
    if ((is === null) === (passes.length === 0)) this.mistake(rangeOf(atNode), 'an entry says one of `is` and `passes`');
    const sanitizes = this.text(keys.get('sanitizes'));
    if (sanitizes !== null && passes.length === 0) this.mistake(rangeOf(atNode), '`sanitizes` stands beside `passes`');
    const fact: Fact = { is, passes, sanitizes, party: this.text(keys.get('party')), when: this.condition(keys.get('when')), url: this.origins(keys.get('url')) };
    const ranges = new Map([...keys].map(([key, value]) => [key, rangeOf(value)]));
    return { at, fact, example: this.text(keys.get('example')) ?? '', note: this.text(keys.get('note')), ranges };
  }

  private checkPath(text: string, node: Node): void {
    const parsed = parsePath(text);
    if ('message' in parsed) this.mistake(this.within(node, parsed.offset), parsed.message);
  }

  /** The place of an offset inside a plain scalar; the whole scalar where quotes or folding shift it. */
  private within(node: Node, offset: number): Range {
    const range = rangeOf(node);
    const plain = isScalar(node) && this.file.text.slice(range.start, range.end) === node.value;
    return plain ? { start: Math.min(range.start + offset, range.end), end: range.end } : range;
  }

  private origins(node: Node | undefined): readonly Origin[] {
    if (node === undefined) return [];
    const origins: Origin[] = [];
    for (const text of this.texts(node)) {
      const parsed = parseOrigin(text);
      if ('message' in parsed) this.mistake(rangeOf(node), parsed.message);
      else origins.push(parsed.value);
    }
    return origins;
  }

  private condition(node: Node | undefined): Condition | null {
    if (node === undefined) return null;
    if (!isMap(node)) {
      this.mistake(rangeOf(node), '`when` is a map from positions (`0`, `1.algorithm`) to lists of constants');
      return null;
    }
    const condition = new Map<string, readonly (string | number | boolean | null)[]>();
    for (const [key, value] of this.keys(node, null)) {
      if (!/^\d{1,2}(\.[A-Za-z_$][\w$]*)*$/.test(key)) this.mistake(rangeOf(this.keyNodes.get(value) ?? value), `\`${key}\` is no position; write \`0\` or \`1.algorithm\``);
      const constants: (string | number | boolean | null)[] = [];
      for (const item of isSeq(value) ? value.items : [value]) {
        const constant = isScalar(item) ? item.value : undefined;
        if (typeof constant === 'string' || typeof constant === 'number' || typeof constant === 'boolean' || constant === null) constants.push(constant);
        else this.mistake(rangeOf(asNode(item)), 'a condition lists constants');
      }
      if (constants.length === 0) this.mistake(rangeOf(value), 'a condition that lists nothing never holds');
      condition.set(key, constants);
    }
    return condition;
  }

  private readonly keyNodes = new Map<Node, Node>();

  /** A map's values by key; unknown keys are mistakes where `known` says which are known. */
  private keys(map: YAMLMap, known: readonly string[] | null): ReadonlyMap<string, Node> {
    const keys = new Map<string, Node>();
    for (const pair of map.items as readonly Pair[]) {
      const key = asNode(pair.key);
      const name = isScalar(key) ? String(key.value) : '';
      if (known !== null && !known.includes(name)) this.mistake(rangeOf(key), `unknown key \`${name}\`; known are ${known.join(', ')}`);
      const value = asNode(pair.value);
      this.keyNodes.set(value, key);
      keys.set(name, value);
    }
    return keys;
  }

  private text(node: Node | undefined): string | null {
    if (node === undefined) return null;
    if (isScalar(node) && typeof node.value === 'string' && node.value !== '') return node.value;
    this.mistake(rangeOf(node), 'expected a text');
    return null;
  }

  /** A list of texts, or one text for a list of one. */
  private texts(node: Node | undefined): readonly string[] {
    if (node === undefined) return [];
    const texts: string[] = [];
    for (const item of isSeq(node) ? node.items : [node]) {
      const text = this.text(asNode(item));
      if (text !== null) texts.push(text);
    }
    return texts;
  }

  private choice<T extends string>(node: Node | undefined, of: readonly T[], fallback: T): T {
    if (node === undefined) return fallback;
    const text = this.text(node);
    const found = of.find((one) => one === text);
    if (found === undefined && text !== null) this.mistake(rangeOf(node), `\`${text}\` is none of ${of.join(', ')}`);
    return found ?? fallback;
  }

  private mistake(range: Range, message: string): void {
    this.mistakes.push({ file: this.file.path, range, message, severity: 'error' });
  }
}

/** The library types items loosely; what is no plain node (a missing value, an alias) becomes an empty one. */
function asNode(item: unknown): Node {
  return isMap(item) || isSeq(item) || isScalar(item) ? item : new Scalar(null);
}

function rangeOf(node: Node): Range {
  const range = node.range;
  return range === undefined || range === null ? whole : { start: range[0], end: range[1] };
}
