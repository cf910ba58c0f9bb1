/**
 * Does a component collect what is personal, or connect an account, in a file where nothing leads to what becomes of the data?
 * Code, since it is what is not there that is wrong. Must not know how fields, links and such pages are called.
 */
import type { NodeOf } from '../../flow';
import { isBesideCaley } from '../beside-caley';
import { offenceOf } from './plain-offence';
import type { Check, Pass } from './check';

/** Attributes that say what a field is for. */
const telling: ReadonlySet<string> = new Set(['type', 'name', 'id', 'autoComplete', 'autocomplete', 'placeholder', 'label']);
const addresses: ReadonlySet<string> = new Set(['href', 'action', 'to']);

/** `kinds`: of fields that count; `pages`: words of pages to which people are asked to connect; `notices`: words of what explains; `others`: words of forms that are for those who are known already. */
export function unexplainedCollection(pass: Pass): ReturnType<Check> {
  const { evaluator, policy, unit } = pass;
  const elements = unit.graph.nodes.filter((node): node is NodeOf<'markup'> => node.op === 'markup');
  const form = elements.find(({ name }) => name.toLowerCase() === 'form');
  const field = form === undefined ? undefined : elements.find((element) => isField(pass, element));
  const wrong = form !== undefined && field !== undefined ? form : elements.find((element) => leadsToConsent(pass, element));
  if (wrong === undefined || !isBesideCaley(evaluator, policy, unit.source, 'context.names-caley') || isExplained(pass)) return [];
  return [offenceOf(unit, wrong.id, wrong.id, wrong.name)];
}

/** A field of a form whose name or type says that it takes what is personal. */
function isField({ policy, unit, words }: Pass, { name, properties }: NodeOf<'markup'>): boolean {
  if (!/input|field$/i.test(name)) return false;
  const wanted = words['kinds'] ?? [];
  return properties.some(({ key, value }) => {
    const said = key !== null && telling.has(key) ? unit.node(unit.unwrapped(value)) : undefined;
    return said?.op === 'constant' && typeof said.value === 'string' && policy.kinds.matchName(said.value, null, null).some(({ kind }) => wanted.some((one) => policy.kinds.isA(kind, one)));
  });
}

function leadsToConsent({ evaluator, policy, unit, words }: Pass, { properties }: NodeOf<'markup'>): boolean {
  return properties.some(({ key, value }) => key !== null && addresses.has(key) && evaluator.valueOf(unit, value).constants.some(({ value: address }) =>
    typeof address === 'string' && policy.partyOf(address)?.role === 'caley' && (words['pages'] ?? []).some((page) => address.toLowerCase().includes(page))));
}

/** Whether anything in the file says, or is called, what explains; or what a page of which this is a part may bring along. */
function isExplained({ unit, words }: Pass): boolean {
  const known = [...(words['notices'] ?? []), ...(words['others'] ?? [])];
  const says = (text: string): boolean => known.some((word) => text.toLowerCase().includes(word));
  return unit.source.units.some(({ graph }) => graph.nodes.some((node) => {
    switch (node.op) {
      case 'constant':
        return typeof node.value === 'string' && says(node.value);
      case 'markup':
        return says(node.name);
      case 'import':
        return says(node.module) || says(node.name);
      default:
        return false;
    }
  }));
}
