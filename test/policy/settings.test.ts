/** What a file is for, by its path: tests, examples and tools are told from the product. */
import assert from 'node:assert/strict';
import { readPolicy } from '../../src/policy';
import { packFiles } from './packs';

describe('settings of files', () => {
  const { policy } = readPolicy(packFiles());

  it('tell tests, examples and tools by names and folders', () => {
    const expected = {
      'src/user.test.ts': 'tests', 'src/__tests__/user.ts': 'tests', 'e2e/login.js': 'tests', 'src/user.SPEC.ts': 'tests',
      'bin/caley.js': 'tools', 'src/cli/main.ts': 'tools', 'src/user.ts': null, 'src/latest.ts': null, 'src/client/cli.ts': null, 'test.ts': null,
      'test/api.js': 'tests', 'api/certs-test.js': 'tests', 'test_views.py': 'tests', 'app/conftest.py': 'tests', 'hooks/tests.py': 'tests', 'sources/test-event.mjs': 'tests', 'lib/mock-events.js': 'tests',
      'src/latest-events.ts': null, 'src/contest.py': null, 'src/tester.ts': null,
      'examples/server.js': 'examples', 'src/config.example.ts': 'examples', 'src/example-of-use.ts': null,
    };
    assert.deepEqual(Object.fromEntries(Object.keys(expected).map((path) => [path, policy.settingOf(path)])), expected);
  });
});
