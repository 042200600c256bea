import { existsSync, lstatSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expectCode } from '../processes/error-code';

interface Link {
  /** Paths from the folder above `native/`, as the package lists them. */
  source: string;
  target: string;
}

/**
 * Makes the symbolic links between shared libraries that the package's install script would have
 * made; npm may have skipped it. Safe when several processes do it at once.
 * @param nativeDir the package's folder `native`. Returns false when links are missing in a folder we may not write.
 */
export function hydrateSymlinks(nativeDir: string): boolean {
  const list = join(nativeDir, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as Link[];
  return links.every((link) => ensureLink(dirname(nativeDir), link));
}

function ensureLink(root: string, link: Link): boolean {
  const path = join(root, link.target);
  if (lstatSync(path, { throwIfNoEntry: false })) return true;
  try {
    symlinkSync(basename(link.source), path);
    return true;
  } catch (error) {
    expectCode(error, 'EEXIST', 'EACCES', 'EROFS', 'EPERM');
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  }
}
