/**
 * Which suites run in a browser? Each registers itself when it is loaded.
 */
import '../suite/check.test';
import '../suite/fixes.test';
import '../suite/flags.test';
import '../suite/notebook.test';
import '../suite/policy.test';
import '../suite/server.test';
import '../suite/views.test';
import './same-findings.test';
