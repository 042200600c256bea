import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

const BUILD = resolve('dist/portal');
const KIB = 1024;

if (!existsSync(join(BUILD, '.vite/manifest.json'))) throw new Error('The portal is not built: npm run build:portal');
const manifest = JSON.parse(readFileSync(join(BUILD, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>;
/** As it is served: the build compresses every script and style beforehand. */
const gzipped = (file: string): number => statSync(join(BUILD, `${file}.gz`)).size;
const chunk = (name: string): Chunk => {
  const found = manifest[name];
  if (!found) throw new Error(`the build has no ${name}`);
  return found;
};

/** A chunk and all that it cannot do without. */
function withImports(name: string, seen = new Set<string>()): Set<string> {
  if (!seen.has(name)) {
    seen.add(name);
    for (const next of chunk(name).imports ?? []) withImports(next, seen);
  }
  return seen;
}

const sizeOf = (names: Iterable<string>): number => [...names].reduce((sum, name) => sum + gzipped(chunk(name).file), 0);
const ENTRY = Object.keys(manifest).find((name) => manifest[name]?.isEntry) ?? '';
const entryChunks = withImports(ENTRY);
const routes = Object.keys(manifest).filter((name) => /^src\/routes\/.*\.tsx$/.test(name));

describe('what a browser loads, gzipped', () => {
  it('starts with at most 180 KiB of scripts', () => {
    expect(sizeOf(entryChunks)).toBeLessThanOrEqual(180 * KIB);
  });

  it('shows any page with at most 380 KiB of scripts: the start, the frame, the page and its chart', () => {
    const chart = Object.keys(manifest).filter((name) => name.endsWith('chart-bars.tsx'));
    expect([chart.length, routes.length > 30]).toEqual([1, true]);
    // The two with a chart load it when it is seen.
    const parts = (route: string): string[] => [ENTRY, 'src/routes/shell/shell.tsx', route, ...(/(affiliate|advertiser)\/overview/.test(route) ? chart : [])];
    const sizes = routes.map((route) => ({ route, kib: Math.round(sizeOf(new Set(parts(route).flatMap((part) => [...withImports(part)]))) / KIB) }));

    expect(sizes.filter(({ kib }) => kib > 380)).toEqual([]);
  });

  it('has at most 45 KiB of styles', () => {
    const styles = new Set(Object.values(manifest).flatMap((one) => one.css ?? []));

    expect([...styles].reduce((sum, file) => sum + gzipped(file), 0)).toBeLessThanOrEqual(45 * KIB);
  });

  it('signs in with at most 260 KiB', () => {
    const signIn = new Set([...entryChunks, ...withImports('src/routes/public/sign-in.tsx')]);
    const styles = new Set([...signIn].flatMap((name) => chunk(name).css ?? []));

    expect(sizeOf(signIn) + [...styles].reduce((sum, file) => sum + gzipped(file), 0)).toBeLessThanOrEqual(260 * KIB);
  });
});
