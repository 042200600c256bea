import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { apiFiles } from './api-files.mjs';
import { errorFiles } from './error-files.mjs';
import { eventFiles } from './event-files.mjs';

/** Folders in which nothing else is. */
const WHOLLY_GENERATED = ['docs/events'];

/** Generates every file that is made from the sources and writes those that differ. Returns their paths. */
export async function writeGenerated(root) {
  // The error codes are part of what is compiled, so they come before the build.
  const changed = write(root, { ...errorFiles(root), ...eventFiles(root) });
  return [...changed, ...write(root, await apiFiles(root))];
}

/** Paths of generated files that differ from what the sources say, or should not be there. */
export async function findStale(root) {
  const files = { ...errorFiles(root), ...eventFiles(root), ...(await apiFiles(root)) };
  return [...Object.keys(files).filter((path) => read(root, path) !== files[path]), ...leftovers(root, files)];
}

function write(root, files) {
  const changed = Object.keys(files).filter((path) => read(root, path) !== files[path]);
  for (const path of changed) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), files[path]);
  }
  const left = WHOLLY_GENERATED.some((folder) => Object.keys(files).some((path) => path.startsWith(`${folder}/`))) ? leftovers(root, files) : [];
  for (const path of left) rmSync(join(root, path));
  return [...changed, ...left];
}

function leftovers(root, files) {
  return WHOLLY_GENERATED.filter((folder) => existsSync(join(root, folder))).flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => `${folder}/${name}`).filter((path) => !Object.hasOwn(files, path)),
  );
}

function read(root, path) {
  return existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined;
}
