/**
 * The user accepts the finding, with a reason: a comment says so above its line.
 * Without the reason a placeholder stands in, which hides nothing until it is replaced.
 */
import type { Fix } from './fix';

/** What a reason that is still to be written looks like; the parser of suppressions takes it for none. */
export const reasonPlaceholder = '<reason>';

export const suppressId = 'suppress';

export const suppress: Fix = {
  id: suppressId,
  safety: 'review',
  title: ({ finding }) => `Suppress ${finding.rule} here with a reason…`,
  apply: ({ finding, language, tree, reason }) =>
    language.edits.insertComment(tree, finding.range, `caley-ignore ${finding.rule} -- ${(reason ?? '').trim() || reasonPlaceholder}`),
};
