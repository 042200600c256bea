import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from '../../apps/local/bootstrap/build.mjs';

/** `openapi.json` from the compiled API, and the types of the client from that. */
export async function apiFiles(root) {
  await ensureBuilt(root);
  const folder = mkdtempSync(join(tmpdir(), 'fairlead-generate-'));
  try {
    const document = join(folder, 'openapi.json');
    const schema = join(folder, 'schema.d.ts');
    run(root, ['dist/apps/api/src/write-openapi.js', document]);
    // A field with a default may be left out of a request.
    run(root, ['node_modules/openapi-typescript/bin/cli.js', document, '-o', schema, '--default-non-nullable=false']);
    return { 'openapi.json': readFileSync(document, 'utf8'), 'libs/client/src/schema.d.ts': readFileSync(schema, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(root, args) {
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args[0]} failed\n${stderr}`);
}
