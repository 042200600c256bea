import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Identifies what `npm ci` would install: the lock file and the machine that native packages are chosen for. */
export function lockStamp(root) {
  return createHash('sha256')
    .update(`${process.platform}-${process.arch}\n`)
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

/** Identifies the sources of the servers' build by their contents, because a checkout or a copy changes times at will. */
export function sourceStamp(root) {
  return contentStamp(root, buildInputs(root));
}

/** Identifies the sources of the portal's build in the same way. */
export function portalStamp(root) {
  const files = ['tsconfig.json', 'package-lock.json'].map((name) => join(root, name));
  collect(join(root, 'apps/portal'), files, (name) => !/\.(spec\.ts|md)$/.test(name));
  collect(join(root, 'libs/client/src'), files, isCompiled);
  return contentStamp(root, files.filter((file) => existsSync(file)).sort());
}

/** The first line of a stamp file, or undefined when there is none. */
export function readStamp(file) {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

function contentStamp(root, files) {
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(`${relative(root, file).split(sep).join('/')}\0`).update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function buildInputs(root) {
  const files = ['tsconfig.json', 'nest-cli.json', 'package-lock.json'].map((name) => join(root, name));
  for (const area of ['apps', 'libs']) {
    for (const name of subfolders(join(root, area)).filter((folder) => folder !== 'portal')) {
      files.push(join(root, area, name, 'tsconfig.app.json'));
      collect(join(root, area, name, 'src'), files, isCompiled);
    }
  }
  collect(join(root, 'migrations'), files, isCompiled);
  return files.filter((file) => existsSync(file)).sort();
}

function subfolders(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

function collect(folder, files, wanted) {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== 'node_modules') collect(path, files, wanted);
    } else if (wanted(entry.name)) {
      files.push(path);
    }
  }
}

function isCompiled(name) {
  return /\.(ts|mts|cts|json)$/.test(name) && !/\.spec\.ts$/.test(name);
}
