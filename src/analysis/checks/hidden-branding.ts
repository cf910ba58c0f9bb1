/**
 * Is the sign hidden by which people see whose service something is: by an option of Caley's, by a style, or by taking the element away?
 * Code, since only names say that an option or an element is Caley's. Must not know what such signs are called.
 */
import type { NodeId, NodeOf } from '../../flow';
import type { Policy } from '../../policy';
import { pathOf } from '../names';
import type { Check, Offence, Pass } from './check';
import { offenceOf } from './plain-offence';
import { importBehind, isSdk } from './sdk-imports';

/** Longer texts are no styles that a page puts together. */
const longest = 20_000;
/** Objects within objects that are looked into. */
const maxDepth = 4;

const finders: ReadonlySet<string> = new Set(['querySelector', 'querySelectorAll', 'getElementById', 'getElementsByClassName', '$', 'jQuery', 'closest']);
const removers: ReadonlySet<string> = new Set(['remove', 'hide', 'detach', 'removeChild', 'fadeOut']);
const hidden: readonly (readonly [name: string, values: readonly unknown[]])[] = [
  ['display', ['none', 'none !important']], ['visibility', ['hidden', 'hidden !important', 'collapse']], ['opacity', [0, '0', '0 !important']],
  ['fontSize', [0, '0']], ['height', [0, '0']], ['hidden', [true]], ['innerHTML', ['']], ['textContent', ['']], ['outerHTML', ['']],
];
const hidingStyle = /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?\s*(?:!|;|$)|font-size\s*:\s*0|(?:max-)?height\s*:\s*0)/i;
const styleRule = /([^{}]+)\{([^{}]*)\}/g;

export function hiddenBranding(pass: Pass): ReturnType<Check> {
  const { unit } = pass;
  return unit.graph.nodes.flatMap((node): readonly Offence[] => {
    switch (node.op) {
      case 'call':
        return [...optionsOf(pass, node), ...removal(pass, node)];
      case 'markup':
        return pass.policy.isCaleyName(node.name) ? node.properties.flatMap(({ key, value }) => switched(pass, key, value, node.id, node.name)) : [];
      case 'update':
        return assignment(pass, node);
      case 'object':
        return styles(pass, node);
      case 'constant':
        return typeof node.value === 'string' && hasStyle(pass, node.value) ? [offenceOf(unit, node.id, node.id, 'style', null)] : [];
      default:
        return [];
    }
  });
}

/** Switches of what a call hands to something of Caley's. */
function optionsOf(pass: Pass, call: NodeOf<'call'>): readonly Offence[] {
  const { unit } = pass;
  const objects = call.args.filter(({ value }) => unit.node(unit.unwrapped(value))?.op === 'object');
  if (objects.length === 0) return [];
  const found = objects.flatMap(({ value }) => switchesIn(pass, value, call.id, maxDepth));
  return found.length > 0 && isCaleys(pass, call) ? found : [];
}

function switchesIn(pass: Pass, id: NodeId, around: NodeId, depth: number): readonly Offence[] {
  const node = pass.unit.node(pass.unit.unwrapped(id));
  if (node?.op !== 'object' || depth === 0) return [];
  return node.properties.flatMap(({ key, value }) => [...switched(pass, key, value, around, key ?? ''), ...switchesIn(pass, value, around, depth - 1)]);
}

/** An option by whose name and value the sign is hidden. */
function switched({ policy, unit }: Pass, key: string | null, value: NodeId, around: NodeId, sink: string): readonly Offence[] {
  const node = unit.node(unit.unwrapped(value));
  if (key === null || node?.op !== 'constant' || typeof node.value !== 'boolean') return [];
  const wanted = node.value ? 'option.branding.hidden' : 'option.branding.shown';
  return policy.kinds.matchName(key, null, null).some(({ kind }) => kind === wanted) ? [offenceOf(unit, value, around, sink, key)] : [];
}

function isCaleys({ evaluator, policy, unit }: Pass, call: NodeOf<'call'>): boolean {
  const path = pathOf(unit, call.callee);
  if (path?.split('.').some((part) => policy.isCaleyName(part)) === true) return true;
  const imported = importBehind(evaluator, unit, call.callee);
  const origin = imported?.unit.node(imported.node);
  return origin?.op === 'import' && isSdk(policy, origin.module);
}

/** `document.querySelector('.caley-badge').remove()`. */
function removal(pass: Pass, call: NodeOf<'call'>): readonly Offence[] {
  const { unit } = pass;
  const member = unit.node(call.callee);
  if (member?.op !== 'field' || !(removers.has(member.name) || hidesByAttribute(pass, member.name, call))) return [];
  const sought = [member.object, ...call.args.map(({ value }) => value)].find((id) => isSign(pass, id));
  return sought === undefined ? [] : [offenceOf(unit, call.callee, call.id, member.name, null)];
}

/** `element.setAttribute('style', 'display: none')`. */
function hidesByAttribute({ unit }: Pass, name: string, { args }: NodeOf<'call'>): boolean {
  if (name !== 'setAttribute') return false;
  const [attribute, value] = args.map((arg) => unit.node(unit.unwrapped(arg.value)));
  if (attribute?.op !== 'constant') return false;
  return attribute.value === 'hidden' || (attribute.value === 'style' && value?.op === 'constant' && typeof value.value === 'string' && hidingStyle.test(value.value));
}

/** `document.querySelector('.caley-badge').style.display = 'none'`. */
function assignment(pass: Pass, node: NodeOf<'update'>): readonly Offence[] {
  const { unit } = pass;
  const value = unit.node(unit.unwrapped(node.value));
  if (value?.op !== 'constant' || !hides(node.name, value.value)) return [];
  const object = unit.node(unit.unwrapped(node.object));
  const element = object?.op === 'field' && object.name === 'style' ? object.object : node.object;
  return isSign(pass, element) ? [offenceOf(unit, node.id, node.id, node.name ?? '', null)] : [];
}

/** `{ '.caley-badge': { display: 'none' } }`. */
function styles(pass: Pass, { id, properties }: NodeOf<'object'>): readonly Offence[] {
  const { unit } = pass;
  return properties.flatMap(({ key, value }): readonly Offence[] => {
    if (key === null || !isSignName(pass, key)) return [];
    const style = unit.node(unit.unwrapped(value));
    if (style?.op !== 'object') return [];
    const isHidden = style.properties.some((property) => {
      const set = unit.node(unit.unwrapped(property.value));
      return set?.op === 'constant' && hides(property.key, set.value);
    });
    return isHidden ? [offenceOf(unit, value, id, key, null)] : [];
  });
}

function hides(name: string | null, value: unknown): boolean {
  return hidden.some(([property, values]) => property === name && values.includes(value));
}

function hasStyle(pass: Pass, text: string): boolean {
  if (text.length > longest || !text.includes('{')) return false;
  return [...text.matchAll(styleRule)].some(([, selector = '', body = '']) => hidingStyle.test(body) && isSignName(pass, selector));
}

/** Whether something is an element that is looked for by the name of a sign: everywhere by one of Caley's, within what is Caley's by any. */
function isSign(pass: Pass, id: NodeId): boolean {
  const found = soughtIn(pass, id);
  if (found === null) return false;
  return isSignName(pass, found.selector) || ((namesSign(pass, found.selector) || leadsToCaley(pass, found.selector)) && isWithinCaleys(pass, found.within));
}

/** `document.querySelector('.badge')`: what is looked for, and in what. */
function soughtIn({ unit }: Pass, id: NodeId): { readonly selector: string; readonly within: NodeId | null } | null {
  const found = unit.node(unit.unwrapped(id));
  if (found?.op !== 'call') return null;
  const callee = unit.node(found.callee);
  const name = callee?.op === 'field' ? callee.name : pathOf(unit, found.callee);
  const [selector] = found.args;
  const text = selector === undefined ? undefined : unit.node(unit.unwrapped(selector.value));
  if (name === null || !finders.has(name) || text?.op !== 'constant' || typeof text.value !== 'string') return null;
  return { selector: text.value, within: callee?.op === 'field' ? callee.object : null };
}

/** `document.querySelector('caley-widget').shadowRoot`: an element that is found by Caley's name, or what is inside of one. */
function isWithinCaleys(pass: Pass, id: NodeId | null, steps = maxDepth): boolean {
  if (id === null || steps === 0) return false;
  const node = pass.unit.node(pass.unit.unwrapped(id));
  if (node?.op === 'field') return isWithinCaleys(pass, node.object, steps - 1);
  const found = soughtIn(pass, id);
  return found !== null && (namesIn(found.selector).some((name) => isNamed(pass.policy, name)) || isWithinCaleys(pass, found.within, steps - 1));
}

/** Whether one name in a selector is both Caley's and a sign's. */
function isSignName(pass: Pass, selector: string): boolean {
  return namesIn(selector).some((name) => isNamed(pass.policy, name) && isSignWord(pass, name));
}

function namesSign(pass: Pass, selector: string): boolean {
  return namesIn(selector).some((name) => isSignWord(pass, name));
}

/** `a[href*="caley.app"]` */
function leadsToCaley({ policy }: Pass, selector: string): boolean {
  return /(?:^|[\s>])a\[href/.test(selector) && namesIn(selector).some((name) => isNamed(policy, name));
}

function isSignWord({ words }: Pass, name: string): boolean {
  const [signs, others] = [words['signs'] ?? [], words['others'] ?? []];
  const lower = name.toLowerCase();
  return signs.some((sign) => lower.includes(sign)) && !others.some((other) => lower.includes(other));
}

function namesIn(selector: string): readonly string[] {
  return selector.match(/[\w-]+/g) ?? [];
}

function isNamed(policy: Policy, name: string): boolean {
  return policy.isCaleyName(name.replaceAll('__', '-'));
}
