interface LockEntry {
  version?: string;
  integrity?: string;
  optional?: boolean;
  devOptional?: boolean;
}
interface LockFile {
  packages?: Record<string, LockEntry>;
}
export function ensureInstalled(root: string): Promise<void>;
export function matchesLock(lock: LockFile | undefined, installed: LockFile | undefined): boolean;
