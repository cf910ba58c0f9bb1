/**
 * mocha's dot reporter with one more line at the end, by which scripts/test.mjs
 * counts: `N passed, N failed, N skipped`.
 */
const { reporters } = require('mocha');

module.exports = class CountReporter extends reporters.Dot {
  epilogue() {
    super.epilogue();
    const { passes, failures, pending } = this.stats;
    console.log(`${passes} passed, ${failures} failed, ${pending} skipped`);
  }
};
