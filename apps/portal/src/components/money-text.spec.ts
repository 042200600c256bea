import { CURRENCIES, currencyExponent } from '@fairlead/kernel';
import { commissionFor, currencyDigits, decimalOf, formatMoney, parseMoney, shareHalfEven } from './money-text';

describe('money in words and figures', () => {
  it('knows the digits of every currency that the network knows', () => {
    expect(CURRENCIES.filter((currency) => currencyDigits(currency) !== currencyExponent(currency))).toEqual([]);
  });

  it.each([
    [123456, 'USD', '$1,234.56'],
    [5, 'EUR', '€0.05'],
    [18198, 'JPY', '¥18,198'],
    [1500, 'KWD', 'KWD\u00a01.500'],
    [-250, 'USD', '−$2.50'],
    [9007199254740991, 'USD', '$90,071,992,547,409.91'],
  ])('shows %s of %s as %s', (minor, currency, text) => {
    expect(formatMoney(minor, currency)).toBe(text);
  });

  it.each([
    ['12.5', 'USD', 1250],
    ['1,234.56', 'USD', 123456],
    ['18198', 'JPY', 18198],
    ['1.5', 'JPY', null],
    ['1.234', 'USD', null],
    ['-3', 'USD', null],
    ['', 'USD', null],
  ])('reads %s %s', (text, currency, minor) => {
    expect(parseMoney(text, currency)).toBe(minor);
  });

  it('writes a decimal that it reads back', () => {
    for (const minor of [0, 1, 99, 100, 123456]) {
      expect(parseMoney(decimalOf(minor, 'USD'), 'USD')).toBe(minor);
      expect(parseMoney(decimalOf(minor, 'JPY'), 'JPY')).toBe(minor);
    }
  });

  it.each([
    [8695, 1000, 870],
    [25, 1000, 2],
    [35, 1000, 4],
    [0, 1000, 0],
  ])('takes %s at %s basis points as %s, half to even', (amount, rate, share) => {
    expect(shareHalfEven(amount, rate)).toBe(share);
  });

  it('pays a flat amount whatever the order was', () => {
    expect(commissionFor({ type: 'flat', amount: 250 }, 99_999)).toBe(250);
  });
});
