/**
 * What does a file show of what a caley.yaml declares? Who gets which data and where it is kept, the API that is asked and with which
 * scopes, webhooks, packages: all that there is, whether or not a rule has anything against it. Must not decide what is to be declared.
 */
import type { NodeId } from '../flow';
import type { DeclaredTest, FlowCheck, KindId, Policy } from '../policy';
import type { Range } from '../text';
import { isBesideCaley } from './beside-caley';
import { importBehind, isSdk } from './checks/sdk-imports';
import type { Emission } from './emissions';
import type { Evaluator } from './evaluate';
import type { Unit } from './program';
import { hostAsked, isCarried, recipientOf } from './recipients';
import { isWebhook, routesSetUpIn, webhook } from './routes';
import { isSaidNear } from './said-nearby';
import { scopesIn } from './scopes';
import type { Source } from './source';
import { flatten } from './value';
import type { Taint } from './value';

/** What something is, and the first place in the file that shows it. Absolute. */
export type Observed =
  /** Data goes to somebody: a party, or a host that none is known for. Without kinds: the service is used, and no such data was seen to go there. */
  | { readonly type: 'recipient'; readonly party: string | null; readonly host: string | null; readonly kinds: readonly KindId[]; readonly range: Range }
  /** Data is kept. `kinds` is all of it, `collected` what no mask or hash makes nothing to disclose; `isEncrypted` where each value is before it is kept. */
  | { readonly type: 'store'; readonly sink: KindId; readonly package: string | null; readonly kinds: readonly KindId[]; readonly collected: readonly KindId[]; readonly isEncrypted: boolean; readonly range: Range }
  | { readonly type: 'host'; readonly host: string; readonly range: Range }
  | { readonly type: 'scope'; readonly scope: string; readonly range: Range }
  | { readonly type: 'webhook'; readonly path: string; readonly isVerified: boolean; readonly range: Range }
  | { readonly type: 'sdk'; readonly package: string; readonly range: Range }
  /** A package that acts with what it is let have of Caley. */
  | { readonly type: 'component'; readonly package: string; readonly range: Range };

/** What models call packages that act for their user, with the user's access. */
const broker: KindId = 'tool.broker';
const scopeParameter: KindId = 'parameter.oauth.scope';
/** What a value is marked with that was encrypted. */
const encryption: KindId = 'sanitizer.encrypt';
const share = 'sink.share.';
const file: KindId = 'sink.store.file';
const store = 'sink.store.';

/** Each once, in order of place. `answers` are kept with the file as long as it is looked at. */
export function observe(evaluator: Evaluator, policy: Policy, source: Source): readonly Observed[] {
  return evaluator.askFor(source, () => {
    const observer = new Observer(evaluator, policy, source);
    for (const unit of source.units) observer.unit(unit);
    return observer.observed();
  });
}

class Observer {
  private readonly found = new Map<string, Observed>();
  private readonly recipients: readonly FlowCheck[];
  private readonly collections: readonly FlowCheck[];
  private readonly stores: readonly FlowCheck[];

  constructor(private readonly evaluator: Evaluator, private readonly policy: Policy, private readonly source: Source) {
    // Which data counts is for the rules to say that hold it against a declaration.
    this.recipients = checksThatAsk(policy, ({ recipient }) => recipient === false);
    this.collections = checksThatAsk(policy, ({ collection }) => collection === false);
    this.stores = checksThatAsk(policy, ({ encryption }) => encryption === false);
  }

  observed(): readonly Observed[] {
    return [...this.found.values()].sort((a, b) => a.range.start - b.range.start);
  }

  unit(unit: Unit): void {
    for (const emission of this.evaluator.emissionsOf(unit)) {
      this.recipient(unit, emission);
      if (emission.kind.startsWith(store)) this.store(unit, emission);
      if (emission.kind === 'sink.http.url' || emission.kind === 'sink.base') this.host(unit, emission);
      if (emission.kind === scopeParameter) this.scopes(unit, emission);
    }
    for (const route of routesSetUpIn(this.evaluator, unit)) {
      if (!route.path.startsWith('/') || !isWebhook(this.policy, route)) continue;
      const asked = [...this.policy.rules.values()].flatMap(({ check }) => (check.type === 'shape' && check.at.includes(webhook) && check.unsaid.length > 0 ? [check.unsaid] : []));
      const isVerified = asked.length > 0 && asked.every((unsaid) => isSaidNear(this.evaluator, this.policy, unsaid, route));
      this.add(`webhook ${route.path}`, { type: 'webhook', path: route.path, isVerified, range: rangeOf(unit, route.wrong) });
    }
    this.imports(unit);
  }

  private recipient(unit: Unit, emission: Emission): void {
    const recipient = recipientOf(this.policy, emission);
    if (recipient?.kind.startsWith(share) !== true) return;
    const party = recipient.party === null ? null : (this.policy.parties.get(recipient.party) ?? null);
    if (party === null ? emission.url === null : party.role === 'library' || party.role === 'exfiltration') return;
    const kinds = this.kindsIn(emission, this.recipients, (taint) => isCarried(this.policy, emission, recipient, taint));
    const host = party === null ? hostAsked(emission.url ?? '') : null;
    if (party === null && (host === null || kinds.length === 0)) return;
    const key = `recipient ${party?.id ?? ''} ${host ?? ''}`;
    const before = this.found.get(key);
    const range = rangeOf(unit, emission.handed);
    if (before?.type !== 'recipient' || (before.kinds.length === 0 && kinds.length > 0)) this.found.set(key, { type: 'recipient', party: party?.id ?? null, host, kinds, range });
    else this.found.set(key, { ...before, kinds: union(before.kinds, kinds) });
  }

  private store(unit: Unit, emission: Emission): void {
    const kinds = union(this.kindsIn(emission, this.stores, anything, []), this.kindsIn(emission, this.collections, anything, []));
    if (kinds.length === 0) return;
    const encrypted = new Set(flatten(emission.value).taints.filter(({ marks }) => marks.some((mark) => this.policy.kinds.isA(mark, encryption))).map(({ kind }) => kind));
    const now = {
      type: 'store', sink: emission.kind, package: packageOf(this.evaluator, emission), kinds, collected: this.kindsIn(emission, this.collections),
      isEncrypted: kinds.every((kind) => encrypted.has(kind)), range: rangeOf(unit, emission.handed),
    } as const;
    const key = `store ${now.sink} ${now.package ?? ''}`;
    const before = this.found.get(key);
    this.found.set(key, before?.type !== 'store' ? now : { ...before, kinds: union(before.kinds, kinds), collected: union(before.collected, now.collected), isEncrypted: before.isEncrypted && now.isEncrypted });
  }

  private host(unit: Unit, { url, value, handed }: Emission): void {
    const texts = [url, ...value.constants.map((constant) => constant.value)];
    for (const text of texts) {
      if (typeof text !== 'string' || this.policy.partyOf(text)?.role !== 'caley') continue;
      const host = hostAsked(text);
      if (host !== null) this.add(`host ${host}`, { type: 'host', host, range: rangeOf(unit, handed) });
    }
  }

  private scopes(unit: Unit, { url, value, handed }: Emission): void {
    const isOfCaley = url === null ? isBesideCaley(this.evaluator, this.policy, this.source, 'context.names-caley') : this.policy.partyOf(url)?.role === 'caley';
    if (!isOfCaley) return;
    for (const { scope } of scopesIn(value).known) this.add(`scope ${scope}`, { type: 'scope', scope, range: rangeOf(unit, handed) });
  }

  private imports(unit: Unit): void {
    for (const node of unit.graph.nodes) {
      if (node.op !== 'import' || node.module.startsWith('.') || isOwn(this.evaluator, unit, node.id)) continue;
      const name = packageIn(node.module, this.source.ecosystem);
      if (isSdk(this.policy, node.module)) this.add(`sdk ${name}`, { type: 'sdk', package: name, range: rangeOf(unit, node.id) });
      const facts = node.typeOnly ? [] : (this.evaluator.models.package(this.source.ecosystem, node.module)?.facts ?? []);
      if (!facts.some(({ is }) => is !== null && this.policy.kinds.isA(is, broker))) continue;
      if (isBesideCaley(this.evaluator, this.policy, this.source, 'context.names-caley')) this.add(`component ${name}`, { type: 'component', package: name, range: rangeOf(unit, node.id) });
    }
  }

  /** The data in what is handed over that one of some rules asks about, sure enough to be shown, and not cleared by what that rule takes for protection. */
  private kindsIn(emission: Emission, checks: readonly FlowCheck[], isMeant: (taint: Taint) => boolean = anything, clearing: readonly KindId[] | null = null): readonly KindId[] {
    const { kinds } = this.policy;
    const asks = (check: FlowCheck, { kind, marks }: Taint): boolean => check.from.some((from) => kinds.isA(kind, from)) && !check.notFrom.some((not) => kinds.isA(kind, not)) &&
      !(clearing ?? check.unless).some((clear) => marks.some((mark) => kinds.isA(mark, clear)));
    const found = flatten(emission.value).taints.filter((taint) => taint.confidence !== 'low' && isMeant(taint) && checks.some((check) => asks(check, taint)));
    return [...new Set(found.map(({ kind }) => kind))].sort();
  }

  private add(key: string, observed: Observed): void {
    if (!this.found.has(key)) this.found.set(key, observed);
  }
}

function anything(): boolean {
  return true;
}

function checksThatAsk(policy: Policy, isAsked: (test: DeclaredTest) => boolean): readonly FlowCheck[] {
  return [...policy.rules.values()].flatMap(({ check }) => (check.type === 'flow' && check.declared !== undefined && isAsked(check.declared) ? [check] : []));
}

/** The package whose function keeps what is handed over, as the file that calls it imports it; null where that cannot be seen, and for files. */
function packageOf(evaluator: Evaluator, { kind, sink }: Emission): string | null {
  const call = sink.unit.node(sink.node);
  const found = call?.op === 'call' && kind !== file ? importBehind(evaluator, sink.unit, call.callee) : null;
  const imported = found?.unit.node(found.node);
  return imported?.op !== 'import' || imported.module.startsWith('.') ? null : packageIn(imported.module, sink.unit.source.ecosystem);
}

function isOwn(evaluator: Evaluator, unit: Unit, id: NodeId): boolean {
  const { functions, classes, modules, instances } = evaluator.valueOf(unit, id);
  return functions.length + classes.length + modules.length + instances.length > 0;
}

/** What a manifest calls what a module is of: `@caley/sdk` of `@caley/sdk/webhooks`. */
function packageIn(module: string, ecosystem: string): string {
  if (ecosystem === 'pypi') return module.split('.')[0] ?? module;
  return module.split('/').slice(0, module.startsWith('@') ? 2 : 1).join('/');
}

function rangeOf(unit: Unit, node: NodeId): Range {
  return unit.rangeOf(unit.node(node) ?? { start: 0, end: 0 });
}

function union<T>(a: readonly T[], b: readonly T[]): readonly T[] {
  return [...new Set([...a, ...b])].sort();
}
