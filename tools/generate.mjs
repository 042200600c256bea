/** Writes every file that is generated from the sources: error codes, event schemas, openapi.json and the client's types. */
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeGenerated } from './generate/generated-files.mjs';

const changed = await writeGenerated(resolve(dirname(fileURLToPath(import.meta.url)), '..'));
process.stdout.write(changed.length === 0 ? 'generated files are as they were\n' : `${changed.map((path) => `wrote ${path}`).join('\n')}\n`);
