/**
 * Where does a company's own pack define what a word names? Must not check the pack, nor know what is bundled.
 */
import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { LineIndex, range } from '../text';
import type { Range } from '../text';
import { packFormOf, pathIn } from './extend';
import { findTooDeep } from './nesting';
import { ruleId } from './rules';
import type { Pack } from './types';

export type Definable = 'kind' | 'party' | 'rule';

export interface Definition {
  /** As the workspace names it. */
  readonly file: string;
  /** Of the id; of nothing at the top for a rule, whose id is its file's name. */
  readonly range: Range;
  /** Of that file. */
  readonly lines: LineIndex;
}

/** The first in some packs, in their order; null where they define none of that id. */
export function definitionIn(packs: readonly Pack[], type: Definable, id: string): Definition | null {
  for (const pack of packs) {
    for (const { path, text } of pack.files) {
      const found = inFile(path, text, type, id);
      if (found !== null) return { file: pathIn(pack, path), range: found, lines: new LineIndex(text) };
    }
  }
  return null;
}

function inFile(path: string, text: string, type: Definable, id: string): Range | null {
  const form = packFormOf(path);
  if (type === 'rule') return form === 'rule' && ruleId(path) === id ? range(0, 0) : null;
  const list = type === 'kind' ? 'kinds' : 'parties';
  // Most files do not name it, and need no parsing.
  if (form !== list || !text.includes(id) || findTooDeep(text) !== null) return null;
  const items = parseDocument(text, { prettyErrors: false, uniqueKeys: false, logLevel: 'silent', schema: 'core' }).get(list);
  for (const item of isSeq(items) ? items.items : []) {
    const said = isMap(item) ? item.get('id', true) : null;
    if (isScalar(said) && said.value === id && said.range) return range(said.range[0], said.range[1]);
  }
  return null;
}
