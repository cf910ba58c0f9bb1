/**
 * What is a notebook? Cells of a program, text between them, and what the program said when it last ran. The cells of code are one program of its language.
 */
import type { SettingValue } from '../../flow';
import type { Grammars, Language } from '../language';
import { readNotebook } from './cells';
import { shortened } from './shorten';
import { unfoldNotebook } from './unfold';

const noGrammars: Grammars = {
  get(name) {
    throw new Error(`a notation needs no grammar ${name}`);
  },
};
const nothing: SettingValue = { kind: 'scalar', text: '', value: null, isOpen: false, references: [], range: { start: 0, end: 0 } };

/** `script`: the language of the cells; `notation`: that of the file. */
export function notebookLanguages(script: Language, notation: Language): readonly Language[] {
  const said = (text: string): SettingValue => notation.lower(notation.parse(text, '', noGrammars)).settings?.[0]?.root ?? nothing;
  return [{
    ...script,
    id: 'notebook',
    fileNames: ['*.ipynb'],
    manifests: [],
    unfold: (text) => unfoldNotebook(text, readNotebook(text, said(text)), script.id),
    shorten: (text) => shortened(text, readNotebook(text, said(text)).leftovers),
  }];
}
