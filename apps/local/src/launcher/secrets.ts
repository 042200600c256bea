import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Generated once per data folder; losing `encryptionKey` makes stored credentials unreadable. */
export interface Secrets {
  jwtSecret: string;
  encryptionKey: string;
  appDatabasePassword: string;
  redisPassword: string;
  stripeWebhookSecret: string;
}

/** Reads `secrets.json` of a data folder and adds what is missing; what is there never changes. */
export function loadSecrets(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json');
  const stored = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>) : {};
  const secrets: Secrets = {
    jwtSecret: random(),
    encryptionKey: random(),
    appDatabasePassword: random(),
    redisPassword: random(),
    stripeWebhookSecret: `whsec_${random()}`,
    ...stored,
  };
  if (Object.keys(secrets).length !== Object.keys(stored).length) {
    writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return secrets;
}

function random(): string {
  return randomBytes(32).toString('hex');
}
