/**
 * What do packages declare? Their modules as the compiler sees them from a file
 * that imports them, looked for in one folder of packages and nowhere else.
 * Must not know models, nor read what a package does: only declarations.
 */
import { dirname, join } from 'node:path';
import * as ts from 'typescript';

/** A module as its users import it: by namespace, by default, by `require`. */
export interface DeclaredModule {
  /** The values that an import may give. */
  readonly values: readonly ts.Type[];
  /** Packages that it exports everything of and that are not there: it may have more members. */
  readonly lost: readonly string[];
  /** A type that it exports under the name, dotted for one in a namespace; null where there is none. */
  typeNamed(name: string): ts.Type | null;
}

export interface Declarations {
  readonly checker: ts.TypeChecker;
  /** Null where nothing declares it. */
  module(specifier: string): DeclaredModule | null;
  /** A value of the runtime by its name; null where there is none. */
  globalValue(name: string): ts.Type | null;
  globalType(name: string): ts.Type | null;
  /** Imports in the declarations of a package that lead nowhere: packages that are not in the folder. */
  unresolvedOf(name: string): readonly string[];
}

/** Files that stand in memory before those on disk: path to text. */
export type Overlay = ReadonlyMap<string, string>;

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.dom.asynciterable.d.ts', 'lib.esnext.disposable.d.ts'],
  module: ts.ModuleKind.Preserve,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  jsx: ts.JsxEmit.Preserve,
  strict: true,
  skipLibCheck: true,
  esModuleInterop: true,
  allowSyntheticDefaultImports: true,
  noEmit: true,
};

/** The runtime's declarations, which do not change: parsed once for all programs. */
const parsed = new Map<string, ts.SourceFile>();

/** Reads what packages of one folder declare. */
export class DeclarationReader {
  /**
   * `folder` holds `node_modules`; of a file that imports, those of the folders around it count too, as far up as `root`.
   */
  constructor(
    private readonly root: string,
    private readonly overlay: Overlay = new Map(),
  ) {}

  /** The modules of these specifiers, with the runtime's declarations `ambient` (names under @types) beside them. */
  read(folder: string, specifiers: readonly string[], ambient: readonly string[]): Declarations {
    const main = join(folder, 'imports.mts');
    const text = specifiers.flatMap((specifier, i) => {
      const [quoted, n] = [JSON.stringify(specifier), String(i)];
      return [`import * as namespace${n} from ${quoted};`, `import default${n} from ${quoted};`, `import required${n} = require(${quoted});`];
    }).join('\n');
    const host = this.host(main, `${text}\nexport {};\n`);
    const program = ts.createProgram({ rootNames: [main], options: { ...options, types: [...ambient], typeRoots: [...new Set([folder, this.root])].map((each) => join(each, 'node_modules/@types')) }, host });
    const source = program.getSourceFile(main);
    if (source === undefined) throw new Error('the compiler lost its only file');
    return new ProgramDeclarations(program, source, specifiers);
  }

  private host(main: string, text: string): ts.CompilerHost {
    const host = ts.createCompilerHost(options);
    const libraries = dirname(ts.getDefaultLibFilePath(options));
    const isHere = (path: string): boolean => path.startsWith(this.root) || path.startsWith(libraries);
    const mainFile = ts.createSourceFile(main, text, ts.ScriptTarget.ES2023, true);
    const overlaid = (path: string): string | undefined => this.overlay.get(path);
    return {
      ...host,
      fileExists: (path) => path === main || overlaid(path) !== undefined || (isHere(path) && host.fileExists(path)),
      directoryExists: (path) => [...this.overlay.keys()].some((file) => file.startsWith(`${path}/`)) || (isHere(path) && (host.directoryExists?.(path) ?? false)),
      readFile: (path) => overlaid(path) ?? host.readFile(path),
      realpath: (path) => path,
      getDirectories: (path) => (isHere(path) ? (host.getDirectories?.(path) ?? []) : []),
      getSourceFile: (path, languageVersion) => {
        if (path === main) return mainFile;
        const known = parsed.get(path);
        if (known !== undefined) return known;
        const own = overlaid(path);
        const file = own === undefined ? host.getSourceFile(path, languageVersion) : ts.createSourceFile(path, own, languageVersion);
        if (file !== undefined && isShared(path)) parsed.set(path, file);
        return file;
      },
    };
  }
}

/** The runtime's own, which every program reads; to keep all others would take more memory than there is. */
function isShared(path: string): boolean {
  return /\/typescript\/lib\/lib\.|\/@types\/(?:node|react)\//.test(path);
}

class ProgramDeclarations implements Declarations {
  readonly checker: ts.TypeChecker;
  private readonly modules = new Map<string, DeclaredModule | null>();

  constructor(
    private readonly program: ts.Program,
    private readonly source: ts.SourceFile,
    specifiers: readonly string[],
  ) {
    this.checker = program.getTypeChecker();
    specifiers.forEach((specifier, i) => this.modules.set(specifier, this.read(source.statements.slice(3 * i, 3 * i + 3))));
  }

  module(specifier: string): DeclaredModule | null {
    return this.modules.get(specifier) ?? null;
  }

  globalValue(name: string): ts.Type | null {
    const symbol = this.globalSymbol(name, ts.SymbolFlags.Value);
    return symbol === undefined ? null : this.checker.getTypeOfSymbol(symbol);
  }

  globalType(name: string): ts.Type | null {
    const symbol = this.globalSymbol(name, ts.SymbolFlags.Type);
    return symbol === undefined ? null : this.checker.getDeclaredTypeOfSymbol(symbol);
  }

  unresolvedOf(name: string): readonly string[] {
    const names = this.program.getSourceFiles().filter((file) => file.fileName.includes(`/node_modules/${name}/`)).flatMap((file) =>
      importsOf(file).filter((literal) => !literal.text.startsWith('.') && this.checker.getSymbolAtLocation(literal) === undefined).map(({ text }) => text));
    return [...new Set(names)].sort();
  }

  private globalSymbol(name: string, flags: ts.SymbolFlags): ts.Symbol | undefined {
    return this.checker.getSymbolsInScope(this.source, flags).find((symbol) => symbol.name === name);
  }

  /** From the three imports of one module. */
  private read(statements: readonly ts.Statement[]): DeclaredModule | null {
    const [first] = statements;
    if (first === undefined || !ts.isImportDeclaration(first)) return null;
    const module = this.checker.getSymbolAtLocation(first.moduleSpecifier);
    if (module === undefined) return null;
    const values = statements.flatMap((statement) => {
      const name = importedName(statement);
      const symbol = name === null ? undefined : this.checker.getSymbolAtLocation(name);
      const real = symbol === undefined ? undefined : this.checker.getAliasedSymbol(symbol);
      if (name === null || real === undefined || this.checker.isUnknownSymbol(real)) return [];
      return real.flags & (ts.SymbolFlags.Value | ts.SymbolFlags.ValueModule) ? [this.checker.getTypeOfSymbol(real)] : [];
    });
    return { values: [...new Set(values)], lost: this.lostIn(module), typeNamed: (name) => this.typeIn(module, name.split('.')) };
  }

  private lostIn(module: ts.Symbol, seen = new Set<ts.Symbol>()): readonly string[] {
    if (seen.has(module)) return [];
    seen.add(module);
    const stars = (module.exports?.get(ts.InternalSymbolName.ExportStar)?.declarations ?? []).flatMap((star) => (ts.isExportDeclaration(star) && star.moduleSpecifier !== undefined ? [star.moduleSpecifier] : []));
    return stars.flatMap((specifier) => {
      const inner = this.checker.getSymbolAtLocation(specifier);
      return inner === undefined ? [specifier.getText().slice(1, -1)] : this.lostIn(inner, seen);
    });
  }

  private typeIn(module: ts.Symbol, [name = '', ...rest]: readonly string[]): ts.Type | null {
    const found = this.checker.getExportsOfModule(module).filter((each) => each.name === name).map((each) => (each.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(each) : each));
    for (const symbol of found) {
      if (rest.length > 0) return this.typeIn(symbol, rest);
      if (symbol.flags & ts.SymbolFlags.Type) return this.checker.getDeclaredTypeOfSymbol(symbol);
    }
    return null;
  }
}

function importedName(statement: ts.Statement): ts.Identifier | null {
  if (ts.isImportEqualsDeclaration(statement)) return statement.name;
  if (!ts.isImportDeclaration(statement)) return null;
  const { name, namedBindings } = statement.importClause ?? {};
  return name ?? (namedBindings !== undefined && ts.isNamespaceImport(namedBindings) ? namedBindings.name : null);
}

function importsOf(file: ts.SourceFile): readonly ts.StringLiteralLike[] {
  return (file as ts.SourceFile & { readonly imports?: readonly ts.StringLiteralLike[] }).imports ?? [];
}
