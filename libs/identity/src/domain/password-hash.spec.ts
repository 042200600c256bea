import { hashPassword, verifyPassword } from './password-hash';

describe('password hash', () => {
  it('is argon2id with the agreed cost and verifies only the right password', async () => {
    const hash = await hashPassword('correct horse battery');

    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verifyPassword(hash, 'correct horse battery')).toBe(true);
    expect(await verifyPassword(hash, 'wrong horse battery')).toBe(false);
  });

  it('is wrong for an unknown user', async () => {
    expect(await verifyPassword(null, 'anything')).toBe(false);
  });
});
