import type { TenantContext, Uuid } from '@fairlead/kernel';
import { SqlFilter, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';

/** An advertiser as staff see it. */
export interface AdvertiserView {
  readonly id: Uuid;
  readonly name: string;
  readonly status: string;
  readonly createdAt: Date;
}

/** Lists advertisers, newest first; an advertiser sees itself. */
@Injectable()
export class ListAdvertisers {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async run(context: TenantContext, page: { before: Uuid | null; limit: number }): Promise<AdvertiserView[]> {
    const filter = new SqlFilter().and('id < ?', page.before).and('id = ?', context.scope === 'advertiser' ? context.advertiserId : null);
    return this.unitOfWork.run(context, (tx) =>
      tx.rows<AdvertiserView>(
        `SELECT id, name, status, created_at FROM advertiser ${filter.where()} ORDER BY id DESC LIMIT ${filter.bind(page.limit + 1)}`, filter.parameters,
      ),
    );
  }
}
