/**
 * What of a text is only known when it is used? The placeholders that tools fill in before a notation is read or after: `${VAR}`, `$(VAR)`,
 * `{{ .Values.tag }}`, `<%= ENV['X'] %>`. Must not know which tool reads a file.
 */

/** Names beyond this many are not listed: only texts made to do harm have them. */
const mostReferences = 256;

const openings = /\$?\{\{|\{%|<%|\$\{|\$\(|\$[A-Z_]/g;
const closings: Readonly<Record<string, string>> = { '{{': '}}', '${{': '}}', '{%': '%}', '<%': '%>', '${': '}', '$(': ')' };

/** What the placeholders of the text name, as it is written without brackets; null where it has none. Linear. */
export function referencesIn(text: string): readonly string[] | null {
  if (!/[$<{]/.test(text)) return null;
  const names = new Set<string>();
  let isOpen = false;
  openings.lastIndex = 0;
  /** Closings that do not come any more. */
  const missing = new Set<string>();
  for (let found = openings.exec(text); found !== null; found = openings.exec(text)) {
    const [opening] = found;
    const closing = closings[opening];
    // Doubled, a dollar is a dollar.
    if (opening.startsWith('$') && text.charAt(found.index - 1) === '$' && text.charAt(found.index - 2) !== '$') continue;
    if (closing === undefined) {
      const name = /^\w+/.exec(text.slice(found.index + 1, found.index + 100))?.[0] ?? '';
      isOpen = true;
      if (names.size < mostReferences) names.add(name);
      continue;
    }
    if (missing.has(closing)) continue;
    const start = found.index + opening.length;
    const end = text.indexOf(closing, start);
    if (end < 0) {
      missing.add(closing);
      continue;
    }
    const name = nameIn(opening, text.slice(start, Math.min(end, start + 1000)));
    if (name === null) continue;
    isOpen = true;
    if (name !== '' && names.size < mostReferences) names.add(name);
    // What stands within `${` may hold another: `${A:-${B}}`.
    openings.lastIndex = opening === '${' ? start : end + closing.length;
  }
  return isOpen ? [...names] : null;
}

/** Null for what is no placeholder. */
function nameIn(opening: string, inside: string): string | null {
  switch (opening) {
    case '{{':
    case '${{':
      return inside.replace(/^-/, '').replace(/-$/, '').trim();
    case '<%':
      return inside.startsWith('=') ? inside.replace(/^==?/, '').replace(/-$/, '').trim() : '';
    case '{%':
      return '';
    case '${':
      // `${!Literal}` is how CloudFormation writes what is not to be replaced.
      return inside.startsWith('!') ? null : inside.trim();
    default:
      return /^[\w.-]+$/.test(inside) ? inside : null;
  }
}
