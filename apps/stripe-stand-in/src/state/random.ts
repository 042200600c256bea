import { randomInt } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Source of ids, secrets and chances: repeatable with a seed, cryptographic without. */
export class Random {
  private state: number;

  constructor(private readonly seed: number | undefined) {
    this.state = (seed ?? 0) >>> 0;
  }

  /** In [0, 1). */
  fraction(): number {
    return this.below(0x1_0000_0000) / 0x1_0000_0000;
  }

  text(length: number): string {
    let text = '';
    for (let index = 0; index < length; index += 1) text += ALPHABET.charAt(this.below(ALPHABET.length));
    return text;
  }

  shuffled<T>(items: readonly T[]): T[] {
    return items
      .map((item) => ({ item, rank: this.fraction() }))
      .sort((left, right) => left.rank - right.rank)
      .map(({ item }) => item);
  }

  private below(limit: number): number {
    if (this.seed === undefined) return randomInt(limit);
    return Math.floor((this.nextWord() / 0x1_0000_0000) * limit);
  }

  /** mulberry32: small, well mixed, and the same on every machine. */
  private nextWord(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let word = this.state;
    word = Math.imul(word ^ (word >>> 15), word | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return (word ^ (word >>> 14)) >>> 0;
  }
}
