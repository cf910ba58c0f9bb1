/**
 * Into what are Caley's grammars injected? For each language a few patterns with the scopes and the shape that its grammar in VS Code has, as far as they bear on
 * injections: whether a comment is begun and ended, taken by one match, or found again within one. Must not name anything of Caley's.
 */
import type { IRawGrammar } from 'vscode-textmate';

interface Rule {
  readonly name?: string;
  readonly contentName?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly while?: string;
  readonly include?: string;
  readonly captures?: Readonly<Record<string, Rule>>;
  readonly beginCaptures?: Readonly<Record<string, Rule>>;
  readonly patterns?: readonly Rule[];
}

/** A comment to the end of its line that other patterns can get into. */
function lineComment(name: string, mark: string): Rule {
  return { name, begin: mark, end: '(?=$)', captures: { 0: { name: `punctuation.definition.comment.${name.split('.').at(-1) ?? ''}` } } };
}

function blockComment(name: string, begin: string, end: string): Rule {
  return { name, begin, end, captures: { 0: { name: `punctuation.definition.comment.${name.split('.').at(-1) ?? ''}` } } };
}

function quoted(language: string): readonly Rule[] {
  const escape: Rule = { name: `constant.character.escape.${language}`, match: String.raw`\\.` };
  return [
    { name: `string.quoted.double.${language}`, begin: '"', end: '"|(?=$)', patterns: [escape] },
    { name: `string.quoted.single.${language}`, begin: "'", end: "'|(?=$)", patterns: [escape] },
  ];
}

function script(language: string): readonly Rule[] {
  return [
    { name: `comment.block.documentation.${language}`, begin: String.raw`/\*\*(?!/)`, end: String.raw`\*/`, captures: { 0: { name: `punctuation.definition.comment.${language}` } } },
    blockComment(`comment.block.${language}`, String.raw`/\*`, String.raw`\*/`),
    lineComment(`comment.line.double-slash.${language}`, '//'),
    ...quoted(language),
    { name: `string.template.${language}`, begin: '`', end: '`' },
  ];
}

const python: readonly Rule[] = [
  lineComment('comment.line.number-sign.python', '#'),
  { name: 'string.quoted.docstring.multi.python', begin: '"""', end: '"""' },
  ...quoted('python'),
];

const hcl: readonly Rule[] = [
  lineComment('comment.line.number-sign.hcl', '#'),
  lineComment('comment.line.double-slash.hcl', '//'),
  blockComment('comment.block.hcl', String.raw`/\*`, String.raw`\*/`),
  ...quoted('hcl'),
];

const yamlComment: Rule = { name: 'comment.line.number-sign.yaml', begin: String.raw`(?<=[\t ]|^)#`, end: String.raw`\r|\n`, captures: { 0: { name: 'punctuation.definition.comment.yaml' } } };
const yamlKey: Rule = { match: String.raw`([\w./@-]+)(:)(?=\s)`, captures: { 1: { name: 'entity.name.tag.yaml' }, 2: { name: 'punctuation.separator.key-value.mapping.yaml' } } };
const yamlPlain: Rule = { name: 'string.unquoted.plain.yaml', begin: String.raw`(?=[\w.$<*@/(])`, end: String.raw`(?=\s+#|\s*$)` };

const yaml: readonly Rule[] = [
  yamlComment,
  { name: 'string.unquoted.block.yaml', begin: String.raw`(?<=:)[ \t]+([|>])[ \t]*$`, while: String.raw`^(?:[ \t]{4,}|[ \t]*$)`, beginCaptures: { 1: { name: 'keyword.control.flow.block-scalar.yaml' } } },
  yamlKey,
  ...quoted('yaml'),
  { include: '#flow' },
  { name: 'punctuation.definition.block.sequence.item.yaml', match: String.raw`^\s*-(?=\s)` },
  yamlPlain,
];

/** A mapping or sequence in brackets, in which a plain text ends before a comma. */
const yamlFlow: Rule = {
  name: 'meta.flow.yaml', begin: String.raw`[\[{]`, end: String.raw`[\]}]`, captures: { 0: { name: 'punctuation.definition.flow.yaml' } },
  patterns: [yamlComment, yamlKey, ...quoted('yaml'), { include: '#flow' }, { ...yamlPlain, end: String.raw`(?=\s+#|\s*$|[,\]}])` }],
};

/** All in one match: a pattern of another can begin before it, and not in it. */
const dockerfile: readonly Rule[] = [
  { match: String.raw`^\s*(FROM|RUN|ENV|USER)\s`, captures: { 1: { name: 'keyword.other.special-method.dockerfile' } } },
  ...quoted('dockerfile'),
  { match: String.raw`^(\s*)((#).*$\n?)`, captures: { 2: { name: 'comment.line.number-sign.dockerfile' }, 3: { name: 'punctuation.definition.comment.dockerfile' } } },
];

/** A line in one match, in whose parts the comment is looked for again. */
const dotenvComment: Rule = { name: 'comment.line.dotenv', match: '#.*$' };
const dotenv: readonly Rule[] = [
  { match: String.raw`^\s?(#.*$)\n`, captures: { 1: { patterns: [dotenvComment] } } },
  {
    match: String.raw`^\s?(.*?)\s?(\=)(.*)$`,
    captures: {
      1: { name: 'variable.key.dotenv' }, 2: { name: 'keyword.operator.assignment.dotenv' },
      3: { name: 'property.value.dotenv', patterns: [dotenvComment, { name: 'string.quoted.double.dotenv', match: '"(.*)"' }, { name: 'string.quoted.single.dotenv', match: "'(.*)'" }] },
    },
  },
];

const shell: readonly Rule[] = [
  ...quoted('shell'),
  { match: String.raw`(?:^|[ \t]+)((#).*$)`, captures: { 1: { name: 'comment.line.number-sign.shell' }, 2: { name: 'punctuation.definition.comment.shell' } } },
];

const toml: readonly Rule[] = [...quoted('toml'), { match: String.raw`\s*((#).*)$`, captures: { 1: { name: 'comment.line.number-sign.toml' }, 2: { name: 'punctuation.definition.comment.toml' } } }];

const ini: readonly Rule[] = [
  { begin: String.raw`(^[ \t]+)?(?=#)`, end: String.raw`(?!\G)`, patterns: [{ name: 'comment.line.number-sign.ini', begin: '#', end: String.raw`\n`, beginCaptures: { 0: { name: 'punctuation.definition.comment.ini' } } }] },
  { begin: String.raw`(^[ \t]+)?(?=;)`, end: String.raw`(?!\G)`, patterns: [{ name: 'comment.line.semicolon.ini', begin: ';', end: String.raw`\n`, beginCaptures: { 0: { name: 'punctuation.definition.comment.ini' } } }] },
  ...quoted('ini'),
];

const html: readonly Rule[] = [
  { name: 'comment.block.html', begin: '<!--', end: '-->', captures: { 0: { name: 'punctuation.definition.comment.html' } } },
  { name: 'meta.embedded.block.html', begin: '<script>', end: '(?=</script)', contentName: 'source.js', patterns: [{ ...lineComment('comment.line.double-slash.js', '//'), end: String.raw`(?=</script)|\n` }, { include: 'source.js' }] },
  { name: 'meta.tag.html', begin: String.raw`</?\w+`, end: '>', patterns: quoted('html') },
];

/** A fence of a language: what is in it has that language's patterns, and no scope `source.…`. */
function fence(word: string, language: string, scopeName: string): Rule {
  return {
    name: 'markup.fenced_code.block.markdown', begin: String.raw`(^|\G)(\s*)(\x60{3,})\s*(?:${word})(?:\s+[^\x60]*)?$`, end: String.raw`(^|\G)(\2|\s{0,3})(\3)\s*$`,
    patterns: [{ begin: String.raw`(^|\G)(\s*)(.*)`, while: String.raw`(^|\G)(?!\s*([\x60~]{3,})\s*$)`, contentName: `meta.embedded.block.${language}`, patterns: [{ include: scopeName }] }],
  };
}

const markdown: readonly Rule[] = [
  fence('ts|typescript', 'typescript', 'source.ts'), fence('js', 'javascript', 'source.js'), fence('python', 'python', 'source.python'), fence('yaml', 'yaml', 'source.yaml'),
  fence('dockerfile', 'dockerfile', 'source.dockerfile'), fence('html', 'html', 'text.html.basic'),
  { name: 'markup.fenced_code.block.markdown', begin: String.raw`(^|\G)\x60{3,}`, end: String.raw`(^|\G)\x60{3,}\s*$` },
  { include: 'text.html.basic' },
  { name: 'markup.inline.raw.string.markdown', match: String.raw`\x60[^\x60]*\x60` },
];

const hosts: Readonly<Record<string, readonly Rule[]>> = {
  'source.ts': script('ts'), 'source.tsx': script('tsx'), 'source.js': script('js'), 'source.js.jsx': script('js.jsx'), 'source.python': python, 'source.yaml': yaml, 'source.dockerfile': dockerfile,
  'source.hcl': hcl, 'source.terraform': hcl, 'source.toml': toml, 'source.ini': ini, 'source.dotenv': dotenv, 'source.shell': shell, 'text.html.basic': html, 'text.html.markdown': markdown,
};

// A rule here says less than one there, and nothing else.
export const hostGrammars: ReadonlyMap<string, IRawGrammar> = new Map(Object.entries(hosts).map(([scopeName, patterns]) => [scopeName, { scopeName, patterns, repository: { flow: yamlFlow } } as unknown as IRawGrammar]));
