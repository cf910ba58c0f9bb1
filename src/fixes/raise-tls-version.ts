/** The oldest version that is allowed becomes 1.2. */
import type { FixContext, Fix } from './fix';
import { writtenValue } from './options';

/** Versions before 1.2 in the spellings of OpenSSL, Node and Python: `TLSv1`, `TLSv1_1`, `TLSv1.1`, `PROTOCOL_SSLv3`, `TLSv1_method`, `SSLv3_client_method`. */
const OLD = /^(PROTOCOL_)?(?:TLSv1(?:([._])1)?|SSLv[23])((?:_client|_server)?_method)?$/;

export const raiseTlsVersion: Fix = {
  id: 'raise-tls-version',
  safety: 'review',
  title: () => 'Ask for TLS 1.2',
  apply: (context) => {
    const { finding, language, tree } = context;
    const { value } = finding.places;
    const { edits } = language;
    const written = writtenValue(context);
    if (typeof written === 'string') {
      const raised = raisedFrom(written, '.');
      return raised === null ? null : edits.replaceExpression(tree, value, edits.stringLiteral(tree, raised));
    }
    const raised = raisedFrom(nameAt(context), '_');
    return raised === null ? null : edits.replaceField(tree, value, raised);
  },
};

function nameAt({ finding, language, tree }: FixContext): string {
  return language.edits.fieldRead(tree, finding.places.value)?.name ?? '';
}

function raisedFrom(version: string, point: string): string | null {
  const match = OLD.exec(version);
  if (match === null) return null;
  const [, protocol = '', , method = ''] = match;
  return `${protocol}TLSv1${protocol === '' && method === '' ? point : '_'}2${method}`;
}
