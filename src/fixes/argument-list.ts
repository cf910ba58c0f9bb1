/** The program starts without a shell, and each argument is one, whatever it holds. */
import { together, withImports } from './edits';
import type { Fix } from './fix';
import { optionsOf } from './options';
import { commandWords } from './shell-words';

export const argumentList: Fix = {
  id: 'argument-list',
  safety: 'review',
  title: () => 'Start the program without a shell',
  apply: (context) => {
    const { finding, language, tree, policy } = context;
    const { edits } = language;
    const { sink } = finding.places;
    const shell = policy.repairs.shell(finding.sinkPath);
    const call = edits.callAt(tree, sink);
    const [command] = call?.arguments ?? [];
    const words = command?.name === null ? commandWords(context, command.value) : null;
    if (call === null || command === undefined || shell === null || words === null) return null;
    const [program = '', ...rest] = words;
    const dropped = optionsOf(context).filter(({ name }) => shell.drop.includes(name)).map(({ value }) => value);
    const isMember = call.callee.end - call.callee.start !== call.name.length;
    const callee = shell.call === null ? [] : isMember && !shell.call.includes('.') ? edits.renameMember(tree, sink, shell.call) : edits.replaceCallee(tree, sink, shell.call);
    const names = shell.call === null || shell.call.includes('.') ? [] : [shell.call];
    const needsImport = shell.module !== null && (names.length === 0 || !isMember);
    return withImports(context, needsImport ? [{ module: shell.module, names }] : [], together(
      callee,
      edits.replaceExpression(tree, command.value, shell.apart ? program : `[${words.join(', ')}]`),
      shell.apart ? edits.insertArgument(tree, sink, 1, `[${rest.join(', ')}]`) : [],
      dropped.length === 0 ? [] : edits.removeProperties(tree, dropped),
    ));
  },
};
