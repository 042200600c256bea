import type { TenantContext, Uuid } from '@fairlead/kernel';
import { SqlFilter, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';

/** An affiliate as staff see it. */
export interface AffiliateView {
  readonly id: Uuid;
  readonly name: string;
  readonly country: string;
  readonly status: string;
  readonly createdAt: Date;
}

/** Lists affiliates, newest first; an affiliate sees itself. */
@Injectable()
export class ListAffiliates {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async run(context: TenantContext, page: { before: Uuid | null; limit: number }): Promise<AffiliateView[]> {
    const filter = new SqlFilter().and('id < ?', page.before).and('id = ?', context.scope === 'affiliate' ? context.affiliateId : null);
    return this.unitOfWork.run(context, (tx) =>
      tx.rows<AffiliateView>(
        `SELECT id, name, country, status, created_at FROM affiliate ${filter.where()} ORDER BY id DESC LIMIT ${filter.bind(page.limit + 1)}`, filter.parameters,
      ),
    );
  }
}
