import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findTableFaults, type TransitionTable } from '@fairlead/kernel';

const LIBS = resolve(__dirname, '../../libs');
const FILES = readdirSync(LIBS, { recursive: true, encoding: 'utf8' })
  .filter((file) => /src\/.*(?<!\.spec)\.ts$/.test(file.replaceAll('\\', '/')))
  .map((file) => join(LIBS, file))
  .filter((file) => /^export const \w+: TransitionTable</m.test(readFileSync(file, 'utf8')));

function isTable(value: unknown): value is TransitionTable<string> {
  return typeof value === 'object' && value !== null && 'moves' in value && 'initial' in value && 'name' in value;
}

const TABLES = FILES.flatMap((file) => Object.values(jest.requireActual<Record<string, unknown>>(file)).filter(isTable));

describe('transition tables', () => {
  it('are found, one for each thing that has states', () => {
    expect(TABLES.map((table) => table.name).sort()).toEqual(['adjustment', 'batch', 'commission', 'conversion', 'enrolment', 'offer', 'payout', 'tracking_domain']);
  });

  it.each(TABLES.map((table) => [table.name, table] as const))('%s has no unknown and no unreachable state', (_name, table) => {
    expect(findTableFaults(table)).toEqual([]);
  });
});
