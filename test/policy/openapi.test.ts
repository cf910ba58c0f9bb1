/** The reader of OpenAPI documents, and which documented path an address with open parts may mean. */
import assert from 'node:assert/strict';
import { ApiDocument, readApiDocument, segmentsIn } from '../../src/policy';
import type { Operation } from '../../src/policy';

function read(text: string): ApiDocument {
  const { document, problem } = readApiDocument({ path: 'openapi.yaml', text });
  assert.ok(document, problem ?? '');
  return document;
}

function problemOf(text: string): string | null {
  return readApiDocument({ path: 'openapi.yaml', text }).problem;
}

/** `get /v1/users/{id}` with what else is said of it. */
function told({ method, path, deprecated, successor, query, body }: Operation): string {
  const names = (what: string, all: ReadonlySet<string> | null): string => (all === null ? '' : ` ${what}(${[...all].join(' ')})`);
  return `${method ?? 'any'} ${path}${deprecated ? ` deprecated ${successor ?? ''}`.trimEnd() : ''}${names('query', query)}${names('body', body)}`;
}

function openapi(paths: string, rest = ''): string {
  return `openapi: 3.1.0\nservers: [{ url: "https://api.caley.app/v1/" }]\n${rest}paths:\n${paths}`;
}

describe('readApiDocument', () => {
  it('reads operations below their servers, with parameters and bodies', () => {
    const { operations, hosts } = read(openapi(
      '  /users/{id}:\n    parameters: [{ name: fields, in: query }]\n    get: { parameters: [{ name: page, in: query, schema: { type: integer } }, { name: id, in: path }] }\n    put: { deprecated: true, x-replaced-by: PATCH /users, requestBody: { $ref: "#/components/requestBodies/User" } }\n',
      'components: { requestBodies: { User: { content: { application/vnd.api+json: { schema: { properties: { name: {}, mail: {} } } } } } } }\n',
    ));
    assert.deepEqual(operations.map(told), ['get /v1/users/{id} query(fields page)', 'put /v1/users/{id} deprecated PATCH /users query(fields) body(name mail)']);
    assert.deepEqual(hosts, ['api.caley.app']);
  });

  it('reads Swagger 2, and JSON', () => {
    const document = read(JSON.stringify({
      swagger: '2.0', host: 'api.caley.app:443', basePath: '/v2',
      paths: { '/a': { post: { parameters: [{ in: 'body', name: 'any', schema: { $ref: '#/definitions/A~1B' } }] } }, '/b': { post: { parameters: [{ in: 'formData', name: 'file' }, { in: 'query', name: 'q' }] } } },
      definitions: { 'A/B': { properties: { a: {} } } }, securityDefinitions: { key: { type: 'apiKey', in: 'query', name: 'key' }, code: { type: 'oauth2', tokenUrl: 'https://api.caley.app/oauth/token' } },
    }));
    assert.deepEqual(document.operations.map(told), ['post /v2/a query(key) body(a)', 'post /v2/b query(q key) body(file)', 'any /oauth/token']);
    assert.deepEqual(document.hosts, ['api.caley.app']);
  });

  it('knows which scopes an operation needs, by each way in', () => {
    const schemes = 'components: { securitySchemes: { oauth: { type: oauth2 }, id: { $ref: "#/components/securitySchemes/open" }, open: { type: openIdConnect }, key: { type: apiKey, in: query, name: k } } }\n';
    const scopesOf = (operation: string, rest = ''): readonly (readonly string[])[] => read(openapi(`  /a: { get: ${operation} }\n`, schemes + rest)).operations[0]?.scopes ?? [];
    assert.deepEqual(scopesOf('{ security: [{ oauth: [a, b], id: [c] }, { key: [] }, {}] }'), [['a', 'b', 'c'], [], []]);
    assert.deepEqual(scopesOf('{}', 'security: [{ oauth: [all] }]\n'), [['all']]);
    assert.deepEqual(scopesOf('{ security: [] }', 'security: [{ oauth: [all] }]\n'), []);
    assert.deepEqual(scopesOf('{ security: [{ key: [role] }, { other: [x] }, 1, { oauth: a }] }'), [[], [], [], []]);
    assert.deepEqual(scopesOf('{}'), []);
  });

  it('knows servers of paths and operations, and their variables', () => {
    const { operations, hosts } = read('openapi: 3.0.0\nservers: [{ url: "https://{region}.caley.app/{version}" }, { url: "https://{host}/x" }, { url: /y }]\npaths:\n  /a: { get: {} }\n  /b: { servers: [{ url: "https://files.caley.app" }], get: {} }\n');
    assert.deepEqual(operations.map(({ path }) => path), ['/{version}/a', '/x/a', '/y/a', '/b']);
    assert.deepEqual(hosts, ['*.caley.app', 'files.caley.app']);
    assert.deepEqual(['eu.caley.app', 'files.caley.app', 'caley.app', 'api.acme.example'].map((host) => new ApiDocument(hosts, operations).describes(host)), [true, true, false, false]);
    assert.equal(new ApiDocument([], operations).describes('api.caley.app'), null);
  });

  it('leaves open what it cannot know: other documents, further fields, several forms', () => {
    const body = (schema: string): string => `  /a: { post: { requestBody: { content: { application/json: { schema: ${schema} } } } } }\n`;
    const bodyOf = (schema: string, rest = ''): string => read(openapi(body(schema), rest)).operations.map(told).join();
    assert.equal(bodyOf('{ properties: { a: {} } }'), 'post /v1/a query() body(a)');
    assert.equal(bodyOf('{ allOf: [{ properties: { a: {} } }, { required: [a] }, { anyOf: [{ properties: { b: {} } }, { properties: { c: {} } }] }] }'), 'post /v1/a query() body(a b c)');
    for (const open of ['{}', 'true', '{ type: array, items: { properties: { a: {} } } }', '{ properties: {} }', '{ properties: { a: {} }, additionalProperties: true }', '{ properties: { a: {} }, patternProperties: {} }', '{ $ref: other.yaml }', '{ $ref: "#/nowhere" }', '{ allOf: [{ properties: { a: {} } }, { $ref: other.yaml }] }']) assert.equal(bodyOf(open), 'post /v1/a query()', open);
    assert.equal(read(openapi('  /a: { $ref: ./a.yaml }\n  /b: { get: { parameters: [{ $ref: ./b.yaml }] } }\n  /c: { get: { parameters: [{ name: filter, in: query, schema: { type: object } }] } }\n')).operations.map(told).join(), 'any /v1/a,get /v1/b,get /v1/c');
  });

  it('comes to an end with references in circles, long chains and great depth', () => {
    const circle = 'components: { schemas: { A: { allOf: [{ $ref: "#/components/schemas/B" }] }, B: { properties: { b: {} }, allOf: [{ $ref: "#/components/schemas/A" }, { $ref: "#/components/schemas/B" }] }, C: { $ref: "#/components/schemas/C" } } }\n';
    const sent = (name: string, rest: string): string => read(openapi(`  /a: { post: { requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/${name}" } } } } } }\n`, rest)).operations.map(told).join();
    assert.equal(sent('A', circle), 'post /v1/a query() body(b)');
    assert.equal(sent('C', circle), 'post /v1/a query()');
    const chain = `components: { schemas: { ${Array.from({ length: 5000 }, (_, i) => `S${String(i)}: { allOf: [{ $ref: "#/components/schemas/S${String(i + 1)}" }] }`).join(', ')} } }\n`;
    assert.equal(sent('S0', chain), 'post /v1/a query()');
    assert.equal(read(JSON.stringify({ openapi: '3.1.0', paths: { ['/a'.repeat(900)]: { get: {} }, ['/a'.repeat(9000)]: { get: {} } } })).operations.length, 1);
  });

  it('says what is wrong with what is none', () => {
    const none = 'it says neither "openapi: 3.…" nor "swagger: \'2.0\'"';
    assert.deepEqual(['name: x\n', '[]', '1', 'openapi: 4.0\npaths: {}\n', '{"openapi": 3}'].map(problemOf), [none, none, none, none, none]);
    assert.equal(problemOf(''), none);
    assert.equal(problemOf('openapi: 3.1.0\npaths: {}\n'), 'it describes no paths');
    assert.match(problemOf('openapi: 3.1.0\npaths:\n  /a: [\n') ?? '', /^line \d+: /);
    assert.match(problemOf('['.repeat(5000)) ?? '', /nested too deeply/);
    assert.match(problemOf(`a: &a [x]\n${Array.from({ length: 9 }, (_, i) => `${'bcdefghij'[i] ?? ''}: &${'bcdefghij'[i] ?? ''} [${`*${'abcdefghi'[i] ?? ''}, `.repeat(9)}]`).join('\n')}\n`) ?? '', /^line \d+: /);
  });
});

describe('paths', () => {
  const document = read(openapi('  /users/me: { get: {} }\n  /users/{id}: { get: {} }\n  /users/{id}/events: { get: {} }\n  /files/{name}.{ending}: { get: {} }\n  /x-{a}-{b}-y/z: { get: {} }\n'));
  const at = (...pieces: readonly (string | null)[]): string => document.at(segmentsIn(pieces)).map(({ path }) => path).join();
  const possible = (...pieces: readonly (string | null)[]): number => document.possible(segmentsIn(pieces)).length;

  it('are known by their segments, those that say most first', () => {
    assert.equal(at('/v1/users/me'), '/v1/users/me');
    assert.equal(at('/v1/users/7/'), '/v1/users/{id}');
    assert.equal(at('/v1//users/', null), '/v1/users/{id}');
    assert.equal(at('/v1/users/', null, '/events'), '/v1/users/{id}/events');
    assert.equal(at('/v1/files/a.b.png'), '/v1/files/{name}.{ending}');
    assert.equal(at('/v1/files/', null, '.png'), '/v1/files/{name}.{ending}');
    assert.equal(at('/v1/x-1-2-y/z'), '/v1/x-{a}-{b}-y/z');
    for (const none of ['/v1/files/png', '/v1/files/.png', '/v1/x--y/z', '/v1/users', '/v1/Users/me', '/users/me']) assert.equal(at(none), '', none);
  });

  it('may be meant where open parts hold slashes', () => {
    assert.deepEqual([possible('/v1', null), possible('/v1/', null), possible('/v1/users/', null), possible('/v1/users/', null, '/events')], [5, 5, 3, 1]);
    assert.deepEqual([possible('/v1/users/', null, '/secrets'), possible('/v2/', null), possible('/v1/user/', null), possible(null, '/secrets/', null), possible('/v1/users/m', null)], [0, 0, 0, 2, 3]);
  });

  it('are found in time that grows with the document, whatever is asked', () => {
    const paths = Array.from({ length: 3000 }, (_, i) => `  /a/{b}/a${String(i % 50)}/{c}/${String(i)}: { get: {} }\n`).join('');
    const large = read(openapi(paths));
    const asked = segmentsIn(Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? '/a/' : null)));
    assert.equal(large.possible(asked).length, 0);
    assert.equal(large.at(asked).length, 0);
  });

  it('suggest what is written alike, and nothing else', () => {
    const nearest = (...pieces: readonly (string | null)[]): string | null => document.nearest(segmentsIn(pieces));
    assert.equal(nearest('/v1/users/', null, '/evnts'), '/v1/users/{id}/events');
    assert.equal(nearest('/v1/user/me'), '/v1/users/me');
    assert.equal(nearest('/v2/users/me'), '/v1/users/me');
    assert.equal(nearest('/v1/internal/search/all'), null);
    assert.equal(nearest('/secrets'), null);
  });
});
