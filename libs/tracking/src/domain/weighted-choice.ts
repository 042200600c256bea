/** Something that is chosen among others of its kind. */
export interface WeightedChoice {
  /** Lower goes first. */
  readonly priority: number;
  /** 0 or more. */
  readonly weight: number;
}

const TWO_TO_32 = 4_294_967_296;

/**
 * A choice's score for one visitor: weighted rendezvous hashing. Whoever has the highest score is chosen, so that the shares follow the
 * weights, a visitor sticks to a choice without any memory of it, and taking a choice away moves only those who had it.
 * @param stickiness 32-bit number of the visitor. Weight 0 scores 0, less than any other.
 */
export function rendezvousScore(stickiness: number, key: string, weight: number): number {
  if (weight <= 0) return 0;
  const uniform = (mix(stickiness, key) + 0.5) / TWO_TO_32;
  return -weight / Math.log(uniform);
}

/**
 * The choices in the order in which a visitor meets them. By priority: lower first, equal ones by weight. By weight: by weight alone, and
 * without those that weigh nothing.
 */
export function inOrder<Choice extends WeightedChoice>(
  choices: readonly Choice[], mode: 'priority' | 'weight', stickiness: number, keyOf: (choice: Choice) => string,
): Choice[] {
  const scored = choices
    .filter((choice) => mode === 'priority' || choice.weight > 0)
    .map((choice) => ({ choice, score: rendezvousScore(stickiness, keyOf(choice), choice.weight) }));
  scored.sort((a, b) => (mode === 'priority' && a.choice.priority !== b.choice.priority ? a.choice.priority - b.choice.priority : b.score - a.score));
  return scored.map((entry) => entry.choice);
}

/** MurmurHash3 (32 bit) of the key's characters, seeded with the visitor. */
function mix(seed: number, key: string): number {
  let hash = seed | 0;
  for (let index = 0; index < key.length; index += 1) {
    const block = Math.imul(key.charCodeAt(index), 0xcc9e2d51);
    hash ^= Math.imul((block << 15) | (block >>> 17), 0x1b873593);
    hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0;
  }
  hash ^= key.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
