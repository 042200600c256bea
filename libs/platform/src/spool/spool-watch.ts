import { type FSWatcher, watch } from 'node:fs';
import { Logger } from '@nestjs/common';
import { errorCode } from './spool-files';
import { streamOfFile } from './spool-names';

/** Tells at once when something happens in a folder. Where the system cannot, the drain's poll finds it a little later. */
export class SpoolWatch {
  private readonly logger = new Logger(SpoolWatch.name);
  private readonly watchers = new Map<string, FSWatcher>();
  private unable = false;

  /** `names`: files came or went, not only grew. `stream`: whose file it was; null where that is not known. */
  constructor(private readonly onEvent: (names: boolean, stream: string | null) => void) {}

  /** Watches these folders and no others. */
  follow(directories: readonly string[]): void {
    for (const directory of this.watchers.keys()) if (!directories.includes(directory)) this.drop(directory);
    for (const directory of directories) if (!this.watchers.has(directory) && !this.unable) this.add(directory);
  }

  close(): void {
    for (const directory of [...this.watchers.keys()]) this.drop(directory);
  }

  private add(directory: string): void {
    try {
      const watcher = watch(directory, { persistent: false }, (event, file) => this.onEvent(event === 'rename', file === null ? null : streamOfFile(file)));
      watcher.on('error', () => this.drop(directory)); // the folder went; a scan will say so
      this.watchers.set(directory, watcher);
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return;
      this.unable = true;
      this.logger.warn({ event: 'spool.watch_failed', code: errorCode(error), message: String(error) });
    }
  }

  private drop(directory: string): void {
    this.watchers.get(directory)?.close();
    this.watchers.delete(directory);
  }
}
