/** The scope that a call needs from an API key: `offers:read` for `GET /api/v1/offers/:id`, `offers:write` for the other methods. */
export function scopeOf(method: string, path: string): string {
  const noun = path.replace(/^\/api\/v1\//, '').split('/')[0] ?? '';
  return `${noun}:${method === 'GET' || method === 'HEAD' ? 'read' : 'write'}`;
}

/** A write scope includes reading the same noun. */
export function grants(scopes: readonly string[], needed: string): boolean {
  return scopes.includes('*') || scopes.includes(needed) || scopes.includes(needed.replace(/:read$/, ':write'));
}
