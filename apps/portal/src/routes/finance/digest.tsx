import { Text } from '@mantine/core';

/** A digest as people compare it: its first twelve digits in groups. */
export function Digest({ value }: { readonly value: string }) {
  return <Text component="span" className="mono" fw={600} title={value}>{(value.slice(0, 12).match(/.{1,4}/g) ?? []).join(' ')}</Text>;
}
