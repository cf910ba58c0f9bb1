/** Small models, compiled: which place a look-up reaches, and what it says. */
import assert from 'node:assert/strict';
import { compileModels, readModel } from '../../src/models';
import type { Models, Place } from '../../src/models';

function compile(files: Readonly<Record<string, string>>): Models {
  return compileModels(
    Object.entries(files).map(([path, text]) => {
      const { model, mistakes } = readModel({ path: `models/${path}`, text });
      assert.deepEqual(mistakes, []);
      assert.ok(model !== null);
      return model;
    }),
  );
}

function entry(at: string, is = 'sink.log'): string {
  return `  - { at: ${JSON.stringify(at)}, is: ${is} }\n`;
}

function kindsAt(place: Place | null | undefined): readonly (string | null)[] {
  return (place?.facts ?? []).map((fact) => fact.is);
}

const logger = `package: pino
types:
  Logger: [default(), "pino()", <Logger>.child()]
  Sink: []
entries:
${entry('<Logger>.{info,warn}.argument[*]')}${entry('<Sink>.write.argument[1]')}`;

describe('compiled models', () => {
  const pino = compile({ 'npm/pino.yaml': logger });
  const root = pino.package('npm', 'pino');

  it('lead from a call through a cycle of types to an argument', () => {
    const info = root?.returned()?.member('child')?.returned()?.member('child')?.returned()?.member('info');
    assert.equal(info?.path, 'pino().info');
    assert.deepEqual(kindsAt(info.argument(7, null)), ['sink.log']);
    assert.equal(info.hasArgumentFacts, true);
  });

  it('make a type and the place it is made at one object', () => {
    assert.equal(pino.type('npm', 'pino', 'Logger'), root?.returned());
    assert.equal(root?.member('pino')?.returned(), root?.returned());
  });

  it('treat the default export as the package', () => {
    assert.equal(root?.member('default'), root);
    assert.equal(root.member('default')?.member('default'), root);
  });

  it('answer null where nothing is known', () => {
    assert.equal(root?.member('info'), null);
    assert.equal(root.returned()?.member('info')?.returned(), null);
    assert.equal(pino.package('npm', 'pin'), null);
    assert.equal(pino.package('pypi', 'pino'), null);
    assert.equal(pino.type('npm', 'pino', 'Nothing'), null);
  });

  it('know types that no path makes', () => {
    assert.deepEqual(kindsAt(pino.type('npm', 'pino', 'Sink')?.member('write')?.argument(1, null)), ['sink.log']);
    assert.equal(pino.type('npm', 'pino', 'Sink')?.path, 'pino.Sink');
  });

  it('find packages by exact name, then as a subpath, without `node:`', () => {
    const models = compile({
      'npm/fs.yaml': `package: node:fs\nentries:\n${entry('writeFile.argument[1]')}`,
      'npm/fs2.yaml': `package: fs/promises\nentries:\n${entry('open.argument[0]')}`,
      'npm/lodash.yaml': `package: lodash\nsubpaths: members\nentries:\n${entry('map.argument[0]')}`,
      'npm/one.yaml': `package: "@a/one"\nsubpaths: none\nentries:\n${entry('map.argument[0]')}`,
    });
    assert.equal(models.package('npm', 'node:fs'), models.package('npm', 'fs'));
    assert.notEqual(models.package('npm', 'fs/promises'), models.package('npm', 'fs'));
    assert.equal(models.package('npm', 'fs/other'), models.package('npm', 'fs'));
    assert.equal(models.package('npm', 'lodash/map'), models.package('npm', 'lodash')?.member('map'));
    assert.equal(models.package('npm', 'lodash/fp/map'), null);
    assert.equal(models.package('npm', '@a/one/sub'), null);
    assert.equal(models.package('npm', '@a/two'), null);
  });

  it('fall back to the wildcard for names, deep below named members too', () => {
    const models = compile({
      'npm/p.yaml': `package: p\nentries:\n${entry('Client.new().$raw.argument[0]', 'sink.one')}${entry('Client.new().*.create.argument[0].data', 'sink.two')}${entry('Client.new().user.merge.argument[0]', 'sink.three')}${entry('store.*', 'sink.four')}${entry('store.set.argument[0]', 'sink.five')}`,
    });
    const client = models.package('npm', 'p')?.member('Client')?.constructed();
    assert.deepEqual(kindsAt(client?.member('order')?.member('create')?.argument(0, null)?.member('data')), ['sink.two']);
    assert.deepEqual(kindsAt(client?.member('user')?.member('create')?.argument(0, null)?.member('data')), ['sink.two']);
    assert.deepEqual(kindsAt(client?.member('user')?.member('merge')?.argument(0, null)), ['sink.three']);
    assert.equal(client?.member('order')?.member('merge'), null);
    const store = models.package('npm', 'p')?.member('store');
    assert.deepEqual(kindsAt(store?.member('email')), ['sink.four']);
    assert.deepEqual(kindsAt(store?.member('set')), []);
  });

  it('let ranges of arguments overlap', () => {
    const models = compile({ 'npm/p.yaml': `package: p\nentries:\n${entry('f.argument[*]', 'sink.all')}${entry('f.argument[1..2]', 'sink.some')}${entry('f.argument[4..].a', 'sink.rest')}${entry('f.argument[*].b', 'sink.deep')}` });
    const f = models.package('npm', 'p')?.member('f');
    const kinds = [0, 1, 2, 3, 4, 9].map((i) => kindsAt(f?.argument(i, null)));
    assert.deepEqual(kinds, [['sink.all'], ['sink.all', 'sink.some'], ['sink.all', 'sink.some'], ['sink.all'], ['sink.all'], ['sink.all']]);
    assert.deepEqual(kindsAt(f?.argument(3, null)?.member('a')), []);
    assert.deepEqual(kindsAt(f?.argument(8, null)?.member('a')), ['sink.rest']);
    for (const i of [0, 2, 9]) assert.deepEqual(kindsAt(f?.argument(i, null)?.member('b')), ['sink.deep']);
  });

  it('tell keywords from positions', () => {
    const models = compile({ 'pypi/p.yaml': `package: p\nentries:\n${entry('send.argument[0,to]')}${entry('log.argument[*]')}` });
    const root = models.package('pypi', 'p');
    assert.deepEqual(kindsAt(root?.member('send')?.argument(0, null)), ['sink.log']);
    assert.deepEqual(kindsAt(root?.member('send')?.argument(5, 'to')), ['sink.log']);
    assert.equal(root?.member('send')?.argument(5, 'cc'), null);
    assert.deepEqual(kindsAt(root.member('log')?.argument(5, 'extra')), ['sink.log']);
  });

  it('reach parameters, receivers, elements and instances', () => {
    const models = compile({
      'npm/p.yaml': `package: p\nentries:\n${entry('default().get.argument[1..].parameter[0].body', 'data.a')}${entry('hook()[].argument[0]', 'sink.a')}${entry('default().open.receiver.url', 'data.u')}${entry('make().a.argument[0]', 'sink.m')}`,
    });
    const root = models.package('npm', 'p');
    assert.deepEqual(kindsAt(root?.returned()?.member('get')?.argument(2, null)?.parameter(0)?.member('body')), ['data.a']);
    assert.deepEqual(kindsAt(root?.member('hook')?.returned()?.element()?.argument(0, null)), ['sink.a']);
    assert.deepEqual(kindsAt(root?.returned()?.member('open')?.receiver()?.member('url')), ['data.u']);
    assert.equal(root?.member('make')?.constructed(), root?.member('make')?.returned());
  });

  it('share types between packages and with the runtime', () => {
    const models = compile({
      'npm/http.yaml': `package: http\ntypes:\n  Request: [request()]\nentries:\n${entry('<Request>.write.argument[0]')}`,
      'npm/https.yaml': `package: https\ntypes:\n  http:Request: [request()]\nentries:\n${entry('<http:Request>.end.argument[0]')}`,
      'global/fetch.yaml': `package: fetch\ntypes:\n  Response: [fetch()]\nentries:\n${entry('<Response>.json()', 'data.r')}`,
      'npm/node-fetch.yaml': `package: node-fetch\ntypes:\n  global:Response: [default()]\nentries:\n${entry('default.argument[0]')}`,
    });
    assert.equal(models.package('npm', 'https')?.member('request')?.returned(), models.type('npm', 'http', 'Request'));
    assert.equal(models.package('npm', 'node-fetch')?.returned(), models.globalType('npm', 'Response'));
    assert.deepEqual(kindsAt(models.package('npm', 'node-fetch')?.returned()?.member('json')?.returned()), ['data.r']);
  });

  it('give every package of `also` its own root', () => {
    const models = compile({ 'npm/s.yaml': `package: "@s/node"\nalso: ["@s/browser"]\nentries:\n${entry('track.argument[0]')}` });
    assert.equal(models.package('npm', '@s/browser')?.member('track')?.argument(0, null)?.path, '@s/browser.track.argument[0]');
  });

  it('join two types that turn out to be one place', () => {
    const models = compile({ 'npm/p.yaml': `package: p\ntypes:\n  A: [default()]\n  B: ["{default,make}()", <A>.b()]\nentries:\n${entry('<A>.x.argument[0]', 'sink.x')}${entry('<B>.y.argument[0]', 'sink.y')}` });
    const made = models.package('npm', 'p')?.member('make')?.returned();
    assert.deepEqual(kindsAt(made?.member('x')?.argument(0, null)), ['sink.x']);
    assert.equal(made?.member('b')?.returned(), made);
  });

  it('know the runtime by its global names and their aliases', () => {
    const models = compile({
      'global/a.yaml': `package: a\ntypes:\n  global: [window, globalThis]\nentries:\n${entry('localStorage.setItem.argument[1]')}`,
      'global/b.yaml': `package: b\nentries:\n${entry('console.log.argument[*]')}`,
    });
    assert.equal(models.global('npm', 'window')?.member('localStorage'), models.global('npm', 'localStorage'));
    assert.equal(models.global('npm', 'window')?.member('globalThis')?.member('console'), models.global('npm', 'console'));
    assert.equal(models.global('npm', 'console')?.member('log')?.argument(0, null)?.path, 'console.log.argument[*]');
    assert.equal(models.global('npm', 'console')?.package, 'global');
  });

  it('know members of any value and guesses by a receiver\'s name', () => {
    const models = compile({
      'any/a.yaml': `package: a\nentries:\n  - { at: <any>.trim(), passes: receiver }\n`,
      'guess/g.yaml': `package: g\ntypes:\n  L: ["{log,logger}"]\nentries:\n${entry('<L>.info.argument[*]')}`,
    });
    assert.equal(models.any('npm').member('trim')?.returned()?.facts[0]?.passes[0]?.from, 'receiver');
    assert.deepEqual(kindsAt(models.guess('npm', 'logger')?.member('info')?.argument(0, null)), ['sink.log']);
    assert.equal(models.guess('npm', 'user'), null);
  });

  it('keep what the runtime is in one ecosystem from the files of the other', () => {
    const models = compile({
      'global/a.yaml': `package: a\nfor: npm\ntypes:\n  Request: []\nentries:\n${entry('fetch.argument[1]')}${entry('<Request>.body', 'data.b')}`,
      'global/b.yaml': `package: b\nfor: pypi\nentries:\n${entry('print.argument[*]')}`,
      'any/a.yaml': `package: a\nfor: npm\nentries:\n  - { at: <any>.trim(), passes: receiver }\n`,
      'any/b.yaml': `package: b\nfor: pypi\nentries:\n  - { at: <any>.strip(), passes: receiver }\n`,
      'guess/g.yaml': `package: g\nentries:\n${entry('logger.info.argument[*]')}`,
      'guess/h.yaml': `package: h\nfor: pypi\nentries:\n${entry('cursor.execute.argument[*]')}`,
    });
    assert.deepEqual([models.global('npm', 'fetch') !== null, models.global('pypi', 'fetch'), models.global('npm', 'print'), models.global('pypi', 'print') !== null], [true, null, null, true]);
    assert.deepEqual([models.globalType('npm', 'Request') !== null, models.globalType('pypi', 'Request')], [true, null]);
    assert.deepEqual([models.any('npm').member('trim') !== null, models.any('npm').member('strip'), models.any('pypi').member('trim'), models.any('pypi').member('strip') !== null], [true, null, null, true]);
    assert.deepEqual([models.guess('npm', 'logger') !== null, models.guess('pypi', 'logger') !== null, models.guess('npm', 'cursor'), models.guess('pypi', 'cursor') !== null], [true, true, null, true]);
    assert.equal(models.global('guess', 'print'), null);
    assert.equal(models.any('guess').member('strip'), null);
  });

  it('make submodules of Python packages their members, however they are imported', () => {
    const models = compile({
      'pypi/google.cloud.storage.yaml': `package: google.cloud.storage\ntypes:\n  Bucket: ["Client().bucket()"]\nentries:\n${entry('<Bucket>.upload.argument[0]')}`,
      'pypi/google.cloud.logging.yaml': `package: google.cloud.logging\nentries:\n${entry('Client().log.argument[0]')}`,
      'pypi/django.yaml': `package: django\nentries:\n${entry('db.models.Model().save.argument[0]')}`,
      'pypi/one.yaml': `package: one\nsubpaths: none\nentries:\n${entry('two.f.argument[0]')}`,
    });
    const storage = models.package('pypi', 'google.cloud.storage');
    assert.ok(storage !== null);
    assert.equal(models.package('pypi', 'google')?.member('cloud')?.member('storage'), storage);
    assert.equal(models.package('pypi', 'google.cloud')?.member('storage'), storage);
    assert.equal(models.package('pypi', 'google.cloud')?.member('logging'), models.package('pypi', 'google.cloud.logging'));
    assert.equal(models.package('pypi', 'google.cloud.storage.bucket'), storage);
    assert.equal(models.type('pypi', 'google.cloud.storage', 'Bucket'), storage.member('Client')?.returned()?.member('bucket')?.returned());
    assert.equal(models.type('pypi', 'google.cloud.storage.client', 'Client'), storage.member('Client')?.returned());
    assert.equal(models.package('pypi', 'django.db.models')?.member('Model')?.returned(), models.type('pypi', 'django.db.models', 'Model'));
    assert.equal(models.package('pypi', 'django.db')?.member('models'), models.package('pypi', 'django.db.models'));
    assert.equal(models.package('pypi', 'django.db')?.path, 'django.db');
    assert.equal(models.package('pypi', 'one.three'), null);
    assert.equal(models.package('pypi', 'one.two')?.path, 'one.two');
    assert.equal(models.package('pypi', 'googles'), null);
  });

  it('name an instance after its class', () => {
    const models = compile({ 'npm/q.yaml': `package: q\nentries:\n${entry('Queue.new().add.argument[1]')}${entry('default.new().add.argument[1]')}` });
    assert.equal(models.type('npm', 'q', 'Queue')?.member('add')?.argument(1, null)?.path, 'new q.Queue().add.argument[1]');
    assert.equal(models.type('npm', 'q', 'default'), models.package('npm', 'q')?.constructed());
  });

  it('put conditional facts first', () => {
    const models = compile({ 'any/a.yaml': `package: a\nentries:\n  - { at: <any>.slice(), passes: receiver }\n  - { at: <any>.slice(), passes: receiver, sanitizes: sanitizer.mask, when: { 0: [0] } }\n` });
    assert.deepEqual(models.any('npm').member('slice')?.returned()?.facts.map((fact) => fact.sanitizes), ['sanitizer.mask', null]);
  });

  describe('of versions', () => {
    const models = compile({
      'npm/sentry.yaml': `package: sentry\nalso: [sentry-web]\ntypes:\n  Client: [default.new()]\nentries:\n${entry('init.argument[0]')}  - { at: "init.argument[0].all", is: option.log, versions: ">=11", unset: true }\n  - { at: "init.argument[0].all", is: option.old, versions: "<11, unknown" }\n  - { at: "<Client>.send.argument[0]", is: sink.new, versions: ">=11" }\n`,
      'pypi/jwt.yaml': 'package: jwt\ndistribution: PyJWT\nentries:\n  - { at: "decode.argument[options]", is: option.log, versions: ">=2", unset: 1 }\n',
    });
    const at = (version: string | null, name = 'sentry'): Place | null => models.package('npm', name, (asked) => (asked === name ? version : null));
    const saidFor = (version: string | null): readonly (string | null)[] => kindsAt(at(version)?.member('init')?.argument(0, null)?.member('all'));

    it('say what holds for what is installed', () => {
      assert.deepEqual([saidFor('10.57.1'), saidFor('11.0.0'), saidFor('12.3.4'), saidFor('11.0.0-beta.1')], [['option.old'], ['option.log'], ['option.log'], ['option.log']]);
      assert.deepEqual(kindsAt(at('11.0.0', 'sentry-web')?.member('init')?.argument(0, null)?.member('all')), ['option.log']);
      assert.deepEqual([models.type('npm', 'sentry', 'Client', () => '11.1.0'), models.type('npm', 'sentry', 'Client', () => '10.1.0')].map((type) => kindsAt(type?.member('send')?.argument(0, null))), [['sink.new'], []]);
    });

    it('say of ranges what holds for all they let in, else what is said of the unknown', () => {
      assert.deepEqual([saidFor('^11.2.0'), saidFor('~10.1'), saidFor('>=9 <10 || ^10.3')], [['option.log'], ['option.old'], ['option.old']]);
      assert.deepEqual(['>=10', '*', 'latest', 'workspace:*', '', null].map((range) => saidFor(range)), Array.from({ length: 6 }, () => ['option.old']));
      assert.equal(models.package('npm', 'sentry'), at(null));
    });

    it('keep the same places for the same', () => {
      assert.equal(at('11.0.0'), at('12.0.0'));
      assert.notEqual(at('11.0.0'), at('10.0.0'));
      assert.deepEqual(kindsAt(at('11.0.0')?.member('init')?.argument(0, null)), ['sink.log']);
    });

    it('know what calls leave unset', () => {
      const unset = (place: Place | null | undefined): unknown => place?.unset.map(({ argument, fields, place: option }) => [argument, fields.join('.'), kindsAt(option)]);
      assert.deepEqual([unset(at('11.0.0')?.member('init')), unset(at('10.0.0')?.member('init'))], [[[0, 'all', ['option.log']]], []]);
      assert.deepEqual(unset(models.package('pypi', 'jwt', (name) => (name === 'pyjwt' ? '2.1.0' : null))?.member('decode')), [['options', '', ['option.log']]]);
    });

    it('name the packages that must be known', () => {
      assert.deepEqual([[...models.versioned('npm')], [...models.versioned('pypi')], [...pino.versioned('npm')]], [['sentry', 'sentry-web'], ['pyjwt'], []]);
    });
  });

  it('have a hash that moves with what they say', () => {
    assert.equal(compile({ 'npm/pino.yaml': logger }).hash, pino.hash);
    assert.notEqual(compile({ 'npm/pino.yaml': logger.replace('warn', 'fatal') }).hash, pino.hash);
    assert.notEqual(compile({ 'npm/pino.yaml': logger.replace('sink.log', 'sink.lag') }).hash, pino.hash);
  });
});
