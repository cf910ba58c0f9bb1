/**
 * Which notation has a `*.conf` file? Its folder, its name and its lines say so. Must not read what it says.
 */
import { dialectOf, dialects } from '../properties';
import type { Dialect } from '../properties';

/** A section of Apache: `<VirtualHost *:80>`. Fontconfig and D-Bus write `*.conf` in XML. */
const apacheSection = /^[ \t]*<\/?(?:VirtualHost|Directory|DirectoryMatch|Location|LocationMatch|Files|FilesMatch|IfModule|IfDefine|IfVersion|Proxy|ProxyMatch|Limit|LimitExcept|Macro|If|Else|ElseIf|RequireAll|RequireAny|RequireNone|AuthnProviderAlias)\b[^>\n]*>[ \t]*\r?$/im;
const markup = /^\s*<(?:\?xml|!DOCTYPE|fontconfig|busconfig)/;
/** Directives that no other notation here has. */
const apacheDirective = /^[ \t]*(?:SSL(?:Protocol|CipherSuite|Engine|Certificate\w+|Proxy\w+|HonorCipherOrder)|ProxyPass(?:Match|Reverse)?|RewriteEngine|RewriteRule|ServerName|ServerTokens|ServerSignature|DocumentRoot|LogFormat|CustomLog|LoadModule|DirectoryIndex|Options|AllowOverride|Header)[ \t]+[^=;{}\s]/m;
const iniSection = /^[ \t]*\[[^[\]\n]+\][ \t]*(?:[#;].*)?\r?$/m;
const nginxBlock = /^[ \t]*(?:(?:server|http|events|stream|mail|types)[ \t\r\n]*|(?:upstream|location|map|geo|if)[ \t(][^{\n]*)\{/m;
const nginxDirective = /^[ \t]*(?:(?:proxy|fastcgi|uwsgi|ssl|gzip|client|server|add|access|error|limit|worker|real|sub|auth|send|keepalive)_[a-z_]+|listen|return|rewrite|root|include|allow|deny|expires)[ \t][^\n{}]*;|^[ \t]*log_format[ \t]+[\w-]+[ \t\r\n]/m;
/** Notations with blocks that look like nginx's: BIND, ISC DHCP. */
const others = /^(?:named|dhcpd|rsyslog|syslog-ng|logstash|fluent|td-agent|haproxy|pg_hba|pg_ident|mongod|application|reference|fonts)\b.*\.conf$/;
/** How much of a file tells its notation. */
const enough = 20_000;

export type FoundNotation = 'nginx' | 'apache' | Dialect | 'unread';

export function notationOf(text: string, path: string): FoundNotation {
  const small = path.toLowerCase();
  const name = small.slice(small.lastIndexOf('/') + 1);
  if (name.endsWith('.htaccess') || /^(?:httpd|apache2?|000-default|default-ssl)\b.*\.conf$/.test(name)) return 'apache';
  if (!name.endsWith('.conf') || name.startsWith('nginx') || name.endsWith('.nginx.conf')) return 'nginx';
  if (others.test(name)) return 'unread';
  const dialect = dialectOf(name);
  if (dialect !== dialects.ini || /^(?:pip|supervisord|php-fpm|my)\b.*\.conf$/.test(name)) return dialect;
  const head = text.slice(0, enough);
  if (markup.test(head)) return 'unread';
  if (apacheSection.test(head)) return 'apache';
  if (iniSection.test(head)) return dialects.ini;
  if (nginxBlock.test(head) || nginxDirective.test(head)) return 'nginx';
  if (apacheDirective.test(head) && !/^[^#\n]*[;{][ \t]*$/m.test(head)) return 'apache';
  return isOfPairs(head) ? dialects.ini : 'unread';
}

/** Most lines are `key = value`, and no block begins. */
function isOfPairs(text: string): boolean {
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => line !== '' && !/^[#;]/.test(line));
  if (lines.length === 0 || lines.some((line) => line.endsWith('{') || line.endsWith('}'))) return false;
  return lines.filter((line) => /^[^\s=]+[ \t]*=/.test(line)).length * 2 > lines.length;
}
