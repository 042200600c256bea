import type { TenantContext } from '@fairlead/kernel';
import type { SqlFilter } from '@fairlead/platform';

/** The column that says whose a row is in this scope; null for the network, which sees all. */
export function ownerColumn(context: TenantContext): 'advertiser_id' | 'affiliate_id' | null {
  const columns = { network: null, advertiser: 'advertiser_id', affiliate: 'affiliate_id' } as const;
  return columns[context.scope];
}

/** Keeps a query to the rows of its tenant, by the owner columns of `alias`; row-level security does the same beneath. */
export function keepToTenant(filter: SqlFilter, context: TenantContext, alias: string): SqlFilter {
  switch (context.scope) {
    case 'advertiser':
      return filter.and(`${alias}.advertiser_id = ?`, context.advertiserId);
    case 'affiliate':
      return filter.and(`${alias}.affiliate_id = ?`, context.affiliateId);
    case 'network':
      return filter;
  }
}
