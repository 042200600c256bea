/**
 * Runs every check in order and ends with the line `N passed, N failed`.
 * A check that is not Jest counts as one; arguments are handed to Jest alone.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { countJest } from './count-jest.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const CHECKS = [
  { name: 'lint', args: ['node_modules/eslint/bin/eslint.js', '--max-warnings', '0', '.'] },
  { name: 'types', args: ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json'] },
  { name: 'types of the portal', args: ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'apps/portal/tsconfig.json'] },
  { name: 'dependencies', args: ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.cjs', 'apps', 'libs', 'migrations'] },
  { name: 'generated files', args: ['tools/check-generated.mjs'] },
  { name: 'migrations', args: ['dist/apps/local/src/check-migrations.main.js'] },
];

let current;
let stoppedBy;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    stoppedBy = signal;
    current?.kill(signal);
  });
}

function run(args, stdio) {
  return new Promise((done, reject) => {
    const output = [];
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio });
    current = child;
    child.stdout?.on('data', (chunk) => output.push(chunk));
    child.stderr?.on('data', (chunk) => output.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => done({ code: code ?? 1, output: Buffer.concat(output).toString('utf8') }));
  });
}

async function runCheck(check) {
  const started = Date.now();
  process.stdout.write(`==> ${check.name} ...\n`);
  const { code, output } = await run(check.args, ['ignore', 'pipe', 'pipe']);
  if (code !== 0) process.stdout.write(output.endsWith('\n') ? output : `${output}\n`);
  report(check.name, code === 0, started);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function runJest(args) {
  const started = Date.now();
  const folder = mkdtempSync(join(tmpdir(), 'fairlead-jest-'));
  const results = join(folder, 'results.json');
  process.stdout.write('==> jest ...\n');
  try {
    const { code } = await run(['node_modules/jest/bin/jest.js', '--json', `--outputFile=${results}`, ...args], ['ignore', 'inherit', 'inherit']);
    const counts = countJest(code, existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : undefined);
    report('jest', counts.failed === 0, started);
    return counts;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function report(name, ok, started) {
  process.stdout.write(`${ok ? ' ok ' : 'FAIL'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`);
}

const total = { passed: 0, failed: 0 };
for (const step of [...CHECKS.map((check) => () => runCheck(check)), () => runJest(process.argv.slice(2))]) {
  if (stoppedBy) break;
  const { passed, failed } = await step();
  total.passed += passed;
  total.failed += failed;
}
if (stoppedBy) {
  process.stdout.write(`stopped by ${stoppedBy}\n`);
  process.exit(130);
}
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
process.exit(total.failed === 0 ? 0 : 1);
