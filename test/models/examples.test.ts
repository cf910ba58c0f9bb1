/**
 * Every entry of every pack has an example; here each is analysed, and what the
 * entry says must be seen: a sink or option as an emission, data as a taint of a
 * value at the place, passed data where the example logs it (or the address of
 * the example's request, where that is what is passed).
 */
import assert from 'node:assert/strict';
import { Evaluator, Source } from '../../src/analysis';
import { languageOf } from '../../src/languages';
import type { Model, ModelEntry, Place } from '../../src/models';
import { loadTestEngine } from '../support/engine';
import type { TestEngine } from '../support/engine';
import { modelReadings, placesAt } from './packs';

interface Seen {
  readonly kind: string;
  readonly path: string;
  readonly url: string | null;
  readonly marks: readonly (readonly string[])[];
}

/** Why some examples do not show their entries yet. Whoever mends one takes its lines away here. */
const reasons = {
  typed: 'a value with a written type does not get what the model says of the type itself',
  nested: 'a function inside an object that is handed over gets no parameters',
  callback: 'what arrives in a callback is not marked by its sanitizer',
  element: 'what a model says of the elements of a container is not asked',
} as const;

/** File and path of entries whose examples miss: each must miss still, so that the list stays true. */
const knownMisses: ReadonlyMap<string, keyof typeof reasons> = new Map([
  ['global/fetch.yaml <Request>', 'typed'],
  ['npm/@azure/functions.yaml <HttpRequest>', 'nested'],
  ['npm/@azure/functions.yaml <HttpRequest>.{json,text,formData,arrayBuffer}()', 'nested'],
  ['npm/@azure/functions.yaml <HttpRequest>.headers', 'nested'],
  ['npm/@hapi/hapi.yaml <Request>', 'nested'],
  ['npm/@hapi/hapi.yaml <Request>.payload', 'nested'],
  ['npm/@hapi/hapi.yaml <Request>.headers', 'nested'],
  ['npm/@hapi/hapi.yaml <ResponseToolkit>.response.argument[0]', 'nested'],
  ['npm/@hapi/hapi.yaml <ResponseToolkit>.state.argument[1]', 'nested'],
  ['npm/@vercel/node.yaml <VercelRequest>', 'typed'],
  ['npm/aws-lambda.yaml <APIGatewayProxyEvent>', 'typed'],
  ['npm/aws-lambda.yaml <APIGatewayProxyEventV2>', 'typed'],
  ['npm/bcrypt.yaml hash.argument[2..3].parameter[1]', 'callback'],
  ['npm/body-parser.yaml {json,raw,text,urlencoded}.argument[0].verify.parameter[2]', 'nested'],
  ['npm/cookie-session.yaml default.argument[0].keys[]', 'element'],
  ['npm/mysql2.yaml <Connection>.{query,execute}()[]', 'element'],
  ['npm/next.yaml <NextApiRequest>', 'typed'],
  ['npm/next/server.yaml <NextRequest>', 'typed'],
  ['npm/node/crypto.yaml {scrypt,pbkdf2}.argument[3..5].parameter[1]', 'callback'],
]);

type Values = ReturnType<Evaluator['valueOf']>;

function taintsIn(value: Values, depth = 6): Values['taints'] {
  if (value.fields === null || depth === 0) return value.taints;
  return [...value.taints, ...[...value.fields.values()].flatMap((field) => taintsIn(field, depth - 1))];
}

/** What an analysis of `code` sees: emissions, and the kinds of data at each place. */
function analyse(engine: TestEngine, code: string): { readonly emissions: readonly Seen[]; readonly data: ReadonlyMap<Place, ReadonlySet<string>> } {
  const path = 'example.ts';
  const language = languageOf(engine.languages, path);
  assert.ok(language !== null);
  const tree = language.parse(code, path, engine.grammars);
  const source = new Source(path, code, language.lower(tree), language.ecosystem);
  const evaluator = new Evaluator(engine.models, engine.policy);
  const emissions: Seen[] = [];
  const data = new Map<Place, Set<string>>();
  for (const unit of source.units) {
    for (const { kind, sinkPath, url, value } of evaluator.emissionsOf(unit)) emissions.push({ kind, path: sinkPath, url, marks: taintsIn(value).map((taint) => taint.marks) });
    unit.graph.nodes.forEach((_, id) => {
      const value = evaluator.valueOf(unit, id);
      for (const place of value.places) data.set(place, new Set([...(data.get(place) ?? []), ...value.taints.map((taint) => taint.kind)]));
    });
  }
  tree.dispose();
  return { emissions, data };
}

/** Null where the example shows what the entry says, else what is missing. */
function missing(engine: TestEngine, model: Model, entry: ModelEntry): string | null {
  const places = placesAt(engine.models, model, entry.at);
  if (places.size === 0) return 'its path leads nowhere';
  const { emissions, data } = analyse(engine, entry.example);
  const { is, sanitizes } = entry.fact;
  if (is === null) {
    if (emissions.some(({ kind, url }) => kind.startsWith('sink.http.') && url !== null && /^(https?|wss?):/.test(url))) return null;
    const logged = emissions.filter(({ kind }) => kind === 'sink.log').flatMap(({ marks }) => marks);
    if (logged.length === 0) return 'no data reaches the log, and no request has an address';
    return sanitizes === null || logged.some((marks) => marks.includes(sanitizes)) ? null : `nothing logged is marked ${sanitizes}`;
  }
  if (is.startsWith('data.')) return [...places].some((place) => data.get(place)?.has(is) === true) ? null : `no value at the place is ${is}`;
  const paths = new Set([...places].map((place) => place.path));
  return emissions.some(({ kind, path }) => kind === is && paths.has(path)) ? null : `nothing is emitted at ${[...paths].join(' or ')}`;
}

function keyOf(model: Model, entry: ModelEntry): string {
  return `${model.file.replace(/^models\//, '')} ${entry.at}`;
}

describe('examples of model packs', () => {
  let engine: TestEngine;
  before(async () => {
    engine = await loadTestEngine();
  });

  for (const { model } of modelReadings()) {
    if (model === null) continue;
    it(`${model.file} shows each of its ${String(model.entries.length)} entries`, () => {
      const failures = model.entries.flatMap((entry) => {
        const what = missing(engine, model, entry);
        const known = knownMisses.get(keyOf(model, entry));
        if (known !== undefined) return what === null ? [`${entry.at}: is shown now, though ${reasons[known]}`] : [];
        return what === null ? [] : [`${entry.at}: ${what}\n    ${entry.example}`];
      });
      assert.deepEqual(failures, []);
    });
  }

  it(`miss ${String(knownMisses.size)} entries for ${String(Object.keys(reasons).length)} reasons, and no others are listed`, () => {
    const keys = new Set(modelReadings().flatMap(({ model }) => model?.entries.map((entry) => keyOf(model, entry)) ?? []));
    assert.deepEqual([...knownMisses.keys()].filter((key) => !keys.has(key)), []);
    assert.deepEqual(new Set(knownMisses.values()), new Set(Object.keys(reasons)));
  });
});
