/**
 * What code protects a value? Functions of our own, short enough to be read
 * before they are accepted, for files that have none. Must not decide where they are used.
 */
import type { Protection, ProtectionKind, Tree } from '../../language';
import { asFlatTree } from '../flat-tree';
import { isPython2 } from './strings';
import { restyled, styleOf } from './style';

interface Source {
  readonly name: string;
  readonly imports: Protection['imports'];
  /** With annotations, each between two `@`: files that have none do without. */
  readonly code: string;
}

const sources: Readonly<Record<ProtectionKind, Source>> = {
  mask: {
    name: 'mask_value',
    imports: [],
    code: `def mask_value(value@: object@)@ -> str@:
    """Show that there is a value and how it begins, nothing more."""
    text = "" if value is None else str(value)
    return text[:1] + "***" if text else ""`,
  },
  hash: {
    name: 'hash_value',
    imports: [{ module: 'hashlib', names: [] }, { module: 'hmac', names: [] }, { module: 'os', names: [] }],
    code: `def hash_value(value@: object@)@ -> str@:
    """Give equal values equal codes; only who has the key can tell which value it was."""
    key = os.environ.get("CALEY_PSEUDONYM_KEY")
    if not key:
        raise RuntimeError("CALEY_PSEUDONYM_KEY is not set")
    return hmac.new(key.encode(), str(value).encode(), hashlib.sha256).hexdigest()`,
  },
  // Fernet: AES-128 in CBC mode with an HMAC over version, time, nonce and ciphertext, as its specification has it.
  encrypt: {
    name: 'encrypt_for_storage',
    imports: [{ module: 'json', names: [] }, { module: 'os', names: [] }, { module: 'cryptography.fernet', names: ['Fernet'] }],
    code: `def encrypt_for_storage(value@: object@)@ -> str@:
    """Encrypt with Fernet. CALEY_DATA_KEY holds a key of Fernet.generate_key()."""
    key = os.environ.get("CALEY_DATA_KEY")
    if not key:
        raise RuntimeError("CALEY_DATA_KEY is not set")
    if not isinstance(value, (bytes, str)):
        value = json.dumps(value, default=str)
    data = value.encode() if isinstance(value, str) else value
    return Fernet(key).encrypt(data).decode()`,
  },
  consent: {
    name: 'has_consent',
    imports: [],
    code: `def has_consent(person@: object@)@ -> bool@:
    """Tell whether the person agreed to this. Ask your own record of consent here; without one the answer is no."""
    if isinstance(person, dict):
        return bool(person.get("consent"))
    return bool(getattr(person, "consent", False))`,
  },
  // scrypt with N = 16384, r = 8, p = 1 and a salt of 16 bytes: RFC 7914.
  password: {
    name: 'hash_password',
    imports: [{ module: 'hashlib', names: [] }, { module: 'os', names: [] }],
    code: `def hash_password(password@: str@, salt@: bytes @=@ @b"")@ -> str@:
    """Give a slow hash of its own salt, as salt:hash; to check a password, hash it with that salt and use hmac.compare_digest."""
    salt = salt or os.urandom(16)
    return salt.hex() + ":" + hashlib.scrypt(password.encode(), salt=salt, n=16384, r=8, p=1).hex()`,
  },
  html: {
    name: 'escape_html',
    imports: [{ module: 'html', names: [] }],
    code: `def escape_html(value@: object@)@ -> str@:
    """Give the text as HTML shows it."""
    return html.escape(str(value))`,
  },
  address: {
    name: 'is_allowed_url',
    imports: [{ module: 'os', names: [] }, { module: 'urllib.parse', names: ['urlsplit'] }],
    code: `def is_allowed_url(address@: object@)@ -> bool@:
    """Tell whether the address is on a host that the variable ALLOWED_HOSTS names, and encrypted."""
    allowed_hosts = os.environ.get("ALLOWED_HOSTS", "").split(",")
    parts = urlsplit(str(address))
    return parts.scheme == "https" and bool(parts.netloc) and parts.netloc in allowed_hosts`,
  },
};

/** Null for Python 2: it could not run this. */
export function protection(anyTree: Tree, kind: ProtectionKind): Protection | null {
  const tree = asFlatTree(anyTree);
  if (isPython2(tree)) return null;
  const { name, imports, code } = sources[kind];
  const text = styleOf(tree).typed ? code.replaceAll('@', '') : code.replace(/@[^@]*@/g, '');
  return { name, code: restyled(tree, text), imports };
}
