/**
 * What does a `*.conf` file say, and how is it changed? (UPDATE_GOLDEN=1 writes what it says anew.)
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import fc from 'fast-check';
import { confLanguages } from '../../../src/languages';
import { Notation } from '../settings/notation-checks';

const conf = new Notation(confLanguages);
const path = 'nginx.conf';
const site = 'server {\r\n  listen 80; # plain\r\n  location /x {\r\n    root "/srv/x y";\r\n  }\r\n}\r\n';

describe('Files of nginx and other *.conf', () => {
  it('say what is set', () => {
    conf.checkFixture(join(import.meta.dirname, 'fixtures'), 'nginx.conf');
    conf.checkFixture(join(import.meta.dirname, 'fixtures'), 'site.htaccess');
  });

  it('are told by their names and their lines', () => {
    const notation = (name: string, text: string): string => conf.graph(text, name).language;
    assert.equal(notation('etc/sites-enabled/a.conf', 'server {\n  listen 80;\n}\n'), 'nginx');
    assert.equal(notation('conf.d/ssl.conf', 'ssl_protocols TLSv1.2;\n'), 'nginx');
    assert.equal(notation('conf.d/log.conf', "log_format full '$remote_addr'\n  '$request_body {}';\n"), 'nginx');
    assert.equal(notation('x.nginx', ''), 'nginx');
    assert.equal(notation('conf.d/app.conf', '[program:app]\ncommand=x\n'), 'properties');
    assert.equal(notation('redis.conf', 'requirepass "a b"\n'), 'properties');
    assert.equal(conf.text('requirepass "a b"\n', 'redis.conf', ['requirepass']), 'a b');
    assert.equal(conf.text("ssl = on # x\npassword_encryption 'it''s'\n", 'postgresql.conf', ['password_encryption']), "it's");
    assert.equal(notation('sysctl.conf', 'net.ipv4.ip_forward = 1\n'), 'properties');
    assert.equal(notation('site.conf', '<VirtualHost *:80>\n  ServerName a\n</VirtualHost>\n'), 'apache');
    assert.equal(notation('conf.d/tls.conf', 'SSLProtocol all -SSLv3\n'), 'apache');
    assert.equal(notation('.htaccess', ''), 'apache');
    assert.equal(notation('local.conf', '<?xml version="1.0"?>\n<fontconfig>\n</fontconfig>\n'), 'conf');
    assert.equal(notation('application.conf', 'a {\n  b = 1\n}\n'), 'conf');
    assert.equal(notation('x.conf', 'some words\nand more\n'), 'conf');
  });

  it('of Apache are read to the end, whatever stands in them', () => {
    const part = fc.constantFrom('a', 'Options', ' ', '\n', '\r\n', '<', '>', '</', '<If a>', '</If>', '<Directory "/x">\n', '</Directory>\n', '"', "'", '#', '\\', '\\\n', '${', '}', '%{', 'SetEnv A b\n', 'é😀', '\t');
    fc.assert(fc.property(fc.array(part), (parts) => {
      conf.checkWhole(parts.join(''), '.htaccess');
      conf.checkVerbs(parts.join(''), '.htaccess', 'v');
    }), { numRuns: 800 });
    for (const piece of ['a b\n', '<A>\n', '</A>\n', '<A', '"', '\\\n', 'a \\', 'SetEnv A b\n', '${', "a '", '<If a>']) conf.graph(`Options None\n${piece.repeat(5_000)}`, '.htaccess');
  });

  it('of Apache are changed in place', () => {
    const text = 'SSLProtocol all -SSLv3 # no comment\n<Directory "/srv">\r\n  Options Indexes\r\n</Directory>\r\nSetEnv A "b c"\n';
    const file = '.htaccess';
    assert.equal(conf.set(text, file, ['directory', '/srv', 'options'], '-Indexes'), text.replace('Options Indexes', 'Options -Indexes'));
    assert.equal(conf.set(text, file, ['sslprotocol'], '-all +TLSv1.3'), text.replace('all -SSLv3 # no comment', '-all +TLSv1.3'));
    assert.equal(conf.set(text, file, ['setenv', 'A'], 'x'), text.replace('"b c"', '"x"'));
    assert.equal(conf.remove(text, file, ['directory', '/srv', 'options']), text.replace('  Options Indexes\r\n', ''));
    assert.equal(conf.remove(text, file, ['sslprotocol', '1']), null);
    assert.equal(conf.add(text, file, [], ['options'], 'None'), null);
  });

  it('are read to the end, whatever stands in them', () => {
    const part = fc.constantFrom('a', 'server', ' ', '\n', '\r\n', '{', '}', ';', '"', "'", '#', '\\', '$', '${', '{{', '}}', '{%', '%}', 'x_by_lua_block {', 'listen', '--', '<%', '%>', '\n\t');
    fc.assert(fc.property(fc.array(part), (parts) => {
      conf.checkWhole(parts.join(''), path);
    }), { numRuns: 1000 });
  });

  it('cost what their length costs', () => {
    for (const piece of ['a{', '}', 'a;', '"', "'", 'a b\n', 'root ', 'root\n', '{{', '{%', '<%', '#', '\\', '$', '${', 'x_by_lua_block {', 'a "b";\n', ';', ' ', 'map  ', '  root\n']) {
      conf.graph(`x;x;y ${piece.repeat(20_000)}`, path);
      conf.graph(piece.repeat(5_000), 'x.conf');
    }
  });

  it('are changed in place', () => {
    assert.equal(conf.set(site, path, ['server', 'listen'], '443 ssl'), site.replace('listen 80', 'listen 443 ssl'));
    assert.equal(conf.set(site, path, ['server', 'location', '/x', 'root'], 'a"b;'), site.replace('"/srv/x y"', '"a\\"b;"'));
    assert.equal(conf.set(site, path, ['server', 'listen'], 'a;b'), site.replace('listen 80', 'listen "a;b"'));
    assert.equal(conf.set(site, path, ['server', 'listen'], { raw: '80; x 1' }), site.replace('listen 80', 'listen 80; x 1'));
    assert.equal(conf.set(site, path, ['server', 'listen'], { raw: '{' }), null);
    assert.equal(conf.set('a;', path, ['a'], 1), 'a 1;');
    assert.equal(conf.set(site, path, ['server'], 1), null);
    assert.equal(conf.set('a = 1\n', 'sysctl.conf', ['a'], 0), 'a = 0\n');
    assert.equal(conf.add('x', 'application.conf', [], ['a'], 0), null);
  });

  it('get directives and blocks', () => {
    assert.equal(conf.add(site, path, ['server'], ['server_tokens'], 'off'), site.replace('  }\r\n}', '  }\r\n  server_tokens off;\r\n}'));
    assert.equal(conf.add(site, path, [], ['server', 'location', '/x', 'expires'], '1d'), site.replace('y";\r\n', 'y";\r\n    expires 1d;\r\n'));
    assert.equal(conf.add(site, path, [], ['server', 'location', '/y', 'deny'], 'all'), site.replace('  }\r\n}', '  }\r\n  location /y {\r\n    deny all;\r\n  }\r\n}'));
    assert.equal(conf.add('', path, [], ['http', 'server_tokens'], 'off'), 'http {\n    server_tokens off;\n}\n');
    assert.equal(conf.add('http {}', path, [], ['http', 'server_tokens'], 'off'), 'http {\n    server_tokens off;\n}');
    assert.equal(conf.add('http { a 1; }', path, [], ['http', 'server_tokens'], 'off'), 'http { a 1;\n    server_tokens off;\n}');
    assert.equal(conf.add(site, path, [], ['server', 'listen'], '81'), site.replace('listen 80', 'listen 81'));
  });

  it('lose them', () => {
    assert.equal(conf.remove(site, path, ['server', 'listen']), site.replace('listen 80; ', ''));
    assert.equal(conf.remove(site, path, ['server', 'location', '/x', 'root']), site.replace('    root "/srv/x y";\r\n', ''));
    assert.equal(conf.remove(site, path, ['server', 'location', '/x']), site.replace('  location /x {\r\n    root "/srv/x y";\r\n  }\r\n', ''));
  });

  it('say what was asked after a change', () => {
    const line = fc.constantFrom('a 1;', 'b "x y";', 'c;', '# note', 'server {', '}', 'location /x {', "d 'q' r; # s", '', 'e', 'f { g 1; }');
    fc.assert(fc.property(fc.array(line, { maxLength: 8 }), fc.constantFrom('\n', '\r\n'), fc.string({ maxLength: 8 }), (lines, lineBreak, value) => {
      conf.checkVerbs(lines.join(lineBreak), path, value);
    }), { numRuns: 300 });
  });
});
