/**
 * The one command behind `npm start`, `npm test`, `npm run story` and `npm run verify`.
 * Plain Node without dependencies: it runs before node_modules exists, on a bare clone.
 */
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from './bootstrap/build.mjs';
import { ensureInstalled } from './bootstrap/install.mjs';
import { nodeProblem } from './bootstrap/node-version.mjs';
import { runChild, stopSignal } from './bootstrap/run-child.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const COMMANDS = {
  start: 'dist/apps/local/src/main.js',
  story: 'dist/apps/local/src/story/story.main.js',
  verify: 'dist/apps/local/src/verify/verify.main.js',
  test: 'tools/run-tests.mjs',
  build: null,
};

async function main(command, args) {
  const problem = nodeProblem(process.versions.node);
  if (problem) return fail(problem);
  if (!Object.prototype.hasOwnProperty.call(COMMANDS, command)) {
    return fail(`Usage: node apps/local/bootstrap.mjs <${Object.keys(COMMANDS).join('|')}> [arguments]`);
  }
  try {
    await ensureInstalled(ROOT);
    await ensureBuilt(ROOT);
  } catch (error) {
    if (stopSignal()) return 130;
    if (command === 'test') {
      fail(error.message);
      process.stdout.write('0 passed, 1 failed\n');
      return 1;
    }
    return fail(error.message);
  }
  const script = COMMANDS[command];
  return script ? runChild(process.execPath, [resolve(ROOT, script), ...args], { cwd: ROOT }) : 0;
}

function fail(message) {
  process.stderr.write(`fairlead: ${message}\n`);
  return 1;
}

const [command = '', ...args] = process.argv.slice(2);
process.exitCode = await main(command, args);
