import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { runChild, stopSignal } from './run-child.mjs';
import { readStamp, sourceStamp } from './stamps.mjs';
import { takeTurns } from './take-turns.mjs';

const PROGRESS_EVERY_MS = 5_000;

/** Compiles the sources into dist/, unless dist/ was built from exactly these sources. */
export async function ensureBuilt(root) {
  if (readStamp(stampFile(root)) === sourceStamp(root)) return;
  await takeTurns(root, async () => {
    // Taken before the build, so that an edit during it makes the result stale.
    const stamp = sourceStamp(root);
    if (readStamp(stampFile(root)) === stamp) return;
    rmSync(stampFile(root), { force: true });
    await compile(root);
    removeOrphans(root, join(root, 'dist'));
    writeFileSync(stampFile(root), `${stamp}\n`);
  });
}

async function compile(root) {
  process.stdout.write('fairlead: building ...\n');
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const ticker = setInterval(() => process.stdout.write(`fairlead: still building (${seconds()} s)\n`), PROGRESS_EVERY_MS);
  try {
    const nest = join(root, 'node_modules/@nestjs/cli/bin/nest.js');
    const code = await runChild(process.execPath, [nest, 'build', 'local'], { cwd: root });
    if (stopSignal()) throw new Error('stopped');
    if (code !== 0) throw new Error(`the build failed (exit code ${code}); its messages are above.`);
  } finally {
    clearInterval(ticker);
  }
  process.stdout.write(`fairlead: built in ${seconds()} s\n`);
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

function stampFile(root) {
  return join(root, 'dist/.fairlead-build');
}
