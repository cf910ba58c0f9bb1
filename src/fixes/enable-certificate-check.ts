/** Certificates are checked again: the option says the opposite. */
import { replaceByIdiom } from './edits';
import type { Fix } from './fix';
import { optionName, writtenValue } from './options';

/** Words for no check, and those for one, of the same libraries. */
const OPPOSITES: ReadonlyMap<string, string> = new Map([['CERT_NONE', 'CERT_REQUIRED'], ['NONE', 'REQUIRED'], ['none', 'required'], ['0', '1']]);

export const enableCertificateCheck: Fix = {
  id: 'enable-certificate-check',
  safety: 'review',
  title: (context) => `Turn \`${optionName(context)}\` around, so that certificates are checked`,
  apply: (context) => {
    const { finding, language, tree } = context;
    const { value } = finding.places;
    const { edits } = language;
    const written = writtenValue(context);
    if (typeof written === 'boolean') return replaceByIdiom(context, value, { say: 'boolean', value: !written });
    if (written === 0) return edits.replaceExpression(tree, value, '1');
    if (written === null) return edits.replaceExpression(tree, value, edits.stringLiteral(tree, 'required'));
    const opposite = OPPOSITES.get(typeof written === 'string' ? written : (edits.fieldRead(tree, value)?.name ?? ''));
    if (opposite === undefined) return null;
    return typeof written === 'string' ? edits.replaceExpression(tree, value, edits.stringLiteral(tree, opposite)) : edits.replaceField(tree, value, opposite);
  },
};
