/** A program that has its arguments in a list needs no shell: the option goes. */
import type { Fix } from './fix';
import { optionsOf } from './options';

export const dropShell: Fix = {
  id: 'drop-shell',
  safety: 'review',
  title: () => 'Start the program without a shell: remove `shell`',
  apply: (context) => {
    const { finding, language, tree } = context;
    const [command, list] = language.edits.callAt(tree, finding.places.sink)?.arguments ?? [];
    const [shell] = optionsOf(context).filter(({ name, value }) => name === 'shell' && language.edits.constantAt(tree, value)?.value === true);
    if (command === undefined || shell === undefined) return null;
    // One text is the command line itself, of which only a shell makes words.
    const source = (at: typeof command): string => tree.text.slice(at.value.start, at.value.end);
    const program = language.edits.constantAt(tree, command.value)?.value;
    const isList = source(command).startsWith('[') || (list !== undefined && source(list).startsWith('[') && typeof program === 'string' && !/\s/.test(program));
    return isList ? language.edits.removeProperty(tree, shell.value) : null;
  },
};
