import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { runChild, stopSignal } from './run-child.mjs';
import { portalStamp, readStamp, sourceStamp } from './stamps.mjs';
import { takeTurns } from './take-turns.mjs';

const PROGRESS_EVERY_MS = 5_000;

/** What is built, each on its own: an edit of a screen does not compile the servers again. */
const PARTS = [
  { name: 'the servers', stampFile: 'dist/.fairlead-build', stampOf: sourceStamp, command: ['node_modules/@nestjs/cli/bin/nest.js', 'build', 'local'] },
  { name: 'the portal', stampFile: 'dist/.fairlead-portal', stampOf: portalStamp, command: ['node_modules/vite/bin/vite.js', 'build', '-c', 'apps/portal/vite.config.mjs', '--logLevel', 'warn'] },
];

/** Builds into dist/ what was not built from exactly these sources. */
export async function ensureBuilt(root) {
  const stale = (part) => readStamp(join(root, part.stampFile)) !== part.stampOf(root);
  if (!PARTS.some(stale)) return;
  await takeTurns(root, async () => {
    for (const part of PARTS.filter(stale)) await build(root, part);
  });
}

async function build(root, part) {
  // Taken before the build, so that an edit during it makes the result stale.
  const stamp = part.stampOf(root);
  const stampFile = join(root, part.stampFile);
  rmSync(stampFile, { force: true });
  await run(root, part);
  if (part === PARTS[0]) removeOrphans(root, join(root, 'dist'));
  writeFileSync(stampFile, `${stamp}\n`);
}

async function run(root, { name, command: [script, ...args] }) {
  process.stdout.write(`fairlead: building ${name} ...\n`);
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const ticker = setInterval(() => process.stdout.write(`fairlead: still building (${seconds()} s)\n`), PROGRESS_EVERY_MS);
  try {
    const code = await runChild(process.execPath, [join(root, script), ...args], { cwd: root });
    if (stopSignal()) throw new Error('stopped');
    if (code !== 0) throw new Error(`the build failed (exit code ${code}); its messages are above.`);
  } finally {
    clearInterval(ticker);
  }
  process.stdout.write(`fairlead: built ${name} in ${seconds()} s\n`);
}

/**
 * Deletes compiled files whose source is gone. Entities and migrations are found by file name,
 * so a renamed migration would otherwise run twice.
 */
function removeOrphans(root, folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      removeOrphans(root, path);
    } else if (/\.js$/.test(entry.name) && !hasSource(root, path)) {
      rmSync(path);
      rmSync(`${path}.map`, { force: true });
    }
  }
}

function hasSource(root, compiled) {
  const inside = relative(join(root, 'dist'), compiled);
  const ours = /^(migrations|(apps|libs)[\\/][^\\/]+[\\/]src)[\\/]/.test(inside);
  return !ours || existsSync(join(root, dirname(inside), `${inside.split(/[\\/]/).pop().slice(0, -3)}.ts`));
}
