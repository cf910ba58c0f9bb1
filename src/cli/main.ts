#!/usr/bin/env node
/**
 * The command line's process: hands arguments and streams to the program and
 * sets the exit code. Must not hold a command.
 */
import { fstatSync } from 'node:fs';
import { findAssets, keepHeapSmall, loadEngine, writeAll, writingReason } from '../host';
import { exitCodes, UserMistake } from './io';
import type { Output } from './io';
import { runProgram } from './program';

/** Node itself would end with 1, which means findings. */
process.on('uncaughtException', (error) => {
  process.stderr.write(`caley: this is a bug in Caley Compliance. ${error.stack ?? error.message}\n`);
  process.exit(exitCodes.bug);
});

/** A reader that has gone (`caley check | head`) ends the program without a word, as it does any other; a full disk behind a `>` is told. */
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
    if (stream === process.stdout) process.stderr.write(`caley: cannot write the output: ${writingReason(error)}\n`);
    process.exit(exitCodes.mistake);
  });
}

/** Node writes a part of a text into a file whose disk is full, and says nothing. */
function printed(text: string): void {
  try {
    if (fstatSync(process.stdout.fd).isFile()) writeAll(process.stdout.fd, text);
    else process.stdout.write(text);
  } catch (error) {
    throw new UserMistake(`cannot write the output: ${writingReason(error)}`);
  }
}

function output(stream: NodeJS.WriteStream): Output {
  return { write: (text) => void stream.write(text), isTerminal: stream.isTTY, columns: stream.isTTY ? stream.columns : null };
}

keepHeapSmall();

const surroundings = {
  out: { ...output(process.stdout), write: printed },
  err: output(process.stderr),
  cwd: process.cwd(),
  env: process.env,
  folder: __dirname,
  loadEngine: () => loadEngine(findAssets(__dirname)),
};

void runProgram(process.argv.slice(2), surroundings).then((code) => {
  if (code !== null) process.exitCode = code;
});
