/**
 * How is a graph kept small while nobody looks at it? As bytes, with its texts beside them: about a tenth of its size.
 * What stands in a function is unpacked when it is first asked for. Objects of the same keys are of one shape, which is written once.
 */
import type { ClassId, FileGraph, FunctionGraph, FunctionId } from './graph';

/** A graph that `unpack` makes again. */
export interface Packed {
  readonly bytes: Uint8Array;
  /** Where the body of each function begins. */
  readonly bodies: readonly number[];
  /** Each text once, and the numbers that are no small integers. */
  readonly strings: readonly string[];
  readonly numbers: readonly number[];
}

/** What a value is: the low bits of its first number, the rest of which is a count, an index or the value itself. */
const tagBits = 3;
const [integer, text, list, object, word, number] = [0, 1, 2, 3, 4, 5] as const;
const words: readonly unknown[] = [null, undefined, false, true];
/** Integers from 0 up to this are written as they are. */
const largest = 2 ** 26;

interface Shape {
  readonly number: number;
  readonly keys: readonly string[];
  /** An object of the shape: copies of one are made faster than objects key by key. */
  readonly empty: Readonly<Record<string, unknown>>;
}

/** Shapes by the keys before, one after the other: objects are many, and their keys never put together. */
interface Prefix {
  readonly next: Map<string, Prefix>;
  shape: Shape | null;
}

/** Of all graphs there are a few dozen shapes; numbers stay as they are, so packed graphs hold no keys. */
const shapes: Shape[] = [];
const noKeys: Prefix = { next: new Map(), shape: null };

/** What is in a function, and how it is seen from outside. */
type Body = Pick<FunctionGraph, 'nodes' | 'guards' | 'variables' | 'returns' | 'outerWrites' | 'exports'>;
type Head = Omit<FunctionGraph, keyof Body>;

export function pack(graph: FileGraph): Packed {
  const packer = new Packer();
  packer.value({ ...graph, functions: graph.functions.map(headOf) });
  const bodies = graph.functions.map(({ nodes, guards, variables, returns, outerWrites, exports }) => packer.value({ nodes, guards, variables, returns, outerWrites, exports }));
  return packer.packed(bodies);
}

function headOf({ id, name, kind, parent, class: owner, range, async, generator, parameterCount, returnType }: FunctionGraph): Head {
  return { id, name, kind, parent, class: owner, range, async, generator, parameterCount, returnType };
}

/** The same graph, in all that it says. */
export function unpack(packed: Packed): FileGraph {
  // What was packed as a graph is one, but for the bodies.
  const graph = new Unpacker(packed, 0).value() as FileGraph;
  return { ...graph, functions: graph.functions.map((head, i) => new PackedFunction(head, packed, packed.bodies[i] ?? 0)) };
}

class PackedFunction implements FunctionGraph {
  readonly id: FunctionId;
  readonly name: string;
  readonly kind: FunctionGraph['kind'];
  readonly parent: FunctionId | null;
  readonly class: ClassId | null;
  readonly range: FunctionGraph['range'];
  readonly async: boolean;
  readonly generator: boolean;
  readonly parameterCount: number;
  readonly returnType: FunctionGraph['returnType'];
  private known: Body | null = null;

  constructor(head: Head, private readonly packed: Packed, private readonly at: number) {
    this.id = head.id;
    this.name = head.name;
    this.kind = head.kind;
    this.parent = head.parent;
    this.class = head.class;
    this.range = head.range;
    this.async = head.async;
    this.generator = head.generator;
    this.parameterCount = head.parameterCount;
    this.returnType = head.returnType;
  }

  private get body(): Body {
    // What was packed as a body is one.
    return (this.known ??= new Unpacker(this.packed, this.at).value() as Body);
  }

  get nodes(): Body['nodes'] {
    return this.body.nodes;
  }

  get guards(): Body['guards'] {
    return this.body.guards;
  }

  get variables(): Body['variables'] {
    return this.body.variables;
  }

  get returns(): Body['returns'] {
    return this.body.returns;
  }

  get outerWrites(): Body['outerWrites'] {
    return this.body.outerWrites;
  }

  get exports(): Body['exports'] {
    return this.body.exports;
  }
}

class Packer {
  private bytes = new Uint8Array(1 << 12);
  private length = 0;
  private readonly strings = new Map<string, number>();
  private readonly numbers: number[] = [];

  packed(bodies: readonly number[]): Packed {
    return { bytes: this.bytes.slice(0, this.length), bodies, strings: [...this.strings.keys()], numbers: this.numbers };
  }

  /** Gives where it begins. */
  value(value: unknown): number {
    const start = this.length;
    this.write(value);
    return start;
  }

  private write(value: unknown): void {
    if (typeof value === 'number') {
      if (Number.isInteger(value) && value >= 0 && value < largest && !Object.is(value, -0)) this.tagged(integer, value);
      else this.tagged(number, this.numbers.push(value) - 1);
    } else if (typeof value === 'string') this.tagged(text, this.indexOf(value));
    else if (Array.isArray(value)) {
      this.tagged(list, value.length);
      for (const item of value) this.write(item);
    } else if (typeof value === 'object' && value !== null) this.object(value as Readonly<Record<string, unknown>>);
    else this.tagged(word, words.indexOf(value));
  }

  private object(value: Readonly<Record<string, unknown>>): void {
    const shape = shapeOf(value);
    this.tagged(object, shape.number);
    for (const key of shape.keys) this.write(value[key]);
  }

  private indexOf(value: string): number {
    let index = this.strings.get(value);
    if (index === undefined) this.strings.set(value, (index = this.strings.size));
    return index;
  }

  /** Seven bits a byte, the lowest first; the highest bit says that more follow. */
  private tagged(tag: number, rest: number): void {
    if (this.length + 5 > this.bytes.length) {
      const longer = new Uint8Array(this.bytes.length * 2);
      longer.set(this.bytes);
      this.bytes = longer;
    }
    let left = (rest << tagBits) | tag;
    while (left > 0x7f) {
      this.bytes[this.length++] = (left & 0x7f) | 0x80;
      left >>>= 7;
    }
    this.bytes[this.length++] = left;
  }
}

function shapeOf(value: Readonly<Record<string, unknown>>): Shape {
  let at = noKeys;
  // Plain data has no keys but its own.
  for (const key in value) {
    let next = at.next.get(key);
    if (next === undefined) at.next.set(key, (next = { next: new Map(), shape: null }));
    at = next;
  }
  if (at.shape === null) {
    const keys = Object.keys(value);
    at.shape = { number: shapes.length, keys, empty: Object.fromEntries(keys.map((key) => [key, null])) };
    shapes.push(at.shape);
  }
  return at.shape;
}

class Unpacker {
  constructor(private readonly packed: Packed, private at: number) {}

  value(): unknown {
    const first = this.read();
    const rest = first >>> tagBits;
    switch (first & ((1 << tagBits) - 1)) {
      case integer:
        return rest;
      case text:
        return this.packed.strings[rest];
      case list: {
        const items: unknown[] = [];
        for (let i = 0; i < rest; i++) items.push(this.value());
        return items;
      }
      case object:
        return this.object(rest);
      case word:
        return words[rest];
      default:
        return this.packed.numbers[rest];
    }
  }

  private object(number: number): unknown {
    const shape = shapes[number];
    if (shape === undefined) throw new Error(`no shape ${String(number)}`);
    const made: Record<string, unknown> = { ...shape.empty };
    for (const key of shape.keys) made[key] = this.value();
    return made;
  }

  private read(): number {
    const { bytes } = this.packed;
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[this.at++] ?? 0;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  }
}
