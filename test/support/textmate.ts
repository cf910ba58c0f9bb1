/**
 * How would VS Code colour a text? Its own engine, with all grammars that package.json contributes, injected as VS Code injects them into the hosts of
 * host-grammars.ts. Must not know what is right: the tests of syntaxes/ say so.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { INITIAL, Registry } from 'vscode-textmate';
import type { IGrammar, IRawGrammar } from 'vscode-textmate';
import { hostGrammars } from './host-grammars';

export interface Contribution {
  readonly scopeName: string;
  readonly path: string;
  readonly language?: string;
  readonly injectTo?: readonly string[];
}

interface Token {
  readonly text: string;
  /** From the outside in, without that of the whole text. */
  readonly scopes: readonly string[];
}

const root = join(__dirname, '../..');
const require = createRequire(import.meta.url);

export const contributions = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly contributes: { readonly grammars: readonly Contribution[] } }).contributes.grammars;

/** What VS Code injects into a scope: all that is contributed to it or to a beginning of its name. */
export function injectionsInto(scopeName: string): string[] {
  const parts = scopeName.split('.');
  return parts.flatMap((_, i) => contributions.filter(({ injectTo }) => injectTo?.includes(parts.slice(0, i + 1).join('.'))).map((injected) => injected.scopeName));
}

/** The grammar as it is written: of a contribution, or of a host. */
function rawGrammar(scopeName: string): IRawGrammar | null {
  const contributed = contributions.find((each) => each.scopeName === scopeName);
  if (contributed !== undefined) return JSON.parse(readFileSync(join(root, contributed.path), 'utf8')) as IRawGrammar;
  return hostGrammars.get(scopeName) ?? null;
}

let engine: Promise<void> | undefined;
let registry: Promise<Registry> | undefined;

function loadEngine(): Promise<void> {
  engine ??= loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')));
  return engine;
}

/** Why the engine does not take a pattern; null where it does. */
export async function faultOf(pattern: string): Promise<string | null> {
  await loadEngine();
  try {
    createOnigScanner([pattern]);
    return null;
  } catch (error) {
    return String(error);
  }
}

async function load(): Promise<Registry> {
  await loadEngine();
  return new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: (scopeName) => Promise.resolve(rawGrammar(scopeName)),
    getInjections: injectionsInto,
  });
}

/** The grammar of a language, loaded once a process. */
async function grammarOf(scopeName: string): Promise<IGrammar> {
  registry ??= load();
  const grammar = await (await registry).loadGrammar(scopeName);
  if (grammar === null) throw new Error(`no grammar ${scopeName}`);
  return grammar;
}

/** The tokens of each line of a text. */
async function tokensOf(scopeName: string, text: string): Promise<readonly (readonly Token[])[]> {
  const grammar = await grammarOf(scopeName);
  let state = INITIAL;
  return text.split('\n').map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.map(({ startIndex, endIndex, scopes }) => ({ text: line.slice(startIndex, endIndex), scopes: scopes.slice(1) })).filter((token) => token.text !== '');
  });
}

/** Every token of a text with all of its scopes, from the outside in: `text → scope scope`. */
export async function painted(scopeName: string, text: string): Promise<readonly string[]> {
  return (await tokensOf(scopeName, text)).flat().map((token) => `${token.text} → ${token.scopes.join(' ')}`.trimEnd());
}

/** The tokens of a text that Caley's grammars colour, with the innermost scope: `text → scope`, without `.caley`. */
export async function colouredByCaley(scopeName: string, text: string): Promise<readonly string[]> {
  return (await tokensOf(scopeName, text)).flat().flatMap((token) => {
    const scope = token.scopes.at(-1) ?? '';
    return scope.endsWith('.caley') && !/^(?:meta|comment)\./.test(scope) ? [`${token.text} → ${scope.slice(0, -'.caley'.length)}`] : [];
  });
}
