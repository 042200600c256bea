import type { FairleadConfig } from '../config/fairlead-config';
import { SecretBox } from './secret-box';

describe('secret box', () => {
  const box = new SecretBox({ encryptionKey: 'k'.repeat(32) } as FairleadConfig);

  it('opens what it sealed, in its own place only', () => {
    const sealed = box.seal('whsec_1', 'postback_credential.secret:1');

    expect(box.open(sealed, 'postback_credential.secret:1')).toBe('whsec_1');
    expect(() => box.open(sealed, 'postback_credential.secret:2')).toThrow();
  });

  it('refuses a changed ciphertext', () => {
    const sealed = box.seal('whsec_1', 'place');
    sealed[14] = (sealed[14] ?? 0) ^ 1;

    expect(() => box.open(sealed, 'place')).toThrow();
  });
});
