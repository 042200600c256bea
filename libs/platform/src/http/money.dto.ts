import { type Currency, DomainError, fromJson, type Money, money, toJson } from '@fairlead/kernel';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { registerDecorator } from 'class-validator';

/** Money on the wire: an integer of minor units and its ISO 4217 currency. */
export class MoneyDto {
  @ApiProperty({ type: 'integer', description: 'Minor units (cents, yen, fils)', example: 12345 }) amount: number;
  @ApiProperty({ example: 'USD', minLength: 3, maxLength: 3 }) currency: string;
}

/** An amount in a request: minor units of the resource's currency, or with the currency spelled out. */
export type MoneyInput = number | MoneyDto;

export function moneyDto(minor: bigint, currency: string): MoneyDto {
  return toJson(money(minor, currency as Currency));
}

/** Declares and validates a `MoneyInput` of at least `min` minor units. */
export function MoneyInputProperty(options: { min?: number; required?: boolean; description?: string } = {}): PropertyDecorator {
  const min = options.min ?? 1;
  const api: ApiPropertyOptions = {
    oneOf: [{ type: 'integer', minimum: min }, { $ref: '#/components/schemas/MoneyDto' }],
    required: options.required ?? true,
    description: options.description ?? 'Minor units, or money with its currency',
  };
  return applyDecorators(ApiProperty(api), (target: object, property: string | symbol) => {
    registerDecorator({
      name: 'moneyInput',
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: (value: unknown) => value === undefined ? options.required === false : minorOf(value) !== null && Number(minorOf(value)) >= min,
        defaultMessage: () => `must be an integer of minor units of at least ${min}, or {amount, currency}`,
      },
    });
  });
}

/** @throws DomainError `money.currency_mismatch` when the input names another currency than expected. */
export function readMoneyInput(input: MoneyInput, currency: Currency): Money {
  if (typeof input === 'number') return money(BigInt(input), currency);
  const value = fromJson(input);
  if (value.currency !== currency) {
    throw new DomainError('money.currency_mismatch', 'unprocessable', `The amount must be in ${currency}`, { expected: currency, given: value.currency });
  }
  return value;
}

function minorOf(value: unknown): number | null {
  const amount: unknown = typeof value === 'object' && value !== null ? (value as { amount?: unknown }).amount : value;
  return typeof amount === 'number' && Number.isSafeInteger(amount) ? amount : null;
}
