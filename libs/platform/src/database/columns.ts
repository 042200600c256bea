import { Column, type ColumnOptions } from 'typeorm';

const bigintTransformer = {
  to: (value: bigint | null | undefined): string | null | undefined => (typeof value === 'bigint' ? value.toString() : value),
  from: (value: string | null): bigint | null => (value === null ? null : BigInt(value)),
};

/** An amount in minor units, or another 64-bit integer; `bigint` in code. */
export function MinorUnitsColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ type: 'bigint', transformer: bigintTransformer, ...options });
}

/** An ISO 4217 code. */
export function CurrencyColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ type: 'char', length: 3, ...options });
}

/** A UTC instant with microseconds. */
export function InstantColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ type: 'timestamptz', ...options });
}
