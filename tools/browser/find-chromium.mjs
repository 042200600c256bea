import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const INSTALL_TIMEOUT_MS = 300_000;

/**
 * The Chromium to test and photograph with: CHROMIUM_PATH, the system's, Debian's package where it may be installed,
 * Playwright's own download. @throws Error that says what is missing.
 */
export function findChromium(env = process.env, say = (text) => process.stdout.write(`${text}\n`)) {
  if (env.CHROMIUM_PATH) {
    if (existsSync(env.CHROMIUM_PATH)) return env.CHROMIUM_PATH;
    throw new Error(`CHROMIUM_PATH is ${env.CHROMIUM_PATH}, and there is no such file`);
  }
  const found = onPath(env) ?? downloaded() ?? fromDebian(env, say) ?? fromPlaywright(say);
  if (found) return found;
  throw new Error('No Chromium was found, and none could be installed. Install one (Debian: apt-get install chromium), or set CHROMIUM_PATH to its program.');
}

/** Flags under which Chromium runs anywhere, also as root in a container. */
export const CHROMIUM_FLAGS = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--force-color-profile=srgb', '--hide-scrollbars'];

function onPath(env) {
  const folders = (env.PATH ?? '').split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Not there, or not for us: the next place is asked.
    return false;
  }
}

function downloaded() {
  const path = chromium.executablePath();
  return path && existsSync(path) ? path : undefined;
}

function fromDebian(env, say) {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || !existsSync('/usr/bin/apt-get')) return undefined;
  say('No Chromium here: installing the Debian package ...');
  const quiet = { stdio: 'ignore', timeout: INSTALL_TIMEOUT_MS, env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } };
  spawnSync('apt-get', ['update'], quiet);
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], quiet);
  return onPath(env);
}

function fromPlaywright(say) {
  say('No Chromium here: asking Playwright to download one ...');
  const cli = resolve('node_modules/playwright-core/cli.js');
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: 'ignore', timeout: INSTALL_TIMEOUT_MS });
  return downloaded();
}
