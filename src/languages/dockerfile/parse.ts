/**
 * What does a Dockerfile say? A map for each stage, `stage` and for the last one `final`, with an entry for each instruction.
 * Must not know what any instruction is for, but its form.
 */
import type { Setting, SettingList, SettingMap, SettingScalar, SettingValue } from '../../flow';
import type { Range } from '../../text';
import { SettingTree } from '../settings';
import { readInstructions } from './instructions';
import type { Instruction } from './instructions';
import { Budget, expand, Scope, wordsOf } from './variables';
import type { Expanded, Expansion, Word } from './variables';

const known: ReadonlySet<string> = new Set([
  'ADD', 'ARG', 'CMD', 'COPY', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'FROM', 'HEALTHCHECK', 'LABEL', 'MAINTAINER', 'ONBUILD', 'RUN', 'SHELL', 'STOPSIGNAL', 'USER',
  'VOLUME', 'WORKDIR',
]);
/** What names values. */
const pairing: ReadonlySet<string> = new Set(['ENV', 'ARG', 'LABEL']);
/** What may be a list in JSON; a shell sees no variable in those that run something. */
const listing: ReadonlySet<string> = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'SHELL', 'VOLUME', 'COPY', 'ADD']);
const running: ReadonlySet<string> = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'SHELL']);
/** What the container runs, where no ARG is known. */
const atRun: ReadonlySet<string> = new Set(['CMD', 'ENTRYPOINT', 'HEALTHCHECK']);
/** What says one word, without its quotes. */
const single: ReadonlySet<string> = new Set(['USER', 'WORKDIR', 'STOPSIGNAL']);

interface Stage {
  readonly from: Instruction;
  readonly entries: Setting[];
  readonly scope: Scope;
  end: number;
}

export function parseDockerfile(text: string): SettingTree {
  return new Parser(text).parse();
}

class Parser {
  private readonly errors: Range[] = [];
  private readonly stages: Stage[] = [];
  private readonly first: Setting[] = [];
  private readonly globals = Scope.empty();
  private readonly named = new Map<string, Stage>();
  private readonly budget: Budget;
  private escape = '\\';

  constructor(private readonly text: string) {
    this.budget = new Budget(text.length);
  }

  parse(): SettingTree {
    const read = readInstructions(this.text);
    this.escape = read.escape;
    for (const instruction of read.instructions) this.take(instruction);
    const range = { start: 0, end: this.text.length };
    const last = this.stages.length - 1;
    const stages = this.stages.map(({ from, entries, end }, index): Setting => {
      const all = { start: from.range.start, end };
      return { key: index === last ? 'final' : 'stage', keyRange: from.range, range: all, value: { kind: 'map', entries, isOpen: false, range: all } };
    });
    const root: SettingMap = { kind: 'map', entries: [...this.first, ...stages], isOpen: false, range };
    const syntaxErrors = [...read.errors, ...this.errors].sort((a, b) => a.start - b.start);
    return new SettingTree({ text: this.text, documents: [{ range, root }], comments: read.comments, syntaxErrors });
  }

  private take(instruction: Instruction): void {
    if (!known.has(instruction.name)) {
      this.errors.push(instruction.keyword);
      return;
    }
    if (instruction.name === 'FROM') {
      this.begin(instruction);
      return;
    }
    const stage = this.stages.at(-1);
    const setting = this.entryOf(instruction, stage?.scope ?? this.globals);
    (stage?.entries ?? this.first).push(setting);
    if (stage !== undefined) stage.end = instruction.range.end;
  }

  /** `FROM --platform=… image AS name`. */
  private begin(instruction: Instruction): void {
    const { line, keyword } = instruction;
    const words = wordsOf(line.text, instruction.start, instruction.end, this.escape).filter(({ start }) => !line.text.startsWith('--', start));
    const [image, as, name] = words;
    const entries: Setting[] = [];
    const value = image === undefined ? this.missing(instruction) : this.scalar(instruction, image, this.expansion(this.globals, false));
    const stage: Stage = { from: instruction, entries, scope: this.scopeOf(value), end: instruction.range.end };
    entries.push({ key: 'FROM', keyRange: keyword, range: { start: keyword.start, end: Math.max(value.range.end, keyword.end) }, value });
    if (as !== undefined) {
      if (name !== undefined && line.text.slice(as.start, as.end).toUpperCase() === 'AS') {
        const given = line.text.slice(name.start, name.end);
        const range = line.range(name.start, name.end);
        entries.push({ key: 'AS', keyRange: line.range(as.start, as.end), range: line.range(as.start, name.end), value: { ...closed(given), range } });
        this.named.set(given.toLowerCase(), stage);
      } else {
        this.errors.push(line.range(as.start, instruction.end));
      }
    }
    this.stages.push(stage);
  }

  /** Of a stage that begins from another one what that has. */
  private scopeOf(image: SettingScalar): Scope {
    const base = image.isOpen ? undefined : this.named.get(image.text.toLowerCase());
    return base !== undefined && this.budget.take(base.scope.size) ? base.scope.child() : Scope.empty();
  }

  private entryOf(instruction: Instruction, scope: Scope): Setting {
    return { key: instruction.name, keyRange: instruction.keyword, range: instruction.range, value: this.valueOf(instruction, scope) };
  }

  private valueOf(instruction: Instruction, scope: Scope): SettingValue {
    const { name, line, start, end } = instruction;
    if (start >= end) return this.missing(instruction);
    if (name === 'ONBUILD') return this.readTrigger(instruction);
    if (pairing.has(name)) return this.readPairs(instruction, scope);
    const list = listing.has(name) && line.text.charAt(start) === '[' ? this.readList(instruction, scope) : null;
    if (list !== null) return list;
    const said = this.scalar(instruction, { start, end }, this.expansion(atRun.has(name) ? scope.atRun() : scope, !single.has(name)));
    const { heredoc } = instruction;
    if (heredoc === null) return said;
    const text = `${said.text}\n${this.text.slice(heredoc.start, heredoc.end)}`;
    return { ...said, text, value: text, range: { start: said.range.start, end: heredoc.end } };
  }

  /** Nothing follows the keyword yet. */
  private missing({ keyword }: Instruction): SettingScalar {
    this.errors.push(keyword);
    return { kind: 'scalar', text: '', value: null, isOpen: true, references: [], range: { start: keyword.end, end: keyword.end } };
  }

  /** What an image does that is built from this one: it knows nothing of the variables here. */
  private readTrigger(outer: Instruction): SettingValue {
    const { line, start, end } = outer;
    const keyword = /^[A-Za-z]+/.exec(line.text.slice(start, Math.min(end, start + 100)))?.[0] ?? '';
    const name = keyword.toUpperCase();
    const place = line.range(start, start + Math.max(keyword.length, 1));
    const range = { start: place.start, end: outer.range.end };
    if (!known.has(name) || name === 'ONBUILD' || name === 'FROM') {
      this.errors.push(place);
      return { kind: 'map', entries: [], isOpen: false, range };
    }
    const from = start + keyword.length;
    const blanks = line.text.slice(from, end).length - line.text.slice(from, end).trimStart().length;
    const inner: Instruction = { ...outer, name, keyword: place, range, start: from + blanks };
    return { kind: 'map', entries: [this.entryOf(inner, Scope.empty())], isOpen: false, range };
  }

  /** `a=b c="d"`, `ARG a`, or `a b c` in the older form, in which all that follows the name is one value. */
  private readPairs(instruction: Instruction, scope: Scope): SettingMap {
    const { name, line, start, end } = instruction;
    const words = wordsOf(line.text, start, end, this.escape);
    const [head] = words;
    const last = words.at(-1);
    if (last?.isUnclosed === true) this.errors.push(line.range(last.start, last.end));
    const all = { kind: 'map', isOpen: false, range: line.range(start, end) } as const;
    const expansion = this.expansion(scope, false);
    if (name !== 'ARG' && head !== undefined && words.length > 1 && !line.text.slice(head.start, head.end).includes('=')) {
      const value = this.scalar(instruction, words[1] === undefined ? head : { start: words[1].start, end }, expansion);
      const key = expand(line.text.slice(head.start, head.end), expansion).text;
      if (name === 'ENV') scope.setEnvironment(key, value);
      return { ...all, entries: [{ key, keyRange: line.range(head.start, head.end), range: all.range, value }] };
    }
    // None of them sees what another one of the same instruction sets, but for ARG.
    const entries: Setting[] = [];
    for (const word of words) {
      const setting = this.readPair(instruction, word, scope);
      if (setting !== null) entries.push(setting);
      if (name === 'ARG' && setting?.value.kind === 'scalar') scope.setArg(setting.key, setting.value.value === null ? null : setting.value);
    }
    if (name === 'ENV') for (const { key, value } of entries) if (value.kind === 'scalar') scope.setEnvironment(key, value);
    return { ...all, entries };
  }

  private readPair({ name, line, ...instruction }: Instruction, word: Word, scope: Scope): Setting | null {
    const expansion = this.expansion(scope, false);
    const mark = line.text.slice(word.start, word.end).indexOf('=');
    const keyEnd = mark < 0 ? word.end : word.start + mark;
    const key = expand(line.text.slice(word.start, keyEnd), expansion).text;
    const range = line.range(word.start, word.end);
    if (mark < 0 && name !== 'ARG') {
      this.errors.push(range);
      return null;
    }
    const keyRange = line.range(word.start, keyEnd);
    if (mark >= 0) return { key, keyRange, range, value: this.scalar({ name, line, ...instruction }, { start: keyEnd + 1, end: word.end }, expansion) };
    // A stage that declares an argument of the whole file gets its default.
    const inherited = scope === this.globals ? null : this.globals.get(key);
    const place = { start: keyRange.end, end: keyRange.end };
    const value: SettingScalar = inherited === null
      ? { kind: 'scalar', text: '', value: null, isOpen: true, references: [key], range: place }
      : { kind: 'scalar', ...inherited, value: inherited.text, range: place };
    return { key, keyRange, range, value };
  }

  /** `["a", "b"]`; null where that is not what JSON reads: then a shell gets it. */
  private readList(instruction: Instruction, scope: Scope): SettingList | null {
    const { name, line, start, end } = instruction;
    const strings = stringsOf(line.text, start, end);
    if (strings === null) return null;
    const expansion: Expansion = { ...this.expansion(scope, true), escape: '' };
    const items = strings.map(({ value, ...word }, index): Setting => {
      const range = line.range(word.start, word.end);
      const said = running.has(name) ? closed(value) : scalarOf(expand(value, expansion));
      return { key: String(index), keyRange: range, range, value: { ...said, range } };
    });
    return { kind: 'list', items, isOpen: false, range: line.range(start, end) };
  }

  private scalar({ line }: Instruction, { start, end }: Word, expansion: Expansion): SettingScalar {
    const range = start < end ? line.range(start, end) : { start: line.range(start - 1, start).end, end: line.range(start - 1, start).end };
    return { ...scalarOf(expand(line.text.slice(start, end), expansion)), range };
  }

  private expansion(scope: Scope, isRaw: boolean): Expansion {
    return { scope, isRaw, escape: this.escape, budget: this.budget };
  }
}

function scalarOf({ text, isOpen, references }: Expanded): Omit<SettingScalar, 'range'> {
  return { kind: 'scalar', text, value: text, isOpen, references };
}

function closed(text: string): Omit<SettingScalar, 'range'> {
  return { kind: 'scalar', text, value: text, isOpen: false, references: [] };
}

/** The strings of a list of JSON that goes from `start` to `end`; null where something else stands there. */
function stringsOf(text: string, start: number, end: number): readonly (Word & { readonly value: string })[] | null {
  const strings: (Word & { readonly value: string })[] = [];
  const pastBlanks = (from: number): number => {
    let at = from;
    while (text.charAt(at) === ' ' || text.charAt(at) === '\t') at++;
    return at;
  };
  let at = pastBlanks(start + 1);
  if (text.charAt(at) === ']') return at + 1 === end ? strings : null;
  for (;;) {
    const last = stringEnd(text, at, end);
    const value = last < 0 ? null : stringValue(text.slice(at, last));
    if (value === null) return null;
    strings.push({ start: at, end: last, value });
    at = pastBlanks(last);
    if (text.charAt(at) === ']') return at + 1 === end ? strings : null;
    if (text.charAt(at) !== ',') return null;
    at = pastBlanks(at + 1);
  }
}

/** Behind the quote that ends what the one at `start` begins; -1 where there is none. */
function stringEnd(text: string, start: number, end: number): number {
  if (text.charAt(start) !== '"') return -1;
  let at = start + 1;
  while (at < end && text.charAt(at) !== '"') at += text.charAt(at) === '\\' ? 2 : 1;
  return at < end ? at + 1 : -1;
}

function stringValue(quoted: string): string | null {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return null;
  }
}
