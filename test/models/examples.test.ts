/**
 * Every entry of every pack has an example; here each is analysed, and what the
 * entry says must be seen: a sink or option as an emission, a tool or a promise as a value that is its place, data as a taint of a
 * value at the place, a constant as that value, a context as one that a call stands in, a route as one that is set up, passed data where the example logs it (or the address of
 * the example's request, where that is what is passed), and a gate or test of consent by what it guards.
 */
import assert from 'node:assert/strict';
import { contextsOf, Evaluator, noLinks, routesSetUpIn, Source } from '../../src/analysis';
import { languageOf } from '../../src/languages';
import type { Installed, Model, ModelEntry, Place } from '../../src/models';
import { loadTestEngine } from '../support/engine';
import type { TestEngine } from '../support/engine';
import { fileEcosystemOf, modelReadings, placesAt } from './packs';

interface Seen {
  readonly kind: string;
  readonly path: string;
  readonly url: string | null;
  readonly marks: readonly (readonly string[])[];
  readonly guards: ReadonlySet<string>;
}

/** Examples stand in the file that they name in a comment, the first thing in them. Else they are of the language whose packages the model speaks of; where it holds in all, of TypeScript. */
const examplePaths = { npm: 'example.ts', pypi: 'example.py' };

type Values = ReturnType<Evaluator['valueOf']>;

function taintsIn(value: Values, depth = 6): Values['taints'] {
  if (value.fields === null || depth === 0) return value.taints;
  return [...value.taints, ...[...value.fields.values()].flatMap((field) => taintsIn(field, depth - 1))];
}

/** What an analysis of `code` sees: emissions, and the kinds of data at each place. */
function analyse(engine: TestEngine, code: string, path: string, installed: Installed): { readonly emissions: readonly Seen[]; readonly data: ReadonlyMap<Place, ReadonlySet<string>>; readonly constants: ReadonlyMap<Place, readonly unknown[]>; readonly contexts: ReadonlySet<string>; readonly routes: ReadonlySet<string> } {
  const language = languageOf(engine.languages, path);
  assert.ok(language !== null);
  const tree = language.parse(code, path, engine.grammars);
  const source = new Source(path, code, language.lower(tree), language.ecosystem, { ...noLinks, versionOf: installed });
  const evaluator = new Evaluator(engine.models, engine.policy);
  const emissions: Seen[] = [];
  const data = new Map<Place, Set<string>>();
  const constants = new Map<Place, unknown[]>();
  const contexts = new Set<string>();
  const routes = new Set<string>();
  for (const unit of source.units) {
    for (const { kind, sinkPath, url, value, guards } of evaluator.emissionsOf(unit)) emissions.push({ kind, path: sinkPath, url, marks: taintsIn(value).map((taint) => taint.marks), guards });
    for (const { kinds } of routesSetUpIn(evaluator, unit)) for (const kind of kinds) routes.add(kind);
    unit.graph.nodes.forEach((node, id) => {
      if (node.op === 'call') for (const kind of contextsOf(evaluator, unit, id)) contexts.add(kind);
      const value = evaluator.valueOf(unit, id);
      for (const place of value.places) constants.set(place, [...(constants.get(place) ?? []), ...value.constants.map((constant) => constant.value)]);
      for (const place of value.places) data.set(place, new Set([...(data.get(place) ?? []), ...value.taints.map((taint) => taint.kind)]));
    });
  }
  tree.dispose();
  return { emissions, data, constants, contexts, routes };
}

/** Null where the example shows what the entry says, else what is missing. */
function missing(engine: TestEngine, model: Model, entry: ModelEntry): string | null {
  // The example is one of the versions that the entry speaks of.
  const installed: Installed = () => entry.fact.versions?.replace(', unknown', '') ?? null;
  const places = placesAt(engine.models, model, entry.at, installed);
  if (places.size === 0) return 'its path leads nowhere';
  const { emissions, data, constants, contexts, routes } = analyse(engine, entry.example, /^(?:\/\*|#) (\S+\.\w+)(?: \*\/|\n)/.exec(entry.example)?.[1] ?? examplePaths[fileEcosystemOf(model)], installed);
  const { is, sanitizes, value, gates, tests } = entry.fact;
  if (gates !== null || tests.length > 0) return emissions.some(({ guards }) => guards.has('guard.consent')) ? null : 'nothing is guarded by consent';
  if (value.length > 0) return [...places].some((place) => value.every((one) => constants.get(place)?.includes(one))) ? null : 'no value at the place is that constant';
  if (is === null) {
    if (emissions.some(({ kind, url }) => kind.startsWith('sink.http.') && url !== null && /^(https?|wss?):/.test(url))) return null;
    const logged = emissions.filter(({ kind }) => kind === 'sink.log').flatMap(({ marks }) => marks);
    if (logged.length === 0) return 'no data reaches the log, and no request has an address';
    return sanitizes === null || logged.some((marks) => marks.includes(sanitizes)) ? null : `nothing logged is marked ${sanitizes}`;
  }
  if (is.startsWith('data.')) return [...places].some((place) => data.get(place)?.has(is) === true) ? null : `no value at the place is ${is}`;
  if (is.startsWith('context.')) return contexts.has(is) ? null : `no call runs in ${is}`;
  if (is.startsWith('route.')) return routes.has(is) ? null : `no ${is} is set up`;
  if (is.startsWith('tool.') || is.startsWith('state.') || is === 'promise') return [...places].some((place) => data.has(place)) ? null : 'no value is the place';
  const paths = new Set([...places].map((place) => place.path));
  return emissions.some(({ kind, path }) => kind === is && paths.has(path)) ? null : `nothing is emitted at ${[...paths].join(' or ')}`;
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
        return what === null ? [] : [`${entry.at}: ${what}\n    ${entry.example}`];
      });
      assert.deepEqual(failures, []);
    });
  }
});
