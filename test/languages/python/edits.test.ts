/** Do the edit verbs of Python give the text a careful author would write? A place is marked `«like this»`. */
import assert from 'node:assert/strict';
import { languageOf, pythonLanguages } from '../../../src/languages';
import type { Grammars } from '../../../src/languages';
import { loadGrammars } from '../../support/grammars';
import { edit, type Verb } from './edit-cases';

type Cases = readonly (readonly [before: string, after: string | null])[];

let grammars: Grammars;

function table(verb: Verb, cases: Cases): void {
  for (const [before, after] of cases) {
    it(JSON.stringify(before).slice(1, -1), () => assert.equal(edit(grammars, before, verb), after));
  }
}

describe('Python edits', () => {
  before(async () => {
    grammars = await loadGrammars();
  });

  describe('wrapExpression', () => table((edits, tree, place) => edits.wrapExpression(tree, place, 'mask'), [
    ['log(«user.email»)', 'log(mask(user.email))'],
    ["log({'email': «user.email»})", "log({'email': mask(user.email)})"],
    ["log({«'email': user.email»})", "log({'email': mask(user.email)})"],
    ['log(email=«user.email»)', 'log(email=mask(user.email))'],
    ['log(«email=user.email»)', 'log(email=mask(user.email))'],
    ['log(*«emails»)', 'log(*map(mask, emails))'],
    ['log(**«user»)', null],
    ["log(f'to {«user.email»}!')", "log(f'to {mask(user.email)}!')"],
    ["log(f'to «{user.email}»!')", "log(f'to {mask(user.email)}!')"],
    ["log(f'to {«user.email»!r:>10}!')", "log(f'to {mask(user.email)!r:>10}!')"],
    ["log('to %s' % «user.email»)", "log('to %s' % mask(user.email))"],
    ["log('to ' + «user.email» + '!')", "log('to ' + mask(user.email) + '!')"],
    ["log(«'to ' + user.email»)", "log(mask('to ' + user.email))"],
    ['log(«await load()»)', 'log(mask(await load()))'],
    ['log(«(a, b)»)', 'log(mask((a, b)))'],
    ['def f():\n    return «a, b»', 'def f():\n    return mask((a, b))'],
    ['def f():\n    return«(x)»', 'def f():\n    return mask(x)'],
    ['def f():\n    return«"x"»', 'def f():\n    return mask("x")'],
    ['def f():\n    x = «yield y»', 'def f():\n    x = mask((yield y))'],
    ['if «(user.email)»: send()', 'if mask(user.email): send()'],
    ['f = lambda u: «u.email»', 'f = lambda u: mask(u.email)'],
    ['def f(a=«x»): pass', 'def f(a=mask(x)): pass'],
    ['with «open(x)» as f: pass', 'with mask(open(x)) as f: pass'],
    ['[«u.email» for u in users]', '[mask(u.email) for u in users]'],
    ['log(\n\t«user.email»,  # who\r\n)', 'log(\n\tmask(user.email),  # who\r\n)'],
    ['«user.email» = x', null],
    ['for «x» in y: pass', null],
    ['«send»(x)', null],
    ['log(«user.email».lower())', 'log(mask(user.email).lower())'],
    ['log(«user.email»[:3])', 'log(mask(user.email)[:3])'],
    ['«rows».to_csv(x)', null],
    ["log(«user»['email'])", null],
    ['a.«b».c()', null],
    ['del «user.email»', null],
    ['print «x»', null],
    ['import «os»', null],
    ['@«dec»\ndef f(): pass', null],
    ['class A(«B»): pass', null],
    ['def f(a: «str»): pass', null],
    ['x: list[«str»] = []', null],
    ['«"""doc"""»\nf()', null],
    ["{«'a'»: 1}", null],
    ["x = «'a'» 'b'", null],
    ["x = «'a' 'b'»", "x = mask('a' 'b')"],
    ['match x:\n    case «1»: pass', null],
    ['x = f(«u for u in us»)', null],
  ]));

  describe('replaceExpression', () => {
    const by = (text: string): Verb => (edits, tree, place) => edits.replaceExpression(tree, place, text);
    table(by('os.environ["KEY"]'), [
      ['key = «"abc"»', 'key = os.environ["KEY"]'],
      ["f(key=«'abc'»)", 'f(key=os.environ["KEY"])'],
      ['return_ = x if«"abc"»else y', 'return_ = x if os.environ["KEY"]else y'],
      ["f('abc' «'def'»)", null],
      ['f(f"{«x»}")', "f(f\"{os.environ['KEY']}\")"],
      ["f(f'{«x»}')", 'f(f\'{os.environ["KEY"]}\')'],
      ['f(f"""{«x»}""")', "f(f\"\"\"{os.environ['KEY']}\"\"\")"],
      ['f(f"{g(f\'{«x»}\')}")', null],
      ['f(f"{g(«x», 1)}")', "f(f\"{g(os.environ['KEY'], 1)}\")"],
    ]);
    table(by('a or b'), [
      ['f(«x»)', 'f(a or b)'],
      ['f(«x» + 1)', 'f((a or b) + 1)'],
      ['f(«x».y)', 'f((a or b).y)'],
      ['f(await «x»)', 'f(await (a or b))'],
      ['[y for y in «x» if y]', '[y for y in (a or b) if y]'],
      ['f(*«x»)', 'f(*(a or b))'],
      ['x[«i»]', 'x[a or b]'],
    ]);
    table(by('{"id": user.id}'), [
      ['f(«user»)', 'f({"id": user.id})'],
      ['f(f\'{«user»}\')', 'f(f\'{({"id": user.id})}\')'],
    ]);
    table(by('-b'), [['f(a-«x»)', 'f(a-(-b))'], ['x = not«(y)»', 'x = not(-b)']]);
    table(by('name'), [['x = not«(y)»', 'x = not name'], ['x = 1 if«(y)»else 2', 'x = 1 if name else 2']]);
  });

  describe('fields', () => {
    table((edits, tree, place) => edits.replaceField(tree, place, 'id'), [
      ['log(«user.email»)', 'log(user.id)'],
      ["log(«user['email']»)", "log(user['id'])"],
      ["log(«user.get('email')»)", "log(user.get('id'))"],
      ["log(«user.get('email', '')»)", "log(user.get('id', ''))"],
      ["log(«user.email or ''»)", "log(user.id or '')"],
      ['log(f"{«user.email»}")', 'log(f"{user.id}")'],
      ['log(«email»)', null],
      ['log(«load(user)»)', null],
      ['log(«user[0]»)', null],
      ['«user.email» = x', null],
    ]);
    table((edits, tree, place) => edits.readField(tree, place, 'id'), [
      ['log(«user»)', 'log(user.id)'],
      ['log(«load()»)', 'log(load().id)'],
      ['log(«a or b»)', 'log((a or b).id)'],
      ['log(«(user)»)', 'log(user.id)'],
      ["log(user['email'], «user»)", "log(user['email'], user['id'])"],
      ["log(user['email'], user.name, «user»)", "log(user['email'], user.name, user.id)"],
      ["log(user['email'], f'{«user»}')", "log(user['email'], f'{user[\"id\"]}')"],
      ['log(**«user»)', null],
      ['log(*«users»)', null],
      ['log(dict(«user»))', 'log(user.id)'],
      ['log(«user».model_dump())', 'log(user.id)'],
      ['log(«user».items())', null],
    ]);
    table((edits, tree, place) => edits.pickFields(tree, place, ['id', 'plan']), [
      ['send(«user»)', 'send({"id": user.id, "plan": user.plan})'],
      ["send('x', «user»)", "send('x', {'id': user.id, 'plan': user.plan})"],
      ["send('x', user=«user»)", "send('x', user={'id': user.id, 'plan': user.plan})"],
      ["user['x']\nsend(«user»)", "user['x']\nsend({'id': user['id'], 'plan': user['plan']})"],
      ["send('x', **«user»)", "send('x', id=user.id, plan=user.plan)"],
      ["send('x', {**«user»})", "send('x', {'id': user.id, 'plan': user.plan})"],
      ['send(«load()»)', null],
      ['send(*«user»)', null],
      ["send(x, dataclasses.asdict(«user»))", 'send(x, {"id": user.id, "plan": user.plan})'],
      ['send(x, «user».model_dump())', 'send(x, {"id": user.id, "plan": user.plan})'],
      ['send(x, **«user».model_dump())', 'send(x, id=user.id, plan=user.plan)'],
      ['send(«user».name)', null],
    ]);
    table((edits, tree, place) => edits.readErrorMessage(tree, place), [
      ['log(«e»)', 'log(str(e))'],
      ['log(f"{«e»}")', 'log(f"{str(e)}")'],
      ['log(«f()»)', null],
    ]);
    table((edits, tree, place) => edits.readErrorMessage(tree, place, 'e'), [['log(«e.response»)', 'log(str(e))']]);

    it('fieldRead tells owner and name', () => {
      const read = (text: string): unknown => {
        const found = edit(grammars, text, (edits, tree, place) => {
          const at = edits.fieldRead(tree, place);
          return at === null ? null : [{ range: { start: 0, end: tree.text.length }, newText: JSON.stringify([at.owner, at.name]) }];
        });
        return found === null ? null : JSON.parse(found);
      };
      assert.deepEqual(read('log(«user.email»)'), ['user', 'email']);
      assert.deepEqual(read("log(«a.user['email'] or ''»)"), ['a.user', 'email']);
      assert.deepEqual(read("log(«user.get('email', None)»)"), ['user', 'email']);
      assert.deepEqual(read('log(«email»)'), [null, 'email']);
      assert.deepEqual(read("log(«user.get('email', default())»)"), null);
      assert.deepEqual(read('log(«user.email.lower()»)'), null);
    });

    it('fieldReads goes through everything once', () => {
      const language = languageOf(pythonLanguages, 'a.py');
      assert.ok(language);
      const text = "x = {'a': user.email, **rest, 'b': f'{load(guest).name} {guest[\"phone\"]}', 'c': [u.x.y for u in us]}";
      const tree = language.parse(text, 'a.py', grammars);
      const reads = language.edits.fieldReads(tree, { start: 4, end: text.length });
      assert.deepEqual(reads.map(({ range }) => text.slice(range.start, range.end)), ['user.email', 'rest', 'load(guest).name', 'guest', 'guest["phone"]', 'u.x.y', 'us']);
    });
  });

  describe('texts', () => {
    table((edits, tree, place) => edits.replacePrefix(tree, place, 'http:', 'https:'), [
      ["get(«'http://a.example'»)", "get('https://a.example')"],
      ["get(«f'http://{host}/'»)", "get(f'https://{host}/')"],
      ["get(f'«http://»{host}/')", "get(f'https://{host}/')"],
      ["get(«r'http://a.example'»)", "get(r'https://a.example')"],
      ["get(«'''http://a.example'''»)", "get('''https://a.example''')"],
      ["get(«'http://' + host»)", "get('https://' + host)"],
      ["get(«'http://%s/' % host»)", "get('https://%s/' % host)"],
      ["get(«'http://{}/'.format(host)»)", "get('https://{}/'.format(host))"],
      ["get(«'http://' 'a.example'»)", "get('https://' 'a.example')"],
      ["get(«'ftp://a.example'»)", null],
      ["get(«url('http://a.example')»)", null],
      ["'''http://a.example'''\nget(«url»)", null],
    ]);
    table((edits, tree, place) => edits.replaceStringPart(tree, place, 'os.environ["X"]'), [
      ["h = 'Bearer «abc»'", 'h = f\'Bearer {os.environ["X"]}\''],
      ['h = "Bearer «abc»"', "h = f\"Bearer {os.environ['X']}\""],
      ["h = 'a {b} «abc» }'", 'h = f\'a {{b}} {os.environ["X"]} }}\''],
      ["h = f'{a} «abc»'", 'h = f\'{a} {os.environ["X"]}\''],
      ["h = f'{a.«abc»}'", null],
      ["h = r'\\d«abc»'", 'h = rf\'\\d{os.environ["X"]}\''],
      ["h = u'k=«abc»'", 'h = f\'k={os.environ["X"]}\''],
      ["h = b'k=«abc»'", null],
      ["h = 'k=«abc» %s' % x", null],
      ["h = 'k=«abc» {}'.format(x)", null],
      ["h = '«abc»'", 'h = os.environ["X"]'],
      ["h = 'a' 'k=«abc»'", 'h = \'a\' f\'k={os.environ["X"]}\''],
      ["h = '\\x4«1»'", null],
      ["h = 'a «b\\»\\c'", null],
      ["print 'Bearer «abc»'", null],
      ["h = f'{g(\"k=«abc»\")}'", null],
    ]);
    table((edits, tree, place) => edits.removeFallback(tree, place, 'os.environ["X"]'), [
      ["k = os.environ.get('X', «'abc'»)", 'k = os.environ["X"]'],
      ["k = os.getenv('X', «'abc'»)", 'k = os.environ["X"]'],
      ["k = os.environ.get('X') or «'abc'»", 'k = os.environ["X"]'],
      ["k = os.environ['X'] or «'abc'»", "k = os.environ['X']"],
      ["k = os.environ.get('Y', «'abc'»)", null],
      ["os.environ['X'] = «'abc'»\nf()", 'f()'],
      ["os.environ.setdefault('X', «'abc'»)\nf()", 'f()'],
      ["k = «'abc'»", null],
      ["k = «'abc'» or x", null],
    ]);
    it('quotes as the file does', () => {
      const literal = (text: string, value: string): string | null => edit(grammars, text, (edits, tree) => [{ range: { start: 0, end: text.length }, newText: edits.stringLiteral(tree, value) }]);
      assert.equal(literal("f('a', 'b', \"c\")", 'x'), "'x'");
      assert.equal(literal('f("a")', 'x"y'), "'x\"y'");
      assert.equal(literal('f("a")', 'x"y\'z\\\n\u0007'), '"x\\"y\'z\\\\\\n\\u0007"');
    });
  });

  describe('insertComment', () => {
    table((edits, tree, place) => edits.insertComment(tree, place, 'why'), [
      ['f()\nlog(«user.email»)', 'f()\n# why\nlog(user.email)'],
      ['def f():\n\tlog(«user.email»)', 'def f():\n\t# why\n\tlog(user.email)'],
      ['if x:\r\n    log(\r\n        1,\r\n        «user.email»,\r\n    )\r\n', 'if x:\r\n    log(\r\n        1,\r\n        # why\r\n        user.email,\r\n    )\r\n'],
      ['if x:\n    log(f"""\n  {«user.email»}\n""")', 'if x:\n    # why\n    log(f"""\n  {user.email}\n""")'],
      ['if x:\n    y = 1 + \\\n        log(«user.email»)', 'if x:\n    # why\n    y = 1 + \\\n        log(user.email)'],
      ['# why\nlog(«user.email»)', null],
      ['# pylint: disable-next=x\nlog(«user.email»)', '# why\n# pylint: disable-next=x\nlog(user.email)'],
      ['# why\n# pylint: disable-next=x\nlog(«user.email»)', null],
      ['\ufefflog(«user.email»)', '\ufeff# why\nlog(user.email)'],
      ['# a \\\nlog(«user.email»)', '# a \\\n# why\nlog(user.email)'],
      ['if x: log(«user.email»)', '# why\nif x: log(user.email)'],
    ]);
    it('lets no text end the comment', () => {
      assert.equal(edit(grammars, 'f(«x»)', (edits, tree, place) => edits.insertComment(tree, place, 'a\r\nb')), '# a b\nf(x)');
    });
  });
});
