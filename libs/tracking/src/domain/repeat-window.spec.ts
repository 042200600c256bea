import { CLICKS_PER_CLIENT_HOUR, CLICKS_PER_NETWORK_HOUR, type ClickKeys, keyOf, RepeatWindow } from './repeat-window';

const NOON = Date.UTC(2026, 10, 23, 12);
const DAY = 24 * 3_600_000;
let serial = 0;
const click = (atMs: number, [visitor = 0, byAddress = null]: (number | null)[], more: Partial<ClickKeys> = {}): ClickKeys => ({ atMs, visitor: visitor ?? 0, byAddress, client: (serial += 1), network: 1_000_000 + (serial += 1), ...more });

describe('repeated clicks', () => {
  let window: RepeatWindow;
  beforeEach(() => { window = new RepeatWindow(); });

  it('within ten seconds are duplicates, later ones count but are not unique', () => {
    expect(window.judge(click(NOON, [1]))).toEqual({ reason: null, unique: true });
    expect(window.judge(click(NOON + 9_999, [1]))).toEqual({ reason: 'duplicate', unique: false });
    expect(window.judge(click(NOON + 10_000, [1]))).toEqual({ reason: null, unique: false });
    expect(window.judge(click(NOON + 19_999, [1]))).toEqual({ reason: 'duplicate', unique: false });
  });

  it('are unique again a day after the last unique one', () => {
    window.judge(click(NOON, [1]));
    expect(window.judge(click(NOON + DAY - 1, [1])).unique).toBe(false);
    expect(window.judge(click(NOON + DAY, [1])).unique).toBe(false);
    window = new RepeatWindow();
    window.judge(click(NOON, [1]));
    expect(window.judge(click(NOON + DAY, [1])).unique).toBe(true);
  });

  it('are found by any of their keys: the first click has no cookie yet, the second brings it', () => {
    window.judge(click(NOON, [10, 11]));
    expect(window.judge(click(NOON + 1_000, [10])).reason).toBe('duplicate');
    expect(window.judge(click(NOON + 1_000, [11, 12])).reason).toBe('duplicate');
    expect(window.judge(click(NOON + 1_000, [13])).reason).toBeNull();
  });

  it('give the same verdict when their batch comes again', () => {
    const batch = [click(NOON, [1]), click(NOON + 5_000, [1]), click(NOON + 12_000, [1]), click(NOON + 12_001, [2])];
    const first = batch.map((one) => window.judge(one));
    batch.forEach((one) => window.forget(one));
    expect(batch.map((one) => window.judge(one))).toEqual(first);
  });

  it('are a flood above thirty an hour of one client, or three hundred of one network', () => {
    const ofClient = Array.from({ length: CLICKS_PER_CLIENT_HOUR + 1 }, (_one, index) => window.judge(click(NOON + index, [index], { client: 99 })).reason);
    expect(ofClient.slice(0, -1).every((reason) => reason === null)).toBe(true);
    expect(ofClient.at(-1)).toBe('flooding');
    const ofNetwork = Array.from({ length: CLICKS_PER_NETWORK_HOUR + 1 }, (_one, index) => window.judge(click(NOON + index, [1_000 + index], { network: 98 })).reason);
    expect(ofNetwork.at(-2)).toBeNull();
    expect(ofNetwork.at(-1)).toBe('flooding');
    expect(window.judge(click(NOON + 3_600_000, [5_000], { client: 99, network: 98 })).reason).toBeNull();
  });

  it('are recalled from what is stored', () => {
    window.recall(1, NOON);
    window.recall(1, NOON - 3_600_000);
    expect(window.judge(click(NOON + 5_000, [1])).reason).toBe('duplicate');
    expect(window.judge(click(NOON + 20_000, [1]))).toEqual({ reason: null, unique: false });
  });

  it('keeps kinds of keys apart', () => {
    expect(keyOf(1, 2, 0)).not.toBe(keyOf(1, 2, 1));
    expect(Number.isSafeInteger(keyOf(0xffffffff, 0xffffffff, 7))).toBe(true);
  });
});
