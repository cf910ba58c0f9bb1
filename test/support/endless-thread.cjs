/** A thread that surveyed nothing, takes its orders, and works on for ever. */
const { parentPort } = require('node:worker_threads');

parentPort.on('message', () => {
  for (;;);
});
parentPort.postMessage({ type: 'surveyed', surveys: [] });
