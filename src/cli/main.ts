#!/usr/bin/env node
/**
 * The command line's process: hands arguments and streams to the program and
 * sets the exit code. Must not hold a command.
 */
import { findAssets, keepHeapSmall, loadEngine } from '../host';
import { exitCodes } from './io';
import type { Output } from './io';
import { runProgram } from './program';

/** Node itself would end with 1, which means findings. */
process.on('uncaughtException', (error) => {
  process.stderr.write(`caley: this is a bug in Caley Compliance. ${error.stack ?? error.message}\n`);
  process.exit(exitCodes.bug);
});

/** A reader that has gone (`caley check | head`) ends the program without a word, as it does any other. */
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
    throw error;
  });
}

function output(stream: NodeJS.WriteStream): Output {
  return { write: (text) => void stream.write(text), isTerminal: stream.isTTY, columns: stream.isTTY ? stream.columns : null };
}

keepHeapSmall();

const surroundings = {
  out: output(process.stdout),
  err: output(process.stderr),
  cwd: process.cwd(),
  env: process.env,
  folder: __dirname,
  loadEngine: () => loadEngine(findAssets(__dirname)),
};

void runProgram(process.argv.slice(2), surroundings).then((code) => {
  if (code !== null) process.exitCode = code;
});
