/** The recording hides what people read and type: the option keeps its mask. */
import { replaceByIdiom } from './edits';
import type { Fix } from './fix';
import { optionName, writtenValue } from './options';

/** The services' words for showing all, and for hiding. */
const MASKED: ReadonlyMap<string, string> = new Map([['allow', 'mask'], ['none', 'strict']]);

export const maskRecording: Fix = {
  id: 'mask-recording',
  safety: 'review',
  title: (context) => `Set \`${optionName(context)}\` so that recordings mask what people see and type`,
  apply: (context) => {
    const { finding, language, tree } = context;
    const { value } = finding.places;
    const written = writtenValue(context);
    if (typeof written === 'boolean') return replaceByIdiom(context, value, { say: 'boolean', value: !written });
    if (written === 0) return language.edits.replaceExpression(tree, value, '1');
    const masked = typeof written === 'string' ? MASKED.get(written) : undefined;
    return masked === undefined ? null : language.edits.replaceExpression(tree, value, language.edits.stringLiteral(tree, masked));
  },
};
