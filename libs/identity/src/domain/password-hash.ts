import { type Algorithm, hash, verify } from '@node-rs/argon2';

/** OWASP's minimum for argon2id (2024): 19 MiB, two passes, one lane. */
const PARAMETERS = { algorithm: 2 satisfies Algorithm as Algorithm, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** A hash of a password that nobody has, so that an unknown e-mail costs the same time as a known one. */
const DECOY = '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$5sJDqXN1Wl0T9vTRh0M2TP3fS0vS0VnXb1n4mUqf4yI';

/** argon2id in PHC form. Runs on a worker thread. */
export async function hashPassword(password: string): Promise<string> {
  return hash(password, PARAMETERS);
}

/** Whether the password is right; a missing hash takes as long and is wrong. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const right = await verify(passwordHash ?? DECOY, password);
  return passwordHash !== null && right;
}
