import { lchownSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Gives what root wrote into another user's data folder to that user, who could not start on it
 * afterwards otherwise. Does nothing for anybody but root.
 */
export function giveBack(dataDir: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(dataDir);
  if (uid !== 0) chownBelow(dataDir, uid, gid);
}

function chownBelow(folder: string, uid: number, gid: number): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    lchownSync(path, uid, gid);
    if (entry.isDirectory()) chownBelow(path, uid, gid);
  }
}
