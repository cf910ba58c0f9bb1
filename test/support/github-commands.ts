/**
 * What does GitHub's runner read in a log? Workflow commands, by the rules of its ActionCommand (both ways to write one). Must not be lenient where it is not.
 */
export interface WorkflowCommand {
  readonly command: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** One a line; null for a line that is none. */
export function readCommand(line: string): WorkflowCommand | null {
  const trimmed = line.trimStart();
  if (trimmed.startsWith('::')) {
    const end = trimmed.indexOf('::', 2);
    if (end < 0) return null;
    const head = trimmed.slice(2, end);
    const space = head.indexOf(' ');
    const properties = space < 0 ? [] : head.slice(space + 1).trim().split(',').filter((part) => part !== '').map((part) => {
      const [name = '', ...value] = part.split('=');
      return [name, unescaped(value.join('='), { '%3A': ':', '%2C': ',' })] as const;
    });
    return { command: space < 0 ? head : head.slice(0, space), properties: Object.fromEntries(properties), message: unescaped(trimmed.slice(end + 2), {}) };
  }
  // The old way: anywhere in a line.
  const old = /##\[([\w-]+)[^\]]*\](.*)/.exec(line);
  return old === null ? null : { command: old[1] ?? '', properties: {}, message: old[2] ?? '' };
}

function unescaped(text: string, more: Readonly<Record<string, string>>): string {
  const codes: Readonly<Record<string, string>> = { '%0D': '\r', '%0A': '\n', ...more };
  return text.replace(/%(?:0D|0A|3A|2C)/g, (code) => codes[code] ?? code).replaceAll('%25', '%');
}
