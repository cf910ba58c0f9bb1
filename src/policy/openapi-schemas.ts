/**
 * What may be sent with an operation? Names of its query parameters and of the fields of its body, as
 * far as the document lists all of them. Must not know paths.
 */
import { entriesOf, itemsOf, textOf, valueAt } from './references';
import type { References } from './references';

export interface Sent {
  /** Null where others may be sent. */
  readonly query: ReadonlySet<string> | null;
  readonly body: ReadonlySet<string> | null;
}

/** Bodies whose fields are names: JSON of whatever flavour, and forms. */
const named = /^(?:[\w.+-]+\/(?:[\w.+-]+\+)?json|application\/x-www-form-urlencoded|multipart\/form-data)\s*(?:;|$)/i;

/** Schemas in schemas that are looked into. */
const maxDepth = 40;

export class OpenApiSchemas {
  /** What a schema says, once; nothing while it is looked at: it may hold itself. */
  private readonly known = new Map<unknown, ReadonlySet<string> | null>();

  constructor(private readonly references: References) {}

  /** `keys`: names of credentials that any operation may be sent with. */
  sentWith(item: unknown, operation: unknown, keys: readonly string[]): Sent {
    const parameters = [item, operation].flatMap((of) => itemsOf(valueAt(of, 'parameters'))).map((one) => this.references.resolve(one));
    const placed = (place: string): readonly unknown[] => parameters.filter((one) => valueAt(one, 'in') === place);
    const [inBody] = placed('body');
    const form = this.namesOf(placed('formData'));
    const body = inBody !== undefined ? this.fieldsOf(valueAt(inBody, 'schema')) : form !== null && form.size > 0 ? form : this.requestBody(operation);
    return {
      query: parameters.includes(null) ? null : joined([this.namesOf(placed('query')), new Set(keys)]),
      body: body?.size === 0 ? null : body,
    };
  }

  /** Null where one of them is an object: how its fields are named is not told. */
  private namesOf(parameters: readonly unknown[]): ReadonlySet<string> | null {
    const isOpen = parameters.some((one) => {
      const schema = this.references.resolve(valueAt(one, 'schema') ?? {});
      return schema === null || valueAt(schema, 'type') === 'object' || ['properties', 'allOf', 'anyOf', 'oneOf'].some((key) => valueAt(schema, key) !== undefined);
    });
    return isOpen ? null : new Set(parameters.flatMap((one) => textOf(valueAt(one, 'name')) ?? []));
  }

  private requestBody(operation: unknown): ReadonlySet<string> | null {
    const types = entriesOf(valueAt(this.references.resolve(valueAt(operation, 'requestBody')), 'content'));
    if (types.length === 0) return null;
    return joined(types.map(([type, content]) => (named.test(type) ? this.fieldsOf(valueAt(content, 'schema')) : null)));
  }

  /** The names of the fields of what a schema describes; null where it is no object, or may have others. */
  private fieldsOf(written: unknown, depth = maxDepth): ReadonlySet<string> | null {
    const schema = this.references.resolve(written);
    if (typeof schema !== 'object' || schema === null || depth === 0) return null;
    let fields = this.known.get(schema);
    if (fields !== undefined) return fields;
    this.known.set(schema, nothing);
    this.known.set(schema, (fields = this.look(schema, depth - 1)));
    return fields;
  }

  private look(schema: object, depth: number): ReadonlySet<string> | null {
    const others = valueAt(schema, 'additionalProperties') ?? valueAt(schema, 'unevaluatedProperties') ?? false;
    if (others !== false || ['patternProperties', 'propertyNames', 'if', 'dependentSchemas', '$dynamicRef'].some((key) => valueAt(schema, key) !== undefined)) return null;
    const own = valueAt(schema, 'properties');
    const parts = ['allOf', 'oneOf', 'anyOf'].flatMap((key) => itemsOf(valueAt(schema, key)));
    if (own === undefined && parts.length === 0) return null;
    return joined([new Set(entriesOf(own).map(([name]) => name)), ...parts.filter((part) => !isRemark(part)).map((part) => this.fieldsOf(part, depth))]);
  }
}

const nothing: ReadonlySet<string> = new Set();

/** A part that names no fields but only says more of them: which are required, what they are for. */
function isRemark(part: unknown): boolean {
  return entriesOf(part).every(([key]) => ['required', 'description', 'title', 'example', 'deprecated'].includes(key));
}

function joined(sets: readonly (ReadonlySet<string> | null)[]): ReadonlySet<string> | null {
  const all = new Set<string>();
  for (const set of sets) {
    if (set === null) return null;
    for (const name of set) all.add(name);
  }
  return all;
}
