/**
 * Which suites run in a browser? Each registers itself when it is loaded.
 */
// First: what others change in files is not the command line's.
import './same-findings.test';
import '../suite/check.test';
import '../suite/fixes.test';
import '../suite/flags.test';
import '../suite/notebook.test';
import '../suite/policy.test';
import '../suite/server.test';
import '../suite/views.test';
