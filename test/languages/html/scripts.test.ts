/**
 * Is code in a page the code that it is elsewhere? At its place, whatever templates do to it, and after an edit as from scratch.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { printFile } from '../../../src/flow';
import type { Tree } from '../../../src/languages';
import { applyEdits } from '../../../src/text';
import type { Range, TextEdit } from '../../../src/text';
import { html, lower, parse } from './pages';

const page = readFileSync(join(import.meta.dirname, 'fixtures', 'page.html'), 'utf8');

/** The texts of calls, in every function. */
function callsIn(text: string): readonly string[] {
  return lower(text).functions.flatMap(({ nodes, range }) => nodes.flatMap((node) => (node.op === 'call' ? [text.slice(range.start + node.start, range.start + node.end)] : [])));
}

describe('scripts in pages', () => {
  const cases: Readonly<Record<string, readonly [text: string, calls: readonly string[]]>> = {
    'a classic one': ['<script>f(1)</script>', ['f(1)']],
    'a module': ['<SCRIPT type="module">f()</SCRIPT>', ['f()']],
    'one without an end': ['<p><script>f()', ['f()']],
    'one behind another that ends with a comment': ['<script>f() // so</script><script>(g)()</script>', ['f()', '(g)()']],
    'one behind another without a semicolon': ['<script>f</script><script>(g)()</script>', ['(g)()']],
    'data is none': ['<script type="application/json">{ "a": f() }</script><script type="text/template"><p>{{ f() }}</p></script>', []],
    'one with a source is not run': ['<script src="a.js">f()</script>', []],
    'an event': ['<a onclick="f(this); return false">x</a>', ['f(this)']],
    'events side by side': ["<a onclick=f() onfocus='g(1)'onblur=h()>x</a>", ['f()', 'g(1)', 'h()']],
    'an event that is not whole': ['<a onclick="if (x) {">x</a><a onclick="f() // }">y</a><script>g()</script>', ['g()']],
    'values of templates': ['<script>f({{ a|tojson }}, <%= b %>, <?= $c ?>)</script>', ['f({{ a|tojson }}, <%= b %>, <?= $c ?>)']],
    'statements of templates': ['<script>{% if a > 1 %}f(){% else %}g(){% endif %};<% list.forEach(function (x) { %>h();<% }) %></script>', ['f()', 'g()', 'h()']],
    'templates in strings': ['<script>f("a{{ b["c"] }}d", `{{ e }}`)</script>', ['f("a{{ b["c"] }}d", `{{ e }}`)']],
    'braces that are none': ['<script>if (a) {{ f(); }}\ng({ a: { b: 1 } })</script>', ['f()', 'g({ a: { b: 1 } })']],
    'marks that are not closed': ['<p>{{ a <% b {% c</p><script>f("{{")</script>', ['f("{{")']],
    'attributes with quotes in templates': ['<a href="{% url "x" %}" onclick="f()">x</a>', ['f()']],
    'a script in a comment of a script': ['<script><!-- <script> f() </script> --> \n g()</script>', ['g()']],
  };

  for (const [name, [text, calls]] of Object.entries(cases)) {
    it(name, () => {
      const graph = lower(text);
      assert.deepEqual(callsIn(text), calls);
      assert.deepEqual(graph.syntaxErrors, []);
    });
  }

  it('what does not parse is told at its place', () => {
    const text = '<p>x</p><script>let a = = 1;</script>';
    const [error] = lower(text).syntaxErrors;
    assert.ok(error !== undefined && error.start >= text.indexOf('let') && error.end <= text.indexOf('</script>'), JSON.stringify(error));
  });

  it('an event is the function that its attribute is given', () => {
    const module = lower('<a onclick="f()">x</a>').functions[0];
    const link = module?.nodes.find((node) => node.op === 'markup');
    assert.ok(link?.op === 'markup');
    assert.equal(module?.nodes[link.properties[0]?.value ?? -1]?.op, 'function');
  });

  it('are after edits as from scratch', () => {
    const bits = ['<script>', '</script>', '<', '>', '"', 'f()', '{{ a }}', '<%', '%>', '\n', '<!--', '-->', 'onclick="g()"', 'const x = 1;', '}', ' '];
    const edit = fc.record({ at: fc.nat(page.length), length: fc.nat(30), put: fc.constantFrom(...bits) });
    fc.assert(fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
      let text = page;
      let tree = parse(text);
      html.lower(tree);
      for (const { at, length, put } of edits) {
        const start = Math.min(at, text.length);
        text = text.slice(0, start) + put + text.slice(start + length);
        const next = parse(text, tree);
        const graph = html.lower(next, tree);
        tree.dispose();
        tree = next;
        if (!tree.isTentative) assert.equal(printFile(graph), printFile(lower(text)));
      }
      tree.dispose();
    }), { numRuns: 60 });
  });
});

describe('edits of pages', () => {
  type Verb = (tree: Tree, place: Range) => readonly TextEdit[] | null;
  const edited = (marked: string, verb: Verb): string | null => {
    const text = marked.replace(/[«»]/g, '');
    const edits = verb(parse(text), { start: marked.indexOf('«'), end: marked.indexOf('»') - 1 });
    return edits === null ? null : applyEdits(text, edits);
  };
  const prefix: Verb = (tree, place) => html.edits.replacePrefix(tree, place, 'http:', 'https:');
  const remove: Verb = (tree, place) => html.edits.removeProperty(tree, place);
  const comment: Verb = (tree, place) => html.edits.insertComment(tree, place, 'why --> so');
  const call: Verb = (tree, place) => html.edits.replaceExpression(tree, place, 'b()');
  const bring: Verb = (tree) => html.edits.addImport(tree, 'a', ['b']);
  const cases: readonly (readonly [verb: Verb, before: string, after: string | null])[] = [
    [prefix, '<img src=«"http://a.example/b.png"» alt="">', '<img src="https://a.example/b.png" alt="">'],
    [prefix, '<script>f(«"http://a.example"»)</script>', '<script>f("https://a.example")</script>'],
    [prefix, '<img src=«"//a.example/b.png"»>', null],
    [prefix, '<p>«http://a.example»</p>', null],
    [remove, '<input\n  type="checkbox" «checked» name=a>', '<input\n  type="checkbox" name=a>'],
    [remove, '<input name="a" checked=«"checked"»/>', '<input name="a"/>'],
    [remove, '<script>f({ a: 1, «b: 2» })</script>', '<script>f({ a: 1 })</script>'],
    [remove, '<p>«a»</p>', null],
    [comment, '<p>\n  <img «src=a»>\n</p>', '<p>\n  <!-- why - -> so -->\n  <img src=a>\n</p>'],
    [comment, '<p>\n  <img\n    «src=a»>\r\n</p>', '<p>\n  <!-- why - -> so -->\r\n  <img\n    src=a>\r\n</p>'],
    [comment, '<script>\n  «f()»;\n</script>', '<script>\n  // why --> so\n  f();\n</script>'],
    [comment, '<textarea>\na<b «c=d»></textarea>', '<!-- why - -> so -->\n<textarea>\na<b c=d></textarea>'],
    [comment, '<style>\n  a {\n    «b: c»;\n  }</style>', '<style>\n  a {\n    /* why --> so */\n    b: c;\n  }</style>'],
    [comment, '<!-- a\n--><img «src=a»>', null],
    [call, '<script>f(«a»)</script>', '<script>f(b())</script>'],
    [call, '<a onclick="f(«a»)">', null],
    [bring, '<script>«f()»</script>', null],
  ];

  for (const [verb, before, after] of cases) it(JSON.stringify(before), () => {
    assert.equal(edited(before, verb), after);
  });
});

describe('conditions of templates', () => {
  /** The conditions under which `<x>` is shown: names, turned by `!`. */
  const conditions = (text: string): string => {
    const module = lower(text).functions[0];
    const said = (id: number): string => {
      const node = module?.nodes[id];
      if (node?.op === 'operator') return node.operator === '!' ? `!${said(node.operands[0] ?? -1)}` : node.operands.map(said).join(' && ');
      if (node?.op === 'field') return `${said(node.object)}.${node.name}`;
      return node?.op === 'outer' ? node.name : '?';
    };
    const found: string[] = [];
    const element = module?.nodes.find((node) => node.op === 'markup' && node.name === 'x');
    for (let at = module?.guards[element?.guard ?? 0]; at?.kind === 'when'; at = module?.guards[at.parent]) found.unshift(at.holds ? said(at.condition) : `not(${said(at.condition)})`);
    return found.join(', ');
  };
  const cases: readonly (readonly [text: string, conditions: string])[] = [
    ['{% if consent.analytics %}<x>{% endif %}', 'consent.analytics'],
    ['{%- if a and not b -%}<p>{%- if c() -%}<x>{%- endif -%}{%- endif -%}', 'a && !b, c'],
    ['{% if a %}{% else %}<x>{% endif %}', 'not(a)'],
    ['{% if a %}{% elif b %}<x>{% endif %}', ''],
    ['{% if a %}{% endif %}<x>', ''],
    ['{% if a %}<x>', ''],
    ['{% if a == "b" %}<x>{% endif %}', ''],
    ['{% for a in b %}{% if c %}{% endif %}<x>{% endfor %}', ''],
    ['{{#if consent}}{{#each a}}<x>{{/each}}{{/if}}', 'consent'],
    ['{{#unless a}}<x>{{else}}<p>{{/unless}}', 'not(a)'],
    ['{{ if .Site.Consent }}{{ range .A }}{{ end }}<x>{{ end }}', 'Site.Consent'],
    ['<% if (consent && a.b) { %><% c.forEach((d) => { %><x><% }) %><% } %>', 'consent && a.b'],
    ['<% if (a) { %><% } else { %><x><% } %>', 'not(a)'],
    ['<% if consent? %><% a.each do |b| %><% end %><x><% end %>', 'consent'],
    ['<?php if ($user->agreed): ?><x><?php endif; ?>', 'user.agreed'],
  ];
  for (const [text, expected] of cases) it(text, () => {
    assert.equal(conditions(text), expected);
  });

  it('are those of scripts as well', () => {
    const module = lower('{% if a %}<script>f(); if (b) g();</script>{% endif %}<script>h()</script>').functions[0];
    assert.deepEqual(module?.nodes.filter(({ op }) => op === 'call').map(({ guard }) => module.guards[guard]?.kind), ['when', 'when', 'always']);
  });
});
