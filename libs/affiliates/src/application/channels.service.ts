import { DomainError, newId, type TenantContext, type Uuid } from '@fairlead/kernel';
import { SqlFilter, UnitOfWork, violates } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { ChannelKind } from '../contracts';

/** A channel as its affiliate and staff see it. */
export interface ChannelView {
  readonly id: Uuid;
  readonly affiliateId: Uuid;
  readonly kind: ChannelKind;
  readonly name: string;
  readonly url: string;
  readonly createdAt: Date;
}

/** Adds and lists the places where an affiliate promotes. */
@Injectable()
export class Channels {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws DomainError `channel.already_added`. */
  async add(context: TenantContext, affiliateId: Uuid, input: { kind: ChannelKind; name: string; url: string }): Promise<ChannelView> {
    try {
      return await this.unitOfWork.run(context, async (tx) => {
        const view = { id: newId(tx.now.getTime()), affiliateId, ...input, createdAt: tx.now };
        await tx.rows(`INSERT INTO channel (id, affiliate_id, kind, name, url, created_at) VALUES ($1, $2, $3, $4, $5, $6)`, [
          view.id, affiliateId, view.kind, view.name, view.url, tx.now,
        ]);
        return view;
      });
    } catch (error) {
      if (violates(error, 'uq_channel_affiliate_id_url')) throw new DomainError('channel.already_added', 'conflict', 'This channel is in your list already');
      throw error;
    }
  }

  async list(context: TenantContext, page: { before: Uuid | null; limit: number }): Promise<ChannelView[]> {
    const filter = new SqlFilter().and('id < ?', page.before).and('affiliate_id = ?', context.scope === 'affiliate' ? context.affiliateId : null);
    return this.unitOfWork.run(context, (tx) =>
      tx.rows<ChannelView>(
        `SELECT id, affiliate_id, kind, name, url, created_at FROM channel ${filter.where()} ORDER BY id DESC LIMIT ${filter.bind(page.limit + 1)}`, filter.parameters,
      ),
    );
  }
}
