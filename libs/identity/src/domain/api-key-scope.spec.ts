import { grants, scopeOf } from './api-key-scope';

describe('API key scope', () => {
  it.each([
    ['GET', '/api/v1/offers/:id', 'offers:read'], ['POST', '/api/v1/offers', 'offers:write'], ['DELETE', '/api/v1/postback-credentials/:id', 'postback-credentials:write'],
  ])('%s %s needs %s', (method, path, scope) => {
    expect(scopeOf(method, path)).toBe(scope);
  });

  it('lets write include read, and not the other way round', () => {
    expect(grants(['offers:write'], 'offers:read')).toBe(true);
    expect(grants(['offers:read'], 'offers:write')).toBe(false);
    expect(grants(['links:write'], 'offers:read')).toBe(false);
    expect(grants(['*'], 'offers:write')).toBe(true);
  });
});
