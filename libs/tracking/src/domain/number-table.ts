const FIRST_ROWS = 1_024;
/** Of four rows three may be taken. */
const FULLEST = 0.75;

/**
 * Rows of numbers by a number, side by side in one array: a million of them are found without an object or a pointer for each, which is what
 * a large Map spends its time on. Keys are whole numbers from 0 up to 2^53 - 2. Rows are never removed.
 */
export class NumberTable {
  /** Rows of a key plus one (zero: no row) and its values. */
  values: Float64Array;
  size = 0;
  private readonly stride: number;
  private mask = FIRST_ROWS - 1;

  /** `width` is how many values a row has. */
  constructor(private readonly width: number) {
    this.stride = width + 1;
    this.values = new Float64Array(FIRST_ROWS * this.stride);
  }

  /** Where the values of the key begin in `values`, until the next `place`; -1 where it has no row. */
  find(key: number): number {
    const { values, stride, mask } = this;
    for (let row = slotOf(key) & mask; ; row = (row + 1) & mask) {
      const held = values[row * stride];
      if (held === key + 1) return row * stride + 1;
      if (held === 0) return -1;
    }
  }

  /** As `find`; a key without a row gets one of zeroes. */
  place(key: number): number {
    const found = this.find(key);
    if (found >= 0) return found;
    if (this.size >= (this.mask + 1) * FULLEST) this.grow();
    this.size += 1;
    return this.insert(key);
  }

  private insert(key: number): number {
    const { values, stride, mask } = this;
    let row = slotOf(key) & mask;
    while (values[row * stride] !== 0) row = (row + 1) & mask;
    values[row * stride] = key + 1;
    return row * stride + 1;
  }

  private grow(): void {
    const { values: old, stride, width } = this;
    this.mask = (this.mask + 1) * 2 - 1;
    this.values = new Float64Array((this.mask + 1) * stride);
    for (let from = 0; from < old.length; from += stride) {
      const key = (old[from] ?? 0) - 1;
      if (key < 0) continue;
      const to = this.insert(key);
      for (let index = 0; index < width; index += 1) this.values[to + index] = old[from + 1 + index] ?? 0;
    }
  }
}

function slotOf(key: number): number {
  let mixed = Math.imul((key >>> 0) ^ Math.imul((key / 4_294_967_296) | 0, 0x9e3779b1), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
