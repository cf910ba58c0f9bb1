export { decodeBase64 } from './base64';
export { applyEdits, contains, range, touches } from './range';
export type { Position, Range, TextEdit } from './range';
export { compileFilePatterns, compileFolderPatterns } from './globs';
export { LineIndex, lineFeedAfter } from './line-index';
export { fingerprint } from './fingerprint';
export type { CellPosition, OriginalPlace, Origin } from './origin';
export { unifiedDiff } from './unified-diff';
