import { DAY_MS, MovableClock, SECOND_MS } from '@fairlead/kernel';
import { checkEvents } from '../support/described-events';
import { mailTo, tokenIn } from '../support/mailbox';
import { type Account, ApiClient, PASSWORD, type RunningNetwork, startNetwork } from '../support/running-network';

let network: RunningNetwork;
let people = 0;

beforeAll(async () => {
  network = await startNetwork({ clock: new MovableClock(new Date('2026-03-01T12:00:00Z')) });
});
afterAll(() => network?.close());

const outcome = ({ status, body }: { status: number; body: { code?: string } | null }) => [status, body?.code];
const someone = (): string => `colleague-${(people += 1)}@example.test`;

async function invite(client: ApiClient, email: string, teamRole: string): Promise<string> {
  await client.post('/invitations', { email, team_role: teamRole });
  return tokenIn(await mailTo(network, email, 'invitation'));
}

const join = (token: string) => network.anonymous.call('POST', '/auth/invitation/accept', { token, name: 'A Colleague', password: PASSWORD, accept_terms: true });

/** A new colleague in somebody's organization. */
async function colleague(of: ApiClient, teamRole: string): Promise<{ email: string; client: ApiClient; id: string }> {
  const email = someone();
  const { body } = await join(await invite(of, email, teamRole));
  return { email, client: new ApiClient(network.apiUrl, body.access_token), id: body.user.id };
}

async function own(client: ApiClient): Promise<string> {
  return (await client.get('/me')).id;
}

describe('an invitation', () => {
  it('makes a colleague of a new person, whose mailbox it proves', async () => {
    const advertiser = await network.signUp('advertiser', { name: 'Shop <b>' });
    const email = someone();
    const token = await invite(advertiser.client, email, 'member');
    expect(await network.anonymous.post('/auth/invitation', { token })).toMatchObject({ organization_name: 'Shop <b>', organization_kind: 'advertiser', email, team_role: 'member', has_account: false });

    const [first, second] = [await join(token), await join(token)];

    expect([first.status, outcome(second)]).toEqual([201, [422, 'auth.link_invalid']]);
    expect(first.body.user).toMatchObject({ email, role: 'advertiser', team_role: 'member', advertiser_id: advertiser.id, email_verified: true });
    expect((await new ApiClient(network.apiUrl, first.body.access_token).get('/members')).data.map((one: { team_role: string }) => one.team_role).sort()).toEqual(['member', 'owner']);
    expect((await advertiser.client.get('/invitations')).data).toEqual([]);
  });

  it('is accepted by the person with its address alone, who then works for both', async () => {
    const [advertiser, affiliate, stranger] = [await network.signUp('advertiser'), await network.signUp('affiliate'), await network.signUp('affiliate')];
    const token = await invite(advertiser.client, affiliate.email, 'owner');
    expect(outcome(await join(token))).toEqual([409, 'invitation.sign_in_first']);
    expect(outcome(await stranger.client.call('POST', '/invitations/accept', { token }))).toEqual([403, 'invitation.other_address']);

    await network.advance(SECOND_MS); // organizations are listed in the order of joining
    await affiliate.client.post('/invitations/accept', { token });

    const organizations = (await affiliate.client.get('/organizations')).data;
    expect(organizations.map((one: { kind: string; current: boolean; team_role: string }) => [one.kind, one.current, one.team_role])).toEqual([['affiliate', true, 'owner'], ['advertiser', false, 'owner']]);
    const session = await affiliate.client.post('/organizations/switch', { organization_id: organizations[1].id });
    expect(session.user).toMatchObject({ role: 'advertiser', advertiser_id: advertiser.id });
    const asAdvertiser = new ApiClient(network.apiUrl, session.access_token);
    expect([(await asAdvertiser.call('GET', '/postback-credentials')).status, (await asAdvertiser.call('POST', '/channels', {})).status]).toEqual([200, 403]);
    expect((await affiliate.client.call('GET', '/me')).status).toBe(401); // the token for the former organization
    const renewed = await network.anonymous.post('/auth/refresh', { refresh_token: session.refresh_token });
    expect(renewed.user.role).toBe('advertiser');
    expect((await network.anonymous.post('/auth/login', { email: affiliate.email, password: PASSWORD })).user.role).toBe('affiliate');
  });

  it('ends when it is revoked, replaced or a week old', async () => {
    const { client } = await network.signUp('affiliate');
    const [revoked, replaced, old] = [someone(), someone(), someone()];
    const tokens = [await invite(client, revoked, 'member'), await invite(client, replaced, 'member')];
    const { data } = await client.get('/invitations');
    await client.delete(`/invitations/${data.find((one: { email: string }) => one.email === revoked).id}`);
    await client.post('/invitations', { email: replaced, team_role: 'owner' });
    tokens.push(await invite(client, old, 'member'));
    await network.advance(7 * DAY_MS);

    for (const token of tokens) expect(outcome(await join(token))).toEqual([422, 'auth.link_invalid']);
  });

  it('names a role of the organization, and no member', async () => {
    const affiliate = await network.signUp('affiliate');

    expect(outcome(await affiliate.client.call('POST', '/invitations', { email: someone(), team_role: 'admin' }))).toEqual([422, 'team.role_unknown']);
    expect(outcome(await affiliate.client.call('POST', '/invitations', { email: affiliate.email, team_role: 'member' }))).toEqual([409, 'team.already_member']);
  });

  it('brings staff', async () => {
    const finance = await colleague(network.admin, 'finance');

    expect([(await finance.client.call('GET', '/payout-batches')).status, outcome(await finance.client.call('POST', '/invitations', { email: someone(), team_role: 'finance' }))]).toEqual([200, [403, 'team.needs_manager']]);
    expect((await network.admin.get('/members')).data.length).toBeGreaterThanOrEqual(4);
  });
});

describe('a team', () => {
  let advertiser: Account;
  beforeEach(async () => {
    advertiser = await network.signUp('advertiser');
  });

  it('is managed by its owners alone', async () => {
    const member = await colleague(advertiser.client, 'member');

    expect(outcome(await member.client.call('PATCH', `/members/${member.id}`, { team_role: 'owner' }))).toEqual([403, 'team.needs_manager']);
    expect(outcome(await member.client.call('DELETE', `/members/${advertiser.userId}`))).toEqual([403, 'team.needs_manager']);
    await advertiser.client.patch(`/members/${member.id}`, { team_role: 'owner' });
    expect((await member.client.get('/me')).team_role).toBe('owner');
  });

  it('always has an owner', async () => {
    const userId = await own(advertiser.client);

    expect(outcome(await advertiser.client.call('DELETE', `/members/${userId}`))).toEqual([409, 'team.last_manager']);
    expect(outcome(await advertiser.client.call('PATCH', `/members/${userId}`, { team_role: 'member' }))).toEqual([409, 'team.last_manager']);
  });

  it('keeps one of two owners who remove each other at once', async () => {
    const other = await colleague(advertiser.client, 'owner');

    const answers = await Promise.all([advertiser.client.call('DELETE', `/members/${other.id}`), other.client.call('DELETE', `/members/${advertiser.userId}`)]);

    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(await network.sql(`SELECT count(*)::int AS left FROM membership WHERE user_id IN (SELECT id FROM user_account WHERE email IN ($1, $2))`, [advertiser.email, other.email])).toEqual([{ left: 1 }]);
  });

  it('shuts out at once who is removed, with keys and all', async () => {
    const member = await colleague(advertiser.client, 'member');
    const { key } = await member.client.post('/api-keys', { name: 'mine', scopes: ['*'] });
    await advertiser.client.delete(`/members/${member.id}`);

    expect([(await member.client.call('GET', '/me')).status, (await new ApiClient(network.apiUrl, key).call('GET', '/offers')).status]).toEqual([401, 401]);
    expect(outcome(await network.anonymous.call('POST', '/auth/login', { email: member.email, password: PASSWORD }))).toEqual([403, 'auth.no_organization']);
  });

  it('is not shown to others', async () => {
    const stranger = await network.signUp('advertiser');

    expect(outcome(await stranger.client.call('DELETE', `/members/${advertiser.userId}`))).toEqual([404, 'member.not_found']);
    expect(outcome(await stranger.client.call('POST', '/organizations/switch', { organization_id: (await advertiser.client.get('/me')).organization_id }))).toEqual([404, 'organization.not_found']);
    expect((await stranger.client.get('/members')).data).toHaveLength(1);
  });
});

describe('the other contexts', () => {
  it('are told what docs/events says', async () => {
    expect(await checkEvents(network)).toEqual(['invitation.made.v1', 'user.email_verification_requested.v1']);
  });
});
