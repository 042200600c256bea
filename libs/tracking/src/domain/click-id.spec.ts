import { formatClickId, mintClickId, parseClickId } from './click-id';

describe('click id', () => {
  it('parses what it formats', () => {
    const click = mintClickId(1_700_000_000_000);

    expect(parseClickId(formatClickId(click))).toEqual(click);
    expect(formatClickId(click)).toMatch(/^clk_[0-9a-z]{52}$/);
  });

  it('never repeats its random part', () => {
    expect(new Set(Array.from({ length: 1_000 }, () => mintClickId(0).nonce)).size).toBe(1_000);
  });

  it.each(['', 'clk_', 'clk_01', `clk_${'z'.repeat(52)}`, `lnk_${'0'.repeat(52)}`, `clk_${'I'.repeat(52)}`, `clk_${'0'.repeat(53)}`])('refuses %p', (text) => {
    expect(parseClickId(text)).toBeNull();
  });
});
