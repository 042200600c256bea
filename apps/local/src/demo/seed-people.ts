import type { Role } from '@fairlead/identity/contracts';
import type { TenantContext, Uuid } from '@fairlead/kernel';
import { ADVERTISERS, AFFILIATES, DEMO_DOMAIN, DEMO_PASSWORD } from './catalogue';
import type { DemoApp } from './demo-app';

/** A demo user and what it may touch. */
export interface DemoPerson {
  readonly userId: Uuid;
  readonly organizationId: Uuid;
  readonly email: string;
  readonly context: TenantContext;
  /** Of an affiliate. */
  readonly channelIds: readonly Uuid[];
}

export interface DemoPeople {
  readonly admin: DemoPerson;
  readonly finance: DemoPerson;
  readonly finance2: DemoPerson;
  readonly advertisers: readonly DemoPerson[];
  readonly affiliates: readonly DemoPerson[];
}

/** Staff, three advertisers and 25 affiliates with their channels. */
export async function seedPeople(app: DemoApp): Promise<DemoPeople> {
  const admin = await register(app, 'admin', 'admin', 'Fairlead Demo Network', 'US');
  const colleague = { organizationId: admin.organizationId };
  const finance = await register(app, 'finance', 'finance', 'Dana Finance', 'US', colleague);
  const finance2 = await register(app, 'finance', 'finance2', 'Ravi Finance', 'US', colleague);
  const advertisers: DemoPerson[] = [];
  for (const [index, { name, country }] of ADVERTISERS.entries()) advertisers.push(await register(app, 'advertiser', `advertiser${numbered(index)}`, name, country));
  const affiliates: DemoPerson[] = [];
  for (const [index, { name, country, channels }] of AFFILIATES.entries()) {
    const affiliate = await register(app, 'affiliate', `affiliate${numbered(index)}`, name, country);
    const channelIds: Uuid[] = [];
    for (const [kind, url] of channels) channelIds.push((await app.channels.add(affiliate.context, affiliate.organizationId, { kind, name, url })).id);
    affiliates.push({ ...affiliate, channelIds });
  }
  return { admin, finance, finance2, advertisers, affiliates };
}

/** `affiliate`, `affiliate2`, `affiliate3` … */
function numbered(index: number): string {
  return index === 0 ? '' : String(index + 1);
}

async function register(app: DemoApp, role: Role, login: string, name: string, country: string, colleague: { organizationId?: Uuid } = {}): Promise<DemoPerson> {
  const email = `${login}@${DEMO_DOMAIN}`;
  const { userId, organizationId } = await app.identity.register({ role, email, password: DEMO_PASSWORD, name, country, ...colleague });
  const actor = { kind: 'user', id: userId } as const;
  const contexts: Record<Role, TenantContext> = {
    admin: { scope: 'network', actor }, finance: { scope: 'network', actor }, advertiser: { scope: 'advertiser', advertiserId: organizationId, actor },
    affiliate: { scope: 'affiliate', affiliateId: organizationId, actor },
  };
  return { userId, organizationId, email, context: contexts[role], channelIds: [] };
}
