import { createFairleadClient, FairleadProblem, idempotencyKey } from './index';

const BASE_URL = 'https://api.example.test';

function answering(answer: Response): { requests: Request[]; fetch: (request: Request) => Promise<Response> } {
  const requests: Request[] = [];
  return {
    requests,
    fetch: async (request) => {
      requests.push(request);
      return answer;
    },
  };
}

function json(body: unknown, status = 200, type = 'application/json'): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': type } });
}

describe('createFairleadClient', () => {
  it('sends the token and returns the data', async () => {
    const { requests, fetch } = answering(json({ data: [], has_more: false, next_cursor: null }));
    const client = createFairleadClient({ baseUrl: `${BASE_URL}/`, token: 'flk_1', fetch });
    const { data } = await client.GET('/api/v1/offers', { params: { query: { limit: 10 } } });
    expect(data?.has_more).toBe(false);
    expect(requests[0]?.url).toBe(`${BASE_URL}/api/v1/offers?limit=10`);
    expect(requests[0]?.headers.get('authorization')).toBe('Bearer flk_1');
  });

  it('asks for the token before each call', async () => {
    const { requests, fetch } = answering(json({ data: [] }));
    const client = createFairleadClient({ baseUrl: BASE_URL, getToken: async () => 'fresh', fetch });
    await client.GET('/api/v1/balances');
    expect(requests[0]?.headers.get('authorization')).toBe('Bearer fresh');
  });

  it('sends no authorization without a token', async () => {
    const { requests, fetch } = answering(json({ access_token: 'a', expires_in: 600 }));
    const client = createFairleadClient({ baseUrl: BASE_URL, getToken: () => null, fetch });
    await client.POST('/api/v1/auth/login', { body: { email: 'a@example.test', password: 'secret' } });
    expect(requests[0]?.headers.has('authorization')).toBe(false);
  });

  it('throws the problem of a refusal', async () => {
    const problem = { code: 'offer.not_found', detail: 'No such offer', status: 404, request_id: 'req_1', type: 'urn:x', title: 'not found', instance: '/' };
    const client = createFairleadClient({ baseUrl: BASE_URL, fetch: answering(json(problem, 404, 'application/problem+json; charset=utf-8')).fetch });
    const thrown = await client.GET('/api/v1/offers/{id}', { params: { path: { id: 'off_1' } } }).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(FairleadProblem);
    expect(thrown).toMatchObject({ status: 404, code: 'offer.not_found', message: 'No such offer', requestId: 'req_1' });
  });

  it('throws for an answer that is no problem document', async () => {
    const client = createFairleadClient({ baseUrl: BASE_URL, fetch: answering(new Response('<html>', { status: 502 })).fetch });
    await expect(client.GET('/api/v1/balances')).rejects.toMatchObject({ status: 502, code: 'unknown', requestId: null });
  });
});

describe('idempotencyKey', () => {
  it('makes a new key for each intent and keeps a given one', () => {
    expect(idempotencyKey()).not.toEqual(idempotencyKey());
    expect(idempotencyKey('mine')).toEqual({ 'Idempotency-Key': 'mine' });
  });
});
