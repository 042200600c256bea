import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');
/** Everything that reads settings of ours. The stand-in's own are in its README. */
const READERS = ['libs/platform/src', 'apps/local/src'];
/** The machine's, and not settings. */
const NOT_OURS = new Set(['PATH']);
const READS = [/\benv\[\s*'([A-Z][A-Z0-9_]*)'\s*\]/g, /\(env, '([A-Z][A-Z0-9_]*)'/g, /\b([A-Z][A-Z0-9_]{3,}): \w+[ ,][^;]*\} = process\.env/g];

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .map((file) => readFileSync(join(ROOT, folder, file), 'utf8'));
}

function variablesRead(): Set<string> {
  const names = READERS.flatMap(sources).flatMap((text) => READS.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')));
  return new Set(names.filter((name) => !NOT_OURS.has(name)));
}

function variablesDocumented(): Set<string> {
  return new Set([...readFileSync(join(ROOT, '.env.example'), 'utf8').matchAll(/^#?([A-Z][A-Z0-9_]*)=/gm)].map((match) => match[1] ?? ''));
}

describe('.env.example', () => {
  it('describes every variable that is read, and no other', () => {
    const [read, documented] = [variablesRead(), variablesDocumented()];
    expect(read.size).toBeGreaterThan(15);
    expect([...documented].sort()).toEqual([...read].sort());
  });
});

describe('the settings page', () => {
  it('explains every setting that the API shows, and no other', () => {
    const shown = [...readFileSync(join(ROOT, 'libs/platform/src/config/shown-settings.ts'), 'utf8').matchAll(/\b([A-Z][A-Z0-9_]+): /g)].map((match) => match[1]);
    const explained = [...readFileSync(join(ROOT, 'apps/portal/src/strings/settings.ts'), 'utf8').matchAll(/^ +([A-Z][A-Z0-9_]+): '/gm)].map((match) => match[1]);
    expect(shown.length).toBeGreaterThan(20);
    expect([...explained].sort()).toEqual([...shown].sort());
  });
});
