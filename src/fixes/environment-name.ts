/**
 * What would the environment variable of a secret be called? From the name the
 * code gives it, the provider, the format of the credential and the function it goes to.
 */
import type { FixContext } from './fix';
import { nameOf } from './owner';

/** Names that say no more than that something is secret. */
const VAGUE = /^(?:(?:API|ACCESS|AUTH|SECRET|PRIVATE|BEARER|CLIENT|SIGNING)_?)*(?:KEY|TOKEN|SECRET|PASSWORD|PASSWD|PASS|PWD|CREDENTIALS?|ID|VALUE|URL|URI|DSN|CONNECTION_STRING)$/;

/** A variable of the environment that is read right before what is used where it is not set. */
const STAND_IN = /\b(?:env\b|environ\b|getenv\b)(?:\.get\b)?[.([]*["']?([A-Z][A-Z0-9_]{2,})["']?[)\]]*\s*(?:,|\|\||\?\?|or)\s*$/;

/** `sendgridApiKey` → SENDGRID_API_KEY; `apiKey` of SendGrid → SENDGRID_API_KEY; `clientSecret` of Caley → CALEY_CLIENT_SECRET. */
export function environmentName(context: FixContext): string {
  const { finding, tree, policy } = context;
  const { value } = finding.places;
  // The literal stands in for a variable that has its name already.
  const read = STAND_IN.exec(tree.text.slice(Math.max(0, value.start - 120), value.start))?.[1];
  if (read !== undefined) return read;
  const text = tree.text.slice(value.start, value.end);
  const format = policy.secrets.format(text)?.id ?? null;
  const scheme = /^\W?([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toUpperCase() ?? null;
  const what = thing(finding.value === '' && /^\w*["'`]/.test(text) ? keyName(context) : finding.value, format, scheme);
  if (!VAGUE.test(what)) return scheme !== null && !/(?:URL|URI|DSN|STRING)$/.test(what) ? `${what}_URL` : what;
  const owner = ownerName(context, format, scheme);
  return owner === null || what.startsWith(`${owner}_`) || owner === what ? what : `${owner}_${what}`;
}

/** The name under which a value without one is handed over. */
function keyName(context: FixContext): string {
  const name = nameOf(context);
  return /^\w+$/.test(name) ? name : '';
}

/** What kind of secret it is: `API_KEY`, `WEBHOOK_SECRET`. */
function thing(name: string, format: string | null, scheme: string | null): string {
  const named = /^[\w$ .-]+$/.test(name) && name !== 'a literal' ? upperSnake(name).replace(/^X_(?=.)/, '') : '';
  if (/^(?:PROXY_)?AUTH(?:ORIZATION)?$/.test(named)) return 'TOKEN';
  if (scheme !== null && named === '') return 'URL';
  if (format?.includes('private-key') === true && VAGUE.test(named)) return 'PRIVATE_KEY';
  if (named !== '') return named;
  const words = format === null ? [] : upperSnake(format).split('_');
  return words.length > 1 ? words.slice(1).join('_') : words.length === 1 ? 'KEY' : 'SECRET';
}

/** Formats that are named for their form, not for who issues them. */
const NO_PROVIDER = new Set(['private', 'jwt', 'url', 'basic', 'auth', 'pem', 'connection', 'database']);

/** Whose secret it is: Caley's, that of the party that receives it, of the provider whose format it has, of the protocol, of the function it goes to. */
function ownerName({ finding, policy }: FixContext, format: string | null, scheme: string | null): string | null {
  if (finding.rule.includes('caley')) return 'CALEY';
  const party = finding.party === null ? undefined : policy.parties.get(finding.party);
  if (party !== undefined) return upperSnake(party.role === 'caley' ? 'caley' : party.id);
  if (scheme !== null && !scheme.startsWith('HTTP')) return scheme.replace(/\+.*$/, '').replace(/^POSTGRESQL$/, 'POSTGRES').replace(/^(AMQP|REDIS|MQTT)S$/, '$1');
  const provider = format?.split('-')[0];
  if (provider !== undefined && !NO_PROVIDER.has(provider)) return upperSnake(provider);
  if (format?.includes('private-key') === true) return null;
  const [callee = ''] = finding.sink.split('.');
  const called = upperSnake(callee).replace(/^(?:CREATE|MAKE|NEW|GET|WITH|USE|SET)_/, '');
  return called === '' || called === 'PROCESS' || called === 'APP' ? null : called;
}

function upperSnake(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .replace(/^(?=\d)/, 'KEY_')
    .toUpperCase();
}
