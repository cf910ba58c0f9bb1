/**
 * What does it cost to load the extension's code? Prints the milliseconds of processor time in a new process, with nothing behind the editor's interface: what waits for others on
 * the machine does not count. Must not activate anything.
 */
const Module = require('node:module');
const { join } = require('node:path');

/** Whatever is asked of it, it is there and does nothing. */
const anything = new Proxy(function () {}, {
  get: (_, key) => (key === Symbol.toPrimitive ? () => '' : key === 'then' ? undefined : key === 'prototype' ? {} : anything),
  apply: () => anything,
  construct: () => anything,
});
const load = Module._load;
Module._load = (name, ...rest) => (name === 'vscode' ? anything : load(name, ...rest));

const before = process.cpuUsage();
require(join(__dirname, '..', 'dist', 'extension.js'));
const { user, system } = process.cpuUsage(before);
console.log(((user + system) / 1000).toFixed(1));
