/**
 * Are kinds, clauses and access paths told from other YAML, in packs and in a caley.yaml? By the tokens that VS Code's engine makes.
 */
import { deepEqual, ok } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packFiles } from '../policy/packs';
import { colouredByCaley, painted } from '../support/textmate';

const models = join(import.meta.dirname, '../../src/packs/models');
const both = ['source.yaml', 'source.caley'];

/** The tokens of a text without the scopes of what they are in: `text → scope`. */
async function leaves(text: string): Promise<readonly string[]> {
  return (await painted('source.yaml', text)).map((token) => token.replace(/→ .* /, '→ '));
}

describe('kinds and clauses in YAML, by their tokens', () => {
  it('are coloured where they are a value or part of a list', async () => {
    for (const scopeName of both) {
      deepEqual(await colouredByCaley(scopeName, 'is: sink.log'), ['sink → support.type.kind', '.log → entity.name.type.kind'], scopeName);
      deepEqual(await colouredByCaley(scopeName, '- from: data.contact.email # of whom'), ['data → support.type.kind', '.contact.email → entity.name.type.kind'], scopeName);
      deepEqual(await colouredByCaley(scopeName, 'unless: [sanitizer.hash,guard.consent]'), ['sanitizer → support.type.kind', '.hash → entity.name.type.kind', 'guard → support.type.kind', '.consent → entity.name.type.kind'], scopeName);
      deepEqual(await colouredByCaley(scopeName, '- { kind: option.timeout, of: x }'), ['option → support.type.kind', '.timeout → entity.name.type.kind'], scopeName);
      deepEqual(await colouredByCaley(scopeName, 'clause: DP-DATA-2\nalso: [DP-SEC-3.a, AUP-GEN-3, AUP-5]'), ['DP-DATA-2', 'DP-SEC-3.a', 'AUP-GEN-3', 'AUP-5'].map((clause) => `${clause} → constant.other.clause`), scopeName);
    }
    deepEqual(await colouredByCaley('source.caley', 'attestations:\n  DP-SEC-8: { by: Ann }'), ['DP-SEC-8 → constant.other.clause']);
  });

  it('are not other words with a dot or a dash', async () => {
    const others = ['path: data.json/x', 'url: https://data.example.com', 'name: data', 'image: my.data.registry', 'a: "data.b"', "a: 'sink.log'", 'a: data.', 'a: data.B', 'a: data.b_c', 'a: metadata.b', 'a: (sink.log)', 'a: sink.log:', 'a: sink.log then',
      'id: XDP-DATA-2', 'id: DP-DATA', 'id: DP-data-2', 'id: DP-DATA-2-x', '# is: sink.log of DP-DATA-2', 'data.contact.email'];
    for (const scopeName of both) for (const line of others) deepEqual(await colouredByCaley(scopeName, line), [], `${scopeName}: ${line}`);
  });

  it('are all that the packs name: whatever a rule is from, to or of', async () => {
    let named = 0;
    for (const { path, text } of packFiles().filter((file) => /^rules\/.*\.yaml$/.test(file.path))) {
      for (const [line = '', kinds = ''] of text.matchAll(/^ *(?:from|to|unless|not-from|clause|also|is): (.*)$/gm)) {
        const expected = [...kinds.replace(/#.*/, '').matchAll(/[\w.-]+/g)].map(([word]) => word).filter((word) => /^(?:data|sink|sanitizer|guard|option)\.|^(?:DP|AUP)-/.test(word));
        const found = (await colouredByCaley('source.yaml', line)).map((token) => token.split(' → ')[0]).join(' ').replaceAll(' .', '.');
        deepEqual(found, expected.join(' '), `${path}: ${line}`);
        named += expected.length;
      }
    }
    ok(named > 500, String(named));
  });
});

describe('access paths in YAML, by their tokens', () => {
  it('are coloured part by part', async () => {
    deepEqual(await painted('source.yaml', '  - at: <Axios>.{post,put}.argument[1]  # a body'), [
      '  -  →', 'at → entity.name.tag.yaml', ': → punctuation.separator.key-value.mapping.yaml', '  →', '< → meta.access-path.caley punctuation.definition.type.caley', 'Axios → meta.access-path.caley entity.name.type.caley',
      '> → meta.access-path.caley punctuation.definition.type.caley', '. → meta.access-path.caley punctuation.accessor.caley', '{ → meta.access-path.caley punctuation.separator.alternative.caley',
      'post → meta.access-path.caley variable.other.property.caley', ', → meta.access-path.caley punctuation.separator.alternative.caley', 'put → meta.access-path.caley variable.other.property.caley',
      '} → meta.access-path.caley punctuation.separator.alternative.caley', '. → meta.access-path.caley punctuation.accessor.caley', 'argument → meta.access-path.caley variable.language.place.caley',
      '[ → meta.access-path.caley punctuation.section.brackets.caley', '1 → meta.access-path.caley constant.numeric.position.caley', '] → meta.access-path.caley punctuation.section.brackets.caley', '   →',
      '# → comment.line.number-sign.yaml punctuation.definition.comment.yaml', ' a body → comment.line.number-sign.yaml',
    ]);
    deepEqual((await leaves('    passes: [receiver.baseURL, argument[0,url]]')).slice(3), [
      '  →', '[ → meta.access-path.caley', 'receiver → variable.language.place.caley', '. → punctuation.accessor.caley', 'baseURL → variable.other.property.caley', ', → punctuation.separator.alternative.caley', '  → meta.access-path.caley',
      'argument → variable.language.place.caley', '[ → punctuation.section.brackets.caley', '0,url → constant.numeric.position.caley', '] → punctuation.section.brackets.caley', '] → meta.access-path.caley',
    ]);
    deepEqual(await colouredByCaley('source.yaml', '- at: Client.new().find[].name'), [
      'Client → variable.other.property', '. → punctuation.accessor', 'new → keyword.operator.new', '() → punctuation.section.call', '. → punctuation.accessor', 'find → variable.other.property', '[] → punctuation.section.call', '. → punctuation.accessor',
      'name → variable.other.property',
    ]);
    deepEqual(await colouredByCaley('source.yaml', '- at: "<$Fetch>.*.\\"o:tracking\\""\n- at: <http:ClientRequest>'), [
      '< → punctuation.definition.type', '$Fetch → entity.name.type', '> → punctuation.definition.type', '. → punctuation.accessor', '* → variable.other.property', '. → punctuation.accessor', '\\"o:tracking\\" → variable.other.property',
      '< → punctuation.definition.type', 'http:ClientRequest → entity.name.type', '> → punctuation.definition.type',
    ]);
    deepEqual(await colouredByCaley('source.yaml', 'url: receiver.address'), ['receiver → variable.language.place', '. → punctuation.accessor', 'address → variable.other.property']);
  });

  it('are not other values of these keys, nor of other keys', async () => {
    const others = ['  at: /tmp/workspace', '  - at: 09:30', 'url: https://example.com', 'passes: all', 'at: noon # not argument[0]', '# at: x().argument[0]', 'that: x().argument[0]', 'at:x()', 'a: "\n  at"', 'at: arguments', 'at: receivers'];
    for (const scopeName of both) for (const line of others) deepEqual(await colouredByCaley(scopeName, line), [], `${scopeName}: ${line}`);
  });

  it('are all that the models have, to their last sign', async () => {
    let paths = 0;
    for (const path of readdirSync(models, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'))) {
      const lines = readFileSync(join(models, path), 'utf8').split('\n').filter((line) => /^ *(?:- )?(?:at|passes): .*(?:\bargument\[|\breceiver\b|\(\)|<[^ >]+>)/.test(line) && !line.includes('#'));
      if (lines.length === 0) continue;
      const unknown = (await painted('source.yaml', lines.join('\n'))).filter((token) => token.endsWith('→ meta.access-path.caley')).map((token) => token.slice(0, token.lastIndexOf(' →')));
      // Quotes, and brackets of lists, are YAML's.
      deepEqual(unknown.filter((sign) => !/^[\s"'[\]\\]*$/.test(sign)), [], path);
      paths += lines.length;
    }
    ok(paths > 1_000, String(paths));
  });

  it('are found in lines of any length, and those are passed through to their end', async () => {
    const long = 30_000;
    for (const filling of ['a', ' ', '.', 'a.', '<a', '<', '()', 'argument[0].', 'argument[', '{a},', 'data.', 'DP-', 'sink.log ']) {
      const line = filling.repeat(Math.ceil(long / filling.length));
      for (const text of [`at: x()${line}y`, `at: ${line}y`, `a: ${line}`, `- ${line}#`]) deepEqual((await painted('source.caley', text)).map((token) => token.slice(0, token.lastIndexOf(' →'))).join(''), text, filling);
    }
  });
});
