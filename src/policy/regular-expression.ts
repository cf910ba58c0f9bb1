/**
 * Is a regular expression of a pack safe to run on any text? Refuses the forms
 * whose matching may take more than linear time. Must not run it.
 */

/**
 * The compiled expression, or why it is refused: it does not compile, repeats a group
 * that repeats without bound inside (`(a+)+`), or refers back to a group.
 */
export function compileLinear(source: string, flags: string): RegExp | string {
  const nested = findNested(source);
  if (nested !== null) return nested;
  try {
    return new RegExp(source, flags);
  } catch (error) {
    return error instanceof Error ? error.message : 'This is no regular expression.';
  }
}

interface Group {
  unbounded: boolean;
}

function findNested(source: string): string | null {
  const open: Group[] = [{ unbounded: false }];
  let closed: Group | null = null;
  for (let i = 0; i < source.length; i++) {
    const char = source.charAt(i);
    const around = open[open.length - 1];
    if (around === undefined) return 'A parenthesis is closed that was not opened.';
    const repeat = quantifier(source, i);
    if (repeat !== null) {
      if (closed?.unbounded === true && repeat.max > 1) return 'A repeated group must not repeat without bound inside.';
      if (repeat.max === Infinity) around.unbounded = true;
      i += repeat.length - 1;
      closed = null;
      continue;
    }
    closed = null;
    if (char === '\\') {
      if (/[1-9k]/.test(source.charAt(i + 1))) return 'References back to a group are not allowed.';
      i++;
    } else if (char === '[') {
      i = classEnd(source, i);
    } else if (char === '(') {
      open.push({ unbounded: false });
      if (source.charAt(i + 1) === '?') i++;
    } else if (char === ')') {
      closed = open.pop() ?? null;
      const outer = open[open.length - 1];
      if (outer !== undefined && closed?.unbounded === true) outer.unbounded = true;
    }
  }
  return null;
}

function quantifier(source: string, at: number): { readonly max: number; readonly length: number } | null {
  const char = source.charAt(at);
  if (char === '*' || char === '+') return { max: Infinity, length: 1 };
  if (char === '?') return { max: 1, length: 1 };
  const bounds = /^\{(\d+)(,?)(\d*)\}/.exec(source.slice(at, at + 16));
  if (bounds === null) return null;
  const max = bounds[3] !== undefined && bounds[3] !== '' ? Number(bounds[3]) : bounds[2] === ',' ? Infinity : Number(bounds[1]);
  return { max, length: bounds[0].length };
}

function classEnd(source: string, at: number): number {
  for (let i = at + 1; i < source.length; i++) {
    if (source.charAt(i) === '\\') i++;
    else if (source.charAt(i) === ']') return i;
  }
  return source.length;
}
