/** The same address over TLS. Not where a port is written: another port answers there, or none. */
import type { Fix, FixContext } from './fix';

const secure: ReadonlyMap<string, string> = new Map([
  ['http', 'https'], ['ws', 'wss'], ['mqtt', 'mqtts'], ['amqp', 'amqps'], ['redis', 'rediss'], ['ldap', 'ldaps'],
]);

export const useHttps: Fix = {
  id: 'use-https',
  safety: 'safe',
  title: (context) => {
    const url = urlAt(context);
    return url === null ? 'Use TLS' : `Use ${url.secure}:// instead of ${url.scheme.toLowerCase()}://`;
  },
  apply: (context) => {
    const url = urlAt(context);
    if (url === null || url.hasPort) return null;
    return context.language.edits.replacePrefix(context.tree, context.finding.places.value, `${url.scheme}:`, `${url.secure}:`);
  },
};

interface Url {
  readonly scheme: string;
  readonly secure: string;
  readonly hasPort: boolean;
}

function urlAt({ finding, tree }: FixContext): Url | null {
  const text = tree.text.slice(finding.places.value.start, finding.places.value.end);
  const match = /^(?:\W|[a-z]{0,2}["']{1,3})?([a-z]+):\/\/(?:[^/?#\s]*@)?[^/?#:\s]*(:\d|:\$?\{|:%|:$)?/i.exec(text);
  const scheme = match?.[1];
  const better = scheme === undefined ? undefined : secure.get(scheme.toLowerCase());
  return scheme === undefined || better === undefined ? null : { scheme, secure: better, hasPort: match?.[2] !== undefined };
}
