interface JestResults {
  numPassedTests: number;
  numFailedTests: number;
  numRuntimeErrorTestSuites: number;
}
export function countJest(exitCode: number, results: JestResults | undefined): { passed: number; failed: number };
