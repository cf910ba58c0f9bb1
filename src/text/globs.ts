/**
 * Which paths do patterns name? `packages/*`, `apps/**`, `libs/{a,b}`, `!packages/old`.
 * Must not make regular expressions of what a user's file holds: such a pattern could take for ever.
 */

/** More than this many alternatives of braces are cut off. */
const mostAlternatives = 64;

/** Says of a folder, relative to the patterns' own folder, whether they name it. Later exclusions hold against all. */
export function compileFolderPatterns(patterns: readonly string[]): (folder: string) => boolean {
  const compile = (pattern: string): readonly (readonly string[])[] => alternatives(pattern).map(segmentsOf);
  const included = patterns.filter((pattern) => !pattern.startsWith('!')).flatMap(compile);
  const excluded = patterns.filter((pattern) => pattern.startsWith('!')).flatMap((pattern) => compile(pattern.slice(1)));
  return (folder) => {
    const segments = segmentsOf(folder);
    const named = (pattern: readonly string[]): boolean => matches(segments, pattern, '**', matchesSegment);
    return included.some(named) && !excluded.some(named);
  };
}

/**
 * Says of a file whether patterns name it, or a folder that it is in. A pattern without a slash names files and folders of that name wherever they are. Those that
 * begin with `!` hold against all others.
 */
export function compileFilePatterns(patterns: readonly string[]): (path: string) => boolean {
  const anywhere = (pattern: string): string => (pattern.replace(/\/$/, '').includes('/') ? pattern : `**/${pattern}`);
  const included = compileFolderPatterns(patterns.filter((pattern) => !pattern.startsWith('!')).map(anywhere));
  const excluded = compileFolderPatterns(patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => anywhere(pattern.slice(1))));
  return (path) => {
    const segments = segmentsOf(path);
    const within = (isNamed: (folder: string) => boolean): boolean => segments.some((_, i) => isNamed(segments.slice(0, i + 1).join('/')));
    return within(included) && !within(excluded);
  };
}

function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '' && segment !== '.');
}

/** `libs/{a,b}/c` → `libs/a/c`, `libs/b/c`. */
function alternatives(pattern: string): readonly string[] {
  const done: string[] = [];
  const open = [pattern];
  for (let next = open.pop(); next !== undefined && done.length + open.length < mostAlternatives; next = open.pop()) {
    const { start, inner, end } = /^(?<start>[^{}]*)\{(?<inner>[^{}]*)\}(?<end>.*)$/s.exec(next)?.groups ?? {};
    if (start === undefined || inner === undefined || end === undefined) done.push(next);
    else open.push(...inner.split(',').slice(0, mostAlternatives).map((each) => start + each + end));
  }
  return done;
}

function matchesSegment(segment: string, pattern: string): boolean {
  return matches(Array.from(segment), Array.from(pattern), '*', (letter, wanted) => letter === wanted || wanted === '?');
}

/** Whether `items` fit `pattern`, in which `star` stands for any number of items. At most as many steps as the product of the lengths. */
function matches(items: readonly string[], pattern: readonly string[], star: string, fits: (item: string, wanted: string) => boolean): boolean {
  let item = 0;
  let place = 0;
  let lastStar = -1;
  let resume = 0;
  while (item < items.length) {
    const wanted = pattern[place];
    if (wanted === star) {
      lastStar = place++;
      resume = item;
    } else if (wanted !== undefined && fits(items[item] ?? '', wanted)) {
      item++;
      place++;
    } else if (lastStar >= 0) {
      place = lastStar + 1;
      item = ++resume;
    } else return false;
  }
  while (pattern[place] === star) place++;
  return place === pattern.length;
}
