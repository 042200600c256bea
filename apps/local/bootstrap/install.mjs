import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { runChild, stopSignal } from './run-child.mjs';
import { lockStamp, readStamp } from './stamps.mjs';
import { takeTurns } from './take-turns.mjs';

/** Installs what package-lock.json names, unless exactly that is installed already. */
export async function ensureInstalled(root) {
  if (isInstalled(root)) return;
  await takeTurns(root, async () => {
    if (isInstalled(root)) return;
    process.stdout.write('fairlead: installing dependencies (npm ci) ...\n');
    const started = Date.now();
    const npm = npmCommand();
    // --include=dev: building needs the compiler even where NODE_ENV=production is set.
    const code = await runChild(npm.command, [...npm.args, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root });
    if (stopSignal()) throw new Error('stopped');
    if (code !== 0) throw new Error(`npm ci failed (exit code ${code}); its messages are above.`);
    writeFileSync(stampFile(root), `${lockStamp(root)}\n`);
    process.stdout.write(`fairlead: dependencies installed in ${Math.round((Date.now() - started) / 1000)} s\n`);
  });
}

function isInstalled(root) {
  const wanted = lockStamp(root);
  if (readStamp(stampFile(root)) === wanted) return true;
  if (!matchesLock(readJson(join(root, 'package-lock.json')), readJson(join(root, 'node_modules/.package-lock.json')))) return false;
  // Somebody ran npm by hand: adopt it. In a checkout that we may not write, it is compared again next time.
  try {
    writeFileSync(stampFile(root), `${wanted}\n`);
  } catch (error) {
    if (error.code !== 'EACCES' && error.code !== 'EROFS') throw error;
  }
  return true;
}

/** Compares package-lock.json with npm's own record of what lies in node_modules. */
export function matchesLock(lock, installed) {
  if (!lock || !installed) return false;
  const wanted = lock.packages || {};
  const found = installed.packages || {};
  const complete = Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const there = found[path];
    if (!there) return Boolean(entry.optional || entry.devOptional);
    return there.version === entry.version && there.integrity === entry.integrity;
  });
  return complete && Object.keys(found).every((path) => path in wanted);
}

function stampFile(root) {
  return join(root, 'node_modules/.fairlead-lock');
}

function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** The npm that started us, else the one that came with this Node, else the one on PATH. */
function npmCommand() {
  const bundled = join(dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js');
  for (const script of [process.env.npm_execpath, bundled]) {
    if (script && basename(script) === 'npm-cli.js' && existsSync(script)) return { command: process.execPath, args: [script] };
  }
  return { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', args: [] };
}
