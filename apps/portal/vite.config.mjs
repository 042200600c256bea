import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { defineConfig } from 'vite';

const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = resolve(HERE, '../../dist/portal');

/** Writes .br and .gz beside every text asset, which the API serves as they are. */
const compressAssets = {
  name: 'compress-assets',
  apply: 'build',
  writeBundle() {
    const folder = join(OUT, 'assets');
    for (const name of readdirSync(folder).filter((file) => /\.(js|css|svg)$/.test(file))) {
      const text = readFileSync(join(folder, name));
      writeFileSync(join(folder, `${name}.gz`), gzipSync(text, { level: 9 }));
      writeFileSync(join(folder, `${name}.br`), brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
    }
  },
};

/** Files are named by their content alone: blockers of advertisements stop names such as `affiliate-….js` and `click-….js`. */
const NEUTRAL_NAMES = { entryFileNames: 'assets/[hash].js', chunkFileNames: 'assets/[hash].js' };

export default defineConfig({
  root: HERE,
  resolve: { alias: { '@fairlead/client': resolve(HERE, '../../libs/client/src/index.ts') } },
  // Vite's own transform: the React plugin is not needed without fast refresh.
  oxc: { jsx: { runtime: 'automatic', importSource: 'react' } },
  plugins: [compressAssets],
  build: { outDir: OUT, emptyOutDir: true, manifest: true, target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 600, rolldownOptions: { onwarn: leaveOutDirectives, output: NEUTRAL_NAMES } },
  server: { port: 5173, strictPort: true, proxy: proxyTo(process.env.FAIRLEAD_API ?? 'http://127.0.0.1:3000') },
  preview: { port: 5173, strictPort: true, proxy: proxyTo(process.env.FAIRLEAD_API ?? 'http://127.0.0.1:3000') },
});

/** Libraries mark modules for server components, which mean nothing here. */
function leaveOutDirectives(warning, show) {
  if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') show(warning);
}

/** The portal calls its own origin; in development that is this server. */
function proxyTo(api) {
  return { '/api': api, '/docs': api, '/portal.json': api };
}
