/**
 * What does a tag make of a value? CloudFormation's short forms are written out; what other tags make is not known.
 * Must not know where a value stands.
 */
import type { Range } from '../../text';
import type { YamlEntry, YamlList, YamlMap, YamlNode, YamlScalar } from './nodes';

const plainForms: ReadonlySet<string> = new Set(['Ref', 'Condition']);
/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html */
const functions: ReadonlySet<string> = new Set([
  'And', 'Base64', 'Cidr', 'Equals', 'FindInMap', 'GetAtt', 'GetAZs', 'If', 'ImportValue', 'Join', 'Length', 'Not', 'Or', 'Select', 'Split', 'Sub', 'ToJsonString', 'Transform',
]);

/** The value with its tag, which stands at `range`. Tags of YAML itself change nothing. */
export function longForm(value: Exclude<YamlNode, { kind: 'alias' }>, tag: Range & { readonly name: string }): YamlScalar | YamlMap | YamlList {
  if (tag.name === '!' || tag.name.startsWith('!!') || tag.name.startsWith('!<tag:yaml.org,2002:')) return value;
  const name = tag.name.slice(1);
  if (plainForms.has(name)) return wrapped(name, tag, value);
  if (functions.has(name)) return wrapped(`Fn::${name}`, tag, name === 'GetAtt' && value.kind === 'scalar' ? attribute(value) : value);
  value.isOpen = true;
  if (value.kind === 'scalar' && value.references.length === 0 && /^[\w.:/-]+$/.test(value.text)) value.references = [value.text];
  return value;
}

function wrapped(key: string, { start, end }: Range, value: YamlNode): YamlMap {
  const entry: YamlEntry = { key, keyStart: start, keyEnd: end, start, end: Math.max(value.end, end), isMerge: false, value };
  return { kind: 'map', entries: [entry], isOpen: false, isAnchored: false, column: null, start, end: entry.end };
}

/** `Table.Arn` is the list of both names. */
function attribute(value: YamlScalar): YamlNode {
  const dot = value.text.indexOf('.');
  const isQuoted = value.end - value.start !== value.text.length;
  if (dot < 0 || isQuoted) return value;
  const part = (start: number, end: number): YamlEntry => {
    const text = value.text.slice(start - value.start, end - value.start);
    return { key: '', keyStart: start, keyEnd: end, start, end, isMerge: false, value: { kind: 'scalar', text, value: text, isOpen: value.isOpen, references: value.references, isAnchored: false, start, end } };
  };
  const entries = [part(value.start, value.start + dot), part(value.start + dot + 1, value.end)];
  return { kind: 'list', entries, isOpen: false, isAnchored: false, column: null, start: value.start, end: value.end };
}
