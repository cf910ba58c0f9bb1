/**
 * How do edits that belong together become one? All or none of them, with the
 * imports that they need. Must not choose what is changed.
 */
import type { Idiom, ModuleImport, Snippet } from '../languages';
import type { Range, TextEdit } from '../text';
import type { FixContext } from './fix';

/** All of the edits; null where one of the verbs could not do its work. */
export function together(...parts: readonly (readonly TextEdit[] | null)[]): readonly TextEdit[] | null {
  const edits: TextEdit[] = [];
  for (const part of parts) {
    if (part === null) return null;
    edits.push(...part);
  }
  return edits;
}

/** The edits and the imports they need; imports first, as both may stand at the same place. */
export function withImports({ language, tree }: FixContext, imports: readonly ModuleImport[], edits: readonly TextEdit[] | null): readonly TextEdit[] | null {
  return edits === null ? null : together(language.edits.addImports(tree, imports), edits);
}

/** The expression at the place gives way to what the language says for the idiom. */
export function replaceByIdiom(context: FixContext, place: Range, idiom: Idiom): readonly TextEdit[] | null {
  const { language, tree } = context;
  const said = language.edits.idiom(tree, idiom);
  return said === null ? null : withImports(context, said.imports, language.edits.replaceExpression(tree, place, said.expression));
}

/** The expressions at the places go through a function. */
export function wrapIn(context: FixContext, places: readonly Range[], wrapper: Snippet | null): readonly TextEdit[] | null {
  const { language, tree } = context;
  if (wrapper === null || places.length === 0) return null;
  return withImports(context, wrapper.imports, together(...places.map((place) => language.edits.wrapExpression(tree, place, wrapper.expression))));
}

/** The source text at a place. */
export function sourceOf({ tree }: FixContext, place: Range): string {
  return tree.text.slice(place.start, place.end);
}
