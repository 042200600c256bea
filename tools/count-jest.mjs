/**
 * Sums up a Jest run. A suite that could not be loaded counts as one failure, and so does a run
 * that ended badly without a failed test (a broken set-up, no test found, a leaked handle).
 */
export function countJest(exitCode, results) {
  if (!results) return { passed: 0, failed: 1 };
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  return { passed: results.numPassedTests, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}
