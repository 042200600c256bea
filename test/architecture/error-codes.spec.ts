import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ERROR_CODES } from '../../apps/api/src/error-codes';
import { collectErrorCodes } from '../../tools/generate/error-codes.mjs';

const ROOT = resolve(__dirname, '../..');
/** But for those that end the start of a process, and are never answered. */
const THROWN = collectErrorCodes(ROOT).filter((entry) => !entry.code.startsWith('config.'));

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

describe('error codes', () => {
  it('are all documented, and nothing else is', () => {
    const thrown = THROWN.map((entry) => entry.code);
    const documented = [...read('docs/errors.md').matchAll(/^\| `([a-z0-9_.]+)` \|/gm)].map((match) => match[1]);
    expect(documented).toEqual(thrown);
    expect([...ERROR_CODES]).toEqual(thrown);
  });

  it('have one status each, by which clients may branch', () => {
    expect(THROWN.filter((entry) => entry.status.includes(',')).map((entry) => entry.code)).toEqual([]);
  });

  it('are the enum of the OpenAPI document', () => {
    const document = JSON.parse(read('openapi.json')) as { components: { schemas: { ErrorCode: { enum: string[] } } } };
    expect(document.components.schemas.ErrorCode.enum).toEqual([...ERROR_CODES]);
  });
});
