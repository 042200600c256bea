import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const LIBS = resolve(__dirname, '../../libs');

/** Every class of every `http` folder, by the file that it is in. */
function classes(): { name: string; file: string }[] {
  return readdirSync(LIBS, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)http\/.*\.ts$/.test(file) && !file.endsWith('.spec.ts'))
    .flatMap((file) => [...readFileSync(join(LIBS, file), 'utf8').matchAll(/^(?:export )?class (\w+)/gm)].map((match) => ({ name: match[1] ?? '', file })));
}

describe('schemas of the OpenAPI document', () => {
  it('have a name each: of two classes with one name only one would be documented', () => {
    const files = new Map<string, string[]>();
    for (const { name, file } of classes()) files.set(name, [...(files.get(name) ?? []), file]);
    expect(files.size).toBeGreaterThan(100);
    expect([...files].filter(([, places]) => places.length > 1)).toEqual([]);
  });
});
