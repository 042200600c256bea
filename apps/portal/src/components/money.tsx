import { Text, type TextProps } from '@mantine/core';
import type { Money as MoneyValue } from '../api/types';
import { formatMoney } from './money-text';

/** An amount in its currency, in figures of equal width. */
export function Money({ value, ...text }: { readonly value: MoneyValue } & Omit<TextProps, 'children'>) {
  return <Text component="span" inherit className="numbers" {...text}>{formatMoney(value.amount, value.currency)}</Text>;
}

/** Amounts of several currencies, one a line; they are never added up. */
export function MoneyLines({ values, ...text }: { readonly values: readonly MoneyValue[] } & Omit<TextProps, 'children'>) {
  return (
    <>
      {values.map((value) => <Text key={value.currency} component="div" inherit className="numbers" {...text}>{formatMoney(value.amount, value.currency)}</Text>)}
    </>
  );
}
