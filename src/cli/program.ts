/**
 * Which commands and options are there? Reads arguments, calls the command,
 * turns what went wrong into one line and an exit code.
 */
import { resolve } from 'node:path';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { tool } from '../host';
import type { ShardNumber } from '../host';
import type { Policy } from '../policy';
import { baselineName, explain, suggestIds } from '../report';
import { agentsName, runAgents } from './agents';
import type { AgentsOptions } from './agents';
import { runBaseline } from './baseline';
import type { BaselineOptions } from './baseline';
import { policyAt } from './check-paths';
import { formats, runCheck, thresholds } from './check';
import type { CheckOptions } from './check';
import { runInit } from './init';
import { verify } from './digests';
import { exitCodes, UserMistake } from './io';
import type { CommandEngine, ExitCode, Io } from './io';
import { startServer } from './lsp';
import { startMcp } from './mcp';
import { runMerge } from './merge';
import type { MergeOptions } from './merge';
import { reportFolder, runReport } from './report';
import type { ReportOptions } from './report';
import { reveal, revealUnsupported } from './reveal';

/** More than anyone has use for. */
const mostWorkers = 64;

export interface Surroundings extends Io {
  /** Called by the commands that need it: `--version` must not wait for parsers. */
  readonly loadEngine: () => Promise<CommandEngine>;
  /** Where the running code stands. */
  readonly folder: string;
}

/** Runs one command. `argv` without node and script. Null: a server runs now and ends the process itself. */
export async function runProgram(argv: readonly string[], surroundings: Surroundings): Promise<ExitCode | null> {
  let exitCode: ExitCode | null = exitCodes.clean;
  const program = buildProgram(surroundings, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    return failed(error, surroundings);
  }
}

/** A command as a page tells it. */
export interface CommandWords {
  readonly name: string;
  /** Its options and arguments in short. */
  readonly usage: string;
  readonly description: string;
  /** `otherwise`: the default, where there is one to tell. */
  readonly options: readonly { readonly flags: string; readonly description: string; readonly otherwise: string | null; readonly choices: readonly string[] }[];
}

/** Every command there is, in order. */
export function commandsOf(): readonly CommandWords[] {
  const nowhere = { write: () => undefined, isTerminal: false, columns: null };
  const program = buildProgram({ out: nowhere, err: nowhere, cwd: '', env: {}, folder: '', loadEngine: () => Promise.reject(new Error('nothing is run')) }, () => undefined);
  return program.commands.map((command) => ({
    name: command.name(), usage: command.usage(), description: command.description(),
    options: command.options.map(({ flags, description, defaultValue, argChoices }) => ({
      flags, description, choices: argChoices ?? [], otherwise: typeof defaultValue === 'string' || typeof defaultValue === 'number' ? String(defaultValue) : null,
    })),
  }));
}

function buildProgram(surroundings: Surroundings, finish: (code: ExitCode | null) => void): Command {
  const { out, err, cwd, loadEngine } = surroundings;
  const program = new Command('caley')
    .description('Finds code that puts a Caley integration at risk of breaking Caley’s policy.')
    .version(tool.version, '-V, --version')
    .exitOverride()
    .configureOutput({ writeOut: (text) => out.write(text), writeErr: (text) => err.write(text) });
  program
    .command('check', { isDefault: false })
    .description('examine files and folders (default: the current folder)')
    .argument('[paths...]')
    .addOption(new Option('--format <format>', 'form of the results').choices(formats).default('text'))
    .option('--output <file>', 'write the results to a file instead of stdout')
    .addOption(new Option('--fail-on <severity>', 'exit with 1 from this severity on').choices(thresholds).default('warning'))
    .addOption(new Option('--min-confidence <confidence>', 'show findings from this confidence on').choices(['high', 'medium', 'low']).default('medium'))
    .option('--drafts', 'apply rules that are still drafts too', false)
    .option('--baseline <file>', 'tell only what is not in it: what "caley baseline" wrote')
    .option('--since <revision>', 'tell only what came since a commit, branch or tag (where it and HEAD parted)')
    .addOption(new Option('--workers <n>', 'threads to work with (default: as many as pay, at most 4)').argParser(parseWorkers))
    .option('--no-cache', 'neither use nor leave what makes the next check quick')
    .option('--cache-dir <folder>', 'where that is kept (default: node_modules/.cache, or the user’s cache folder)')
    .addOption(new Option('--shard <i/n>', 'examine one share of several, for "caley merge"').argParser(parseShard).conflicts(['format', 'failOn', 'baseline', 'since']))
    .option('--color', 'colour the text form')
    .option('--no-color', 'never colour')
    .action(async (paths: string[], options: CheckOptions) => {
      finish(await runCheck(await loadEngine(), paths, options, surroundings));
    });
  program
    .command('baseline')
    .description('write down what is found now, so that "caley check --baseline" tells what is new')
    .argument('[paths...]')
    .option('--output <file>', 'where to write it', baselineName)
    .addOption(new Option('--min-confidence <confidence>', 'take findings from this confidence on').choices(['high', 'medium', 'low']).default('medium'))
    .option('--drafts', 'apply rules that are still drafts too', false)
    .action(async (paths: string[], options: BaselineOptions) => {
      finish(await runBaseline(await loadEngine(), paths, options, surroundings));
    });
  program
    .command('merge')
    .description('put together what "caley check --shard" wrote, all shares of it')
    .argument('<files...>')
    .addOption(new Option('--format <format>', 'form of the results').choices(formats).default('text'))
    .option('--output <file>', 'write the results to a file instead of stdout')
    .addOption(new Option('--fail-on <severity>', 'exit with 1 from this severity on').choices(thresholds).default('warning'))
    .option('--baseline <file>', 'tell only what is not in it: what "caley baseline" wrote')
    .option('--color', 'colour the text form')
    .option('--no-color', 'never colour')
    .action(async (files: string[], options: MergeOptions) => {
      finish(runMerge(await loadEngine(), files, options, surroundings));
    });
  program
    .command('report')
    .description('write the proof of compliance: a page, Markdown, JSON, SARIF, and digests of them')
    .argument('[paths...]')
    .option('--output <folder>', 'where to write it', reportFolder)
    .addOption(new Option('--fail-on <severity>', 'exit with 1 from this severity on').choices(thresholds).default('warning'))
    .addOption(new Option('--min-confidence <confidence>', 'show findings from this confidence on').choices(['high', 'medium', 'low']).default('medium'))
    .option('--drafts', 'apply rules that are still drafts too', false)
    .action(async (paths: string[], options: ReportOptions) => {
      finish(runReport(await loadEngine(), paths, options, surroundings));
    });
  program
    .command('verify')
    .description('check that a report is as it was written')
    .argument('[folder]', 'what "caley report" wrote', reportFolder)
    .action((folder: string) => {
      finish(verify(resolve(cwd, folder), folder, surroundings));
    });
  program
    .command('explain')
    .description('show a rule, a clause, a kind of data or a third party (without an id: list rules and clauses)')
    .argument('[id]', 'log/personal-data, DP-DATA-2, data.contact.email, posthog')
    .action(async (id: string | undefined) => {
      const policy = policyAt(await loadEngine(), cwd);
      const page = explain(policy, id ?? null);
      if (page === null) throw new UserMistake(unknownId(policy, id ?? ''));
      out.write(page);
    });
  program
    .command('reveal')
    .description('show what the engine knows at a place')
    .argument('<place>', 'file[:line[:column]], or a path with --unsupported')
    .option('--unsupported', 'count the syntax that is not understood', false)
    .action(async (place: string, options: { unsupported: boolean }) => {
      const engine = await loadEngine();
      out.write(options.unsupported ? revealUnsupported(engine, place, cwd) : reveal(engine, place, cwd));
    });
  program
    .command('init')
    .description('write a caley.yaml that is proposed from what the code shows (default: for the current folder)')
    .argument('[folders...]', 'one for each package of a monorepo')
    .option('--print', 'write it to stdout instead', false)
    .action(async (folders: string[], options: { print: boolean }) => {
      finish(runInit(await loadEngine(), folders, options, surroundings));
    });
  program
    .command('lsp')
    .description('run the language server, for any editor')
    .requiredOption('--stdio', 'speak over stdin and stdout')
    .action(() => {
      startServer(surroundings.folder);
      finish(null);
    });
  program
    .command('mcp')
    .description('run the server for agents (Model Context Protocol) over stdin and stdout')
    .argument('[folders...]', 'that it may look at (default: those of the client, or the current folder)')
    .action(async (folders: string[]) => {
      await startMcp(surroundings, folders);
    });
  program
    .command('agents')
    .description('add a section about this tool to a file of instructions for agents, which is otherwise left as it is')
    .argument('[folder]', 'where it is', '.')
    .option('--file <name>', 'what it is called', agentsName)
    .option('--print', 'write the section to stdout instead', false)
    .action((folder: string, options: AgentsOptions) => {
      finish(runAgents(folder, options, surroundings));
    });
  return program;
}

function unknownId(policy: Policy, id: string): string {
  const near = suggestIds(policy, id);
  return `no rule or clause ${id}${near.length === 0 ? '; `caley explain` lists them' : `; there is ${near.join(', ')}`}`;
}

function parseWorkers(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > mostWorkers) throw new InvalidArgumentError(`It takes a number from 1 to ${String(mostWorkers)}.`);
  return count;
}

/** `2/5`: the second of five. */
function parseShard(text: string): ShardNumber {
  const [, index, count] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number);
  if (index === undefined || count === undefined || index < 1 || index > count) throw new InvalidArgumentError('It takes the number of a share and how many there are: 2/5.');
  return { index, count };
}

function failed(error: unknown, { err }: Io): ExitCode {
  // Commander has printed its own message; help and version end this way too.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.clean : exitCodes.mistake;
  if (error instanceof UserMistake) {
    err.write(`caley: ${error.message}\n`);
    return exitCodes.mistake;
  }
  err.write(`caley: this is a bug in Caley Compliance. ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return exitCodes.bug;
}
