import { BytesMemo } from './bytes-memo';

const source = Buffer.from('..one..two..a text that is too long..');
const at = (text: string): [Buffer, number, number] => [source, source.indexOf(text), source.indexOf(text) + text.length];

describe('a memo by bytes', () => {
  it('gives back what was set for equal bytes, wherever they are', () => {
    const memo = new BytesMemo<number>(256, 8);
    memo.set(...at('one'), 1);
    memo.set(...at('two'), 2);

    expect(memo.get(Buffer.from('one'), 0, 3)).toBe(1);
    expect(memo.get(...at('two'))).toBe(2);
  });

  it('never gives the value of other bytes, also when they share a slot', () => {
    const memo = new BytesMemo<number>(1, 8);
    memo.set(...at('one'), 1);

    expect(memo.get(...at('two'))).toBeUndefined();
    expect(memo.get(source, 2, 4)).toBeUndefined();

    memo.set(...at('two'), 2);
    expect(memo.get(...at('two'))).toBe(2);
    expect(memo.get(...at('one'))).toBeUndefined();
  });

  it('does not remember what is too long', () => {
    const memo = new BytesMemo<number>(1, 8);
    memo.set(...at('a text that is too long'), 3);

    expect(memo.get(...at('a text that is too long'))).toBeUndefined();
  });

  it('remembers that there was nothing between two places', () => {
    const memo = new BytesMemo<number>(16, 8);
    memo.set(source, 5, 5, 9);

    expect(memo.get(source, 0, 0)).toBe(9);
  });
});
