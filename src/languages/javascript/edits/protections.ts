/**
 * What code protects a value? Functions of our own, short enough to be read
 * before they are accepted, for files that have none. Must not decide where they are used.
 */
import type { Protection, ProtectionKind, Tree } from '../../language';
import { asFlatTree, type FlatTree } from '../flat-tree';
import { Kind } from '../kinds';
import { isDirective } from './places';
import { restyled, styleOf } from './style';

interface Source {
  readonly name: string;
  readonly module: string | null;
  readonly imports: readonly string[];
  /** With TypeScript's annotations, one a `@`: `value@: unknown@`; they are left out of JavaScript. */
  readonly code: string;
}

const sources: Readonly<Record<ProtectionKind, Source>> = {
  mask: {
    name: 'maskValue',
    module: null,
    imports: [],
    code: `/** Shows that there is a value and how it begins, nothing more. */
function maskValue(value@: unknown@)@: string@ {
  const text = value ? String(value) : '';
  return text && \`\${text.slice(0, 1)}***\`;
}`,
  },
  hash: {
    name: 'hashValue',
    module: 'node:crypto',
    imports: ['createHmac'],
    code: `/** Equal values give equal codes; only who has the key can tell which value it was. */
function hashValue(value@: unknown@)@: string@ {
  const key = process.env.CALEY_PSEUDONYM_KEY;
  if (!key) throw new Error('CALEY_PSEUDONYM_KEY is not set');
  return createHmac('sha256', key).update(String(value)).digest('hex');
}`,
  },
  // AES-256-GCM with a fresh 96-bit nonce and the full 128-bit tag: NIST SP 800-38D, sections 5.2.1 and 8.2.
  encrypt: {
    name: 'encryptForStorage',
    module: 'node:crypto',
    imports: ['createCipheriv', 'randomBytes'],
    code: `/**
 * AES-256-GCM. CALEY_DATA_KEY holds 32 random bytes in base64.
 * The result is base64 of nonce (12 bytes), tag (16 bytes) and ciphertext.
 */
function encryptForStorage(value@: unknown@)@: string@ {
  const key = Buffer.from(process.env.CALEY_DATA_KEY || '', 'base64');
  if (key.length !== 32) throw new Error('CALEY_DATA_KEY must hold 32 bytes in base64');
  const text = typeof value === 'string' ? value : JSON.stringify(value === undefined ? null : value);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
}`,
  },
  consent: {
    name: 'hasConsent',
    module: null,
    imports: [],
    code: `/** Whether the person agreed to this. Ask your own record of consent here; without one the answer is no. */
function hasConsent(person@: unknown@)@: boolean@ {
  return Boolean(person && @(@person@ as { consent?: boolean })@.consent);
}`,
  },
  // scrypt with Node's own cost (N = 16384, r = 8, p = 1) and a salt of 16 bytes: RFC 7914.
  password: {
    name: 'hashPassword',
    module: 'node:crypto',
    imports: ['randomBytes', 'scryptSync'],
    code: `/** A slow hash of its own salt, as salt:hash; to check a password, hash it with that salt and compare by timingSafeEqual. */
function hashPassword(password@: string@, salt = randomBytes(16).toString('hex'))@: string@ {
  return \`\${salt}:\${scryptSync(password, salt, 64).toString('hex')}\`;
}`,
  },
  // The five characters of the OWASP cheat sheet on cross-site scripting.
  html: {
    name: 'escapeHtml',
    module: null,
    imports: [],
    code: `/** The text as HTML shows it. */
function escapeHtml(value@: unknown@)@: string@ {
  return String(value ?? '').replace(/[&<>\\x22\\x27]/g, (mark) => \`&#\${mark.charCodeAt(0)};\`);
}`,
  },
  address: {
    name: 'isAllowedUrl',
    module: null,
    imports: [],
    code: `/** Whether the address is on a host that the variable ALLOWED_HOSTS names, and encrypted. */
function isAllowedUrl(address@: unknown@)@: boolean@ {
  const allowedHosts = (process.env.ALLOWED_HOSTS ?? '').split(',');
  const url = new URL(String(address));
  return url.protocol === 'https:' && allowedHosts.includes(url.host);
}`,
  },
};

export function protection(anyTree: Tree, kind: ProtectionKind): Protection | null {
  const tree = asFlatTree(anyTree);
  const { name, module, imports, code } = sources[kind];
  // Keys have no place in a browser.
  if (module !== null && runsInBrowser(tree)) return null;
  const text = styleOf(tree).typed ? code.replaceAll('@', '') : code.replace(/@[^@]*@/g, '');
  return { name, code: restyled(tree, text), imports: module === null ? [] : [{ module, names: imports }] };
}

const BROWSER = new Set(['window', 'document', 'localStorage', 'sessionStorage', 'navigator']);

/** Whether the file says that it runs in a browser: `'use client'`, or members of the browser's own globals. */
export function runsInBrowser(tree: FlatTree): boolean {
  for (const statement of tree.children(tree.root)) {
    const first = tree.firstChild(statement);
    if (!isDirective(tree, first)) break;
    if (tree.textOf(first).slice(1, -1) === 'use client') return true;
  }
  for (let node = 0; node < tree.count; node++) {
    if (tree.kinds[node] !== Kind.identifier || tree.kind(tree.parent(node)) !== Kind.member_expression) continue;
    if (tree.firstChild(tree.parent(node)) === node && BROWSER.has(tree.textOf(node))) return true;
  }
  return false;
}
