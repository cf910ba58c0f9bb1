/**
 * What does a Dockerfile say? What is printed stands beside the file (UPDATE_SNAPSHOTS=1 writes it anew); broken, half-typed and hostile
 * texts end, throw nothing, and leave known what stands around what is broken.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { dockerfileLanguages, languageOf } from '../../../src/languages';
import type { SettingScalar } from '../../../src/flow';
import { Notation, violationsOf } from '../settings/notation';
import { printSettings } from '../settings/print';

const folder = join(import.meta.dirname, 'fixtures');

function dockerfile(): Notation {
  const [language] = dockerfileLanguages;
  assert.ok(language !== undefined);
  return new Notation(language, 'Dockerfile');
}

const notation = dockerfile();

function scalar(text: string, ...keys: readonly string[]): SettingScalar {
  const { value } = notation.at(text, ...keys);
  assert.ok(value.kind === 'scalar', `${keys.join('.')} is a scalar`);
  return value;
}

/** What is known there, or what is not known of it. */
function said(text: string, ...keys: readonly string[]): string | readonly string[] {
  const value = scalar(text, ...keys);
  return value.isOpen ? value.references : value.text;
}

describe('Dockerfiles', () => {
  const text = readFileSync(join(folder, 'Dockerfile'), 'utf8');

  it('say stage by stage what their instructions say', () => {
    const printed = printSettings(notation.graph(text), text);
    const snapshot = join(folder, 'Dockerfile.settings.txt');
    if (process.env['UPDATE_SNAPSHOTS'] === '1') writeFileSync(snapshot, printed);
    assert.equal(printed, readFileSync(snapshot, 'utf8'));
    assert.deepEqual(notation.errors(text), []);
  });

  it('have names of their own', () => {
    const names = ['a/Dockerfile', 'Dockerfile.dev', 'api.dockerfile', 'Containerfile', 'containerfile.ci', 'dockerfiles', 'docker-compose.yml'];
    const language = (name: string): string | null => languageOf(dockerfileLanguages, name)?.id ?? null;
    assert.deepEqual(names.map(language), ['dockerfile', 'dockerfile', 'dockerfile', 'dockerfile', 'dockerfile', null, null]);
  });

  it('make graphs that hold together, whole or cut anywhere', () => {
    for (let end = 0; end <= text.length; end++) {
      const cut = text.slice(0, end);
      assert.deepEqual(violationsOf(notation.graph(cut), cut), []);
    }
  });

  it('say the same with other line breaks and a byte order mark', () => {
    const without = (printed: string): string => printed.replaceAll('\\r', '').replace(/^document.*\n/, '');
    const windows = text.replaceAll('\n', '\r\n');
    assert.equal(without(printSettings(notation.graph(windows), windows)), without(printSettings(notation.graph(text), text)));
    assert.equal(notation.at('\ufeffFROM a', 'final', 'FROM').keyRange.start, 1);
  });

  it('go on behind the escape that they name', () => {
    const windows = '# escape=`\nFROM a\nRUN dir C:\\ `\n  /s\nUSER x\n';
    assert.equal(said(windows, 'final', 'RUN'), 'dir C:\\   /s');
    assert.equal(said(windows, 'final', 'USER'), 'x');
    assert.equal(said('FROM a\n# escape=`\nRUN a \\\n b\n', 'final', 'RUN'), 'a  b');
    assert.equal(said('FROM a\nRUN echo \\\\\nUSER x\n', 'final', 'USER'), 'x');
    assert.equal(said('FROM a\nRUN b && \\  \n\n# c\n  d\nUSER x\n', 'final', 'RUN'), 'b &&   d');
  });

  it('put in what ENV and ARG say', () => {
    const head = 'ARG V=18\nARG W\nFROM a\n';
    assert.equal(said('ARG V=18\nARG T=x-$V\nFROM node:${T}\n', 'final', 'FROM'), 'node:x-18');
    assert.deepEqual(said('ARG W\nFROM node:$W\n', 'final', 'FROM'), ['W']);
    assert.deepEqual(said(`${head}USER $V\n`, 'final', 'USER'), ['V'], 'a global one counts only where a stage declares it');
    assert.equal(said(`${head}ARG V\nUSER $V\n`, 'final', 'USER'), '18');
    assert.equal(said(`${head}ARG V=20\nUSER $V\n`, 'final', 'USER'), '20');
    assert.equal(said(`${head}ENV V=e\nARG V=20\nUSER $V\n`, 'final', 'USER'), 'e', 'ENV goes before ARG');
    assert.equal(said(`${head}ENV A=1\nENV A=2 B=$A\nUSER $B\n`, 'final', 'USER'), '1', 'what the same instruction sets is not seen');
    assert.equal(said(`${head}ENV A=1\nRUN echo "$A" '$A' \\$A\n`, 'final', 'RUN'), 'echo "1" \'$A\' \\$A');
    assert.deepEqual(said(`${head}ENV A=$HOME\nUSER $A\n`, 'final', 'USER'), ['HOME']);
    assert.deepEqual(said('FROM a\nARG A=1\nCMD echo $A\n', 'final', 'CMD'), ['A'], 'what runs later has no ARG');
    assert.equal(said('FROM a AS B\nENV C=1\nFROM b\nUSER $C\n', 'final', 'USER'), '1', 'a stage has what the one has that it begins from');
    assert.deepEqual(said('FROM a AS b\nENV C=1\nFROM d\nUSER $C\n', 'final', 'USER'), ['C']);
  });

  it('know the forms of variables', () => {
    const form = (written: string): string | readonly string[] => said(`FROM a\nENV A=1\nENV E=\nWORKDIR ${written}\n`, 'final', 'WORKDIR');
    assert.equal(form('${A}b$A'), '1b1');
    assert.equal(form('${A:-x}${E:-x}${E-y}'), '1x');
    assert.equal(form('${A:+x}${E:+x}${E+y}'), 'xy');
    assert.deepEqual(form('${B:-x}'), ['B']);
    assert.deepEqual(form('${A#1}'), ['A']);
    assert.equal(form('\\$A'), '$A');
    assert.equal(form('"/a b"/\'$A\''), '/a b/$A');
    assert.equal(form('$1 $$ ${'), '$1 $$ ${');
  });

  it('take a list only where JSON does', () => {
    const text = 'FROM a\nCMD [ "a" , "\\u00e9" ]\nENTRYPOINT [\'a\']\nRUN [ -f x ] && y\n';
    assert.equal(said(text, 'final', 'CMD', '1'), 'é');
    assert.equal(said(text, 'final', 'ENTRYPOINT'), "['a']");
    assert.equal(said(text, 'final', 'RUN'), '[ -f x ] && y');
  });

  it('read what is left when one instruction is broken', () => {
    const half = 'FRM a\nFROM\nUSER\nENV A=1 B\nRUN <<EOF\n!x\nFROM a b\nONBUILD FROM x\nLABEL a="b\nUSER y\n';
    assert.equal(said(half, 'final', 'USER'), 'y');
    assert.equal(said(half, 'stage', 'ENV', 'A'), '1');
    assert.deepEqual(notation.errors(half), ['FRM', 'FROM', 'USER', 'B', '<<EOF', '!x', 'b', 'FROM', 'a="b']);
    assert.deepEqual(scalar(half, 'stage', 'USER').references, []);
    assert.ok(scalar(half, 'stage', 'USER').isOpen);
  });

  it('do not grow by values that name each other', () => {
    const doubled = Array.from({ length: 60 }, (_, index) => `ENV A${String(index + 1)}=$A${String(index)}$A${String(index)}`).join('\n');
    const grown = scalar(`FROM a\nENV A0=xxxxxxxxxx\n${doubled}\nUSER $A60\n`, 'final', 'USER');
    assert.ok(grown.isOpen && grown.text.length < 200_000);
  });

  it('end whatever they are', () => {
    const pieces = ['FROM a', 'FROM', ' AS b', '\n', '\r\n', '\\\n', '\\', ' ', 'ENV ', 'A=1', 'ARG A', 'LABEL ', '"', "'", '$A', '${A', '}', 'RUN ', '<<E', '<<-E\n', 'E\n', '\tE\n', '#', '# escape=`\n', '`\n', '[', '"a"', ',', ']', 'ONBUILD ', 'CMD ', '\u0000', '\ufeff', 'é', '='];
    fc.assert(fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), (parts) => {
      const text = parts.join('');
      assert.deepEqual(violationsOf(notation.graph(text), text), []);
    }), { numRuns: 3000 });
  });

  it('cost what their length costs', () => {
    const begun = ['FROM a AS a\nENV B=1\n', 'RUN <<E\n', 'RUN <<E <<F \\\n', 'ENV A=$A$A\n', 'RUN a \\\n', '# a\n', 'RUN \\\n# a\n', '$A', 'CMD ["', '"a",', '\\\n', '${A', 'E\n', '<<E '];
    for (const part of begun) {
      for (const head of ['', 'FROM a\nENV A=']) {
        const many = head + part.repeat(20_000);
        const started = performance.now();
        notation.graph(many);
        assert.ok(performance.now() - started < 5_000, JSON.stringify(head + part));
      }
    }
  });
});
