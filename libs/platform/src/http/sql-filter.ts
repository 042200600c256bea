import type { TenantContext } from '@fairlead/kernel';

/** Collects WHERE conditions and their parameters; a condition names its parameter `?`. */
export class SqlFilter {
  /** Starts with the tenant's own rows, on a table with `advertiser_id` and `affiliate_id`; the network sees all. */
  static ofTenant(context: TenantContext): SqlFilter {
    return new SqlFilter()
      .and('advertiser_id = ?', context.scope === 'advertiser' ? context.advertiserId : null)
      .and('affiliate_id = ?', context.scope === 'affiliate' ? context.affiliateId : null);
  }

  private readonly conditions: string[] = [];
  readonly parameters: unknown[] = [];

  /** Adds a condition; `undefined` and null leave it out. */
  and(condition: string, value: unknown): this {
    if (value === undefined || value === null) return this;
    this.conditions.push(condition.replace('?', this.bind(value)));
    return this;
  }

  /** Adds a parameter and returns its placeholder. */
  bind(value: unknown): string {
    this.parameters.push(value);
    return `$${this.parameters.length}`;
  }

  where(): string {
    return this.conditions.length === 0 ? '' : `WHERE ${this.conditions.join(' AND ')}`;
  }
}
