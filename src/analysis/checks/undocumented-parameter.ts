/**
 * Is something sent that the API document does not name? Code, since what may be sent depends on the operation that
 * a request is. Must not tell of operations that take other names too, nor of what is not written by name or asks for nothing (`harmless`).
 */
import type { Operation } from '../../policy';
import { settledBelow } from '../asked';
import { unescaped } from '../request-parameters';
import { fieldsWritten } from '../request-parts';
import type { WrittenField } from '../request-parts';
import type { PublishedApis } from '../published';
import type { Request } from '../service-requests';
import type { Check, Offence, Pass } from './check';
import { offenceAt } from './request-offence';

export function undocumentedParameter({ apis, evaluator, policy, unit, words }: Pass): ReturnType<Check> {
  if (!apis.rules(unit.source.path)) return [];
  const isHarmless = (name: string): boolean => policy.kinds.matchName(name, null, null).some(({ kind }) => words['harmless']?.includes(kind) === true);
  return evaluator.requests.of(unit).flatMap((request) => {
    const operations = operationsOf(apis, request);
    if (operations === null) return [];
    return [...inAddress(request, operations, isHarmless), ...request.sent.flatMap(({ as, what }) => (typeof what === 'number' ? sentBeyond(request, as, fieldsWritten(unit, what).filter(({ name }) => !isHarmless(name)), operations) : []))];
  });
}

/** The operations that it may be; null where that is not known of every address. What is sent may be handed in though the address is settled. */
function operationsOf(apis: PublishedApis, request: Request): readonly Operation[] | null {
  const verdicts = settledBelow(apis, request);
  const operations = verdicts.flatMap((verdict) => (verdict.type === 'published' ? verdict.operations : []));
  return operations.length === 0 || verdicts.some(({ type }) => type === 'open') ? null : operations;
}

/** The first name in the query that is part of the address, unless the function tells it that is called. */
function inAddress(request: Request, operations: readonly Operation[], isHarmless: (name: string) => boolean): readonly Offence[] {
  const told = new Set(request.below === null ? [] : namesAsked(request.below));
  const unknown = namesAsked(request).find((name) => !told.has(name) && !isNamed(operations, 'query', name) && !isHarmless(name));
  return unknown === undefined ? [] : [offenceAt(request, { unit: request.unit, node: request.written }, { ...asked(operations), parameter: unknown })];
}

function namesAsked({ addresses }: Request): readonly string[] {
  return addresses.flatMap((template) => namesIn(template.map((piece) => (typeof piece === 'string' ? piece : null))));
}

function sentBeyond(request: Request, as: 'query' | 'body', fields: readonly WrittenField[], operations: readonly Operation[]): readonly Offence[] {
  return fields.flatMap(({ name, value }) => (isNamed(operations, as, name) ? [] : [offenceAt(request, { unit: request.unit, node: value }, { ...asked(operations), parameter: name }, name)]));
}

/** Whether one of the operations takes the name, or others than it names. `filter[x]` and `ids[]` are parts of what is named without brackets. */
function isNamed(operations: readonly Operation[], as: 'query' | 'body', name: string): boolean {
  const bare = name.replace(/\[.*$/s, '');
  return operations.some((operation) => {
    const names = operation[as];
    return names === null || names.has(name) || names.has(bare) || names.has(`${bare}[]`);
  });
}

function asked([operation]: readonly Operation[]): Offence['details'] {
  return operation === undefined ? {} : { asked: [operation.method?.toUpperCase() ?? [], operation.path].flat().join(' ') };
}

/** The names before `=` behind a question mark, as far as each is written whole. */
function namesIn(pieces: readonly (string | null)[]): readonly string[] {
  const text = pieces.map((piece) => piece ?? '\0').join('');
  const query = /\?([^#]*)/.exec(text)?.[1] ?? '';
  return query.split('&').flatMap((part) => {
    const name = part.split('=')[0] ?? '';
    return name === '' || name.includes('\0') ? [] : [unescaped(name)];
  });
}
