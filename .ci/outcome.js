// Reads what vitest's JSON reporter wrote.  node .ci/outcome.js judge|count REPORT...
import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

/** A test may be skipped where the machine cannot run it, if its title says so. */
const EXCUSED = /\(skipped (where|for) [^)]+\)/;

const [mode = 'judge', ...files] = process.argv.slice(2);
const suite = files
  .filter((file) => existsSync(file))
  .flatMap((file) => JSON.parse(readFileSync(file, 'utf8')).testResults);
const tests = suite.flatMap((one) => one.assertionResults);
const withStatus = (...statuses) => tests.filter((one) => statuses.includes(one.status));
// A file that does not load, or fails outside its tests, is one failure.
const brokenFiles = suite.filter(
  (one) => one.status === 'failed' && !one.assertionResults.some((test) => test.status === 'failed'),
);
const passed = withStatus('passed').length;
const failed = withStatus('failed').length + brokenFiles.length;

const firstLine = (message = '') => {
  const line = message.split('\n', 1)[0].slice(0, 300);
  return line && `: ${line}`;
};

if (mode === 'count') {
  // Named once more where the last lines are all that is kept of a run.
  for (const file of suite.filter((one) => one.status === 'failed'))
    console.log(`failed: ${relative(process.cwd(), file.name)}${firstLine(file.message)}`);
  for (const one of withStatus('failed'))
    console.log(`failed: ${one.fullName}${firstLine(one.failureMessages[0])}`);
  console.log(`${passed} passed, ${failed} failed`);
} else {
  const skipped = tests.filter((one) => !['passed', 'failed'].includes(one.status));
  const excused = skipped.filter((one) => EXCUSED.test(one.fullName));
  const unexcused = skipped.filter((one) => !excused.includes(one));
  for (const one of excused) console.log(`skipped: ${one.fullName}`);
  for (const one of unexcused) console.log(`skipped without an excuse in its title: ${one.fullName}`);
  if (passed === 0) console.log('no test has passed');
  process.exitCode = passed === 0 || failed > 0 || unexcused.length > 0 ? 1 : 0;
}
