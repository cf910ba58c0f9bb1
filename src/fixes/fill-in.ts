/** What a caley.yaml lacks is added: known values, such as the edition of a policy, and for the rest its keys, to be filled in. */
import { lackingIn } from '../analysis';
import type { PlacePath } from '../analysis';
import { inTurn, putValue } from '../policy';
import type { Writing } from '../policy';
import type { DeclarationContext, DeclarationFix } from './declaration-fix';
import { known, pathName } from './declaration-fix';

interface Filling {
  readonly path: PlacePath;
  readonly value: Writing;
}

/** Of a title. */
const mostNamed = 3;

export const fillIn: DeclarationFix = {
  id: 'fill-in',
  safety: 'review',
  title: (context) => {
    const fillings = fillingsOf(context);
    const names = fillings.map(({ path, value }) => `${path.filter((key) => typeof key === 'string').join('.')}${typeof value === 'string' ? `: ${value.slice(0, 40)}` : ''}`);
    const isOpen = fillings.some(({ value }) => typeof value !== 'string');
    return `Add ${names.slice(0, mostNamed).join(', ')}${names.length > mostNamed ? ' and more' : ''}${isOpen ? ', to be filled in' : ''}`;
  },
  apply: (context) => {
    const fillings = fillingsOf(context);
    return fillings.length === 0 ? null : inTurn(context.text, fillings.map(({ path, value }) => (text) => putValue(text, path, value)));
  },
};

function fillingsOf(context: DeclarationContext): readonly Filling[] {
  const { rule: { check }, finding, declaration, policy } = context;
  if (check.type !== 'declaration') return [];
  const { missing, editions } = lackingIn(finding, check, declaration, policy);
  const fillings = new Map<string, Filling>(editions.map(({ path, date }) => [path.join('.'), { path, value: date }]));
  for (const alternatives of missing) {
    const answered = alternatives.find((path) => context.answer(pathName(path)) !== null) ?? alternatives[0];
    if (answered === undefined || fillings.has(answered.join('.'))) continue;
    for (const path of whole(answered)) if (!fillings.has(path.join('.'))) fillings.set(path.join('.'), { path, value: known(context, nameIn(path)) });
  }
  return [...fillings.values()];
}

/** What is stated for a clause is stated in words as well. */
function whole(path: PlacePath): readonly PlacePath[] {
  return path[0] === 'attestations' && path.length === 2 ? ['by', 'date', 'statement'].map((key) => [...path, key]) : [path];
}

function nameIn(path: PlacePath): string {
  return path[0] === 'attestations' ? ['attestations', '*', ...path.slice(2)].join('.') : pathName(path);
}
