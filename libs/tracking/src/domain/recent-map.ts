/** The text in a string of its own: a part of a longer string would keep all of that in memory. */
export function flat(text: string): string {
  return Buffer.from(text).toString();
}

/**
 * Remembers what was asked for lately, in bounded memory: two generations of at most `limit` entries, of which the older is forgotten when
 * the younger is full. A hit writes nothing, unlike in a list of what was used last.
 */
export class RecentMap<Key, Value> {
  private young = new Map<Key, Value>();
  private old = new Map<Key, Value>();

  constructor(private readonly limit: number) {}

  get(key: Key): Value | undefined {
    const found = this.young.get(key);
    if (found !== undefined) return found;
    const older = this.old.get(key);
    if (older !== undefined) this.set(key, older);
    return older;
  }

  set(key: Key, value: Value): void {
    if (this.young.size >= this.limit) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(key, value);
  }
}
