import { encodeId, type Uuid } from '@fairlead/kernel';
import type { OfferRouting, OfferView } from '@fairlead/offers/contracts';
import { type Tx, UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { ClickView } from './contracts';
import { type ClickId, ClickIds, isTestClickId, TEST_SHARD } from './domain/click-id';
import { compileLandingUrl } from './domain/compile-landing-url';
import { ImportClicks, type ImportedClick } from './loader/import-clicks';
import { ClicksRepository } from './persistence/clicks.repository';
import { type TrackingDomainView, TrackingDomainsRepository } from './persistence/tracking-domains.repository';

/** What other contexts may ask of tracking. */
@Injectable()
export class TrackingFacade {
  private readonly import: ImportClicks;

  constructor(private readonly clicks: ClicksRepository, private readonly clickIds: ClickIds, private readonly domains: TrackingDomainsRepository, unitOfWork: UnitOfWork) {
    this.import = new ImportClicks(unitOfWork);
  }

  /** The identity in a public click id; null for forged or malformed ones. No look-up. */
  readClickId(text: string): ClickId | null {
    return this.clickIds.parse(text);
  }

  /** The click behind a public click id; null for unknown, forged or malformed ids. */
  async clickByPublicId(tx: Tx, text: string): Promise<ClickView | null> {
    const clickId = this.clickIds.parse(text);
    const click = clickId ? await this.clicks.find(tx, clickId.id) : null;
    return click && click.nonce === clickId?.nonce ? click : null;
  }

  /** A click id that no visit stands behind, for a tracking test of an integration. */
  mintTestClick(now: Date): { readonly id: Uuid; readonly publicId: string } {
    const click = this.clickIds.mint(now.getTime(), TEST_SHARD);
    return { id: click.id, publicId: this.clickIds.format(click) };
  }

  /** Whether a public click id is one of a tracking test. No look-up. */
  isTestClick(text: string): boolean {
    const click = this.clickIds.parse(text);
    return click !== null && isTestClickId(click.id);
  }

  /** Where a visitor with this click would land, without labels; null when the offer's landing URL is none. */
  landingUrlOf(offer: Pick<OfferView, 'id' | 'landingUrl' | 'clickParameter'>, { utm }: Pick<OfferRouting, 'utm'>, publicClickId: string): string | null {
    return compileLandingUrl(offer.landingUrl, offer.clickParameter, utm)?.expand({
      clickId: publicClickId, affiliateId: '', offerId: encodeId('offer', offer.id), subs: {}, sourceId: null, country: null, device: 'desktop', os: null, browser: null, creativeId: null,
      landingPageId: null, referrerHost: null,
    }) ?? null;
  }

  /** A tracking domain in the caller's scope. @throws DomainError `tracking_domain.not_found`. */
  domain(tx: Tx, id: Uuid): Promise<TrackingDomainView> {
    return this.domains.findOwn(tx, id);
  }

  click(tx: Tx, id: Uuid): Promise<ClickView | null> {
    return this.clicks.find(tx, id);
  }

  /** Writes clicks of the past, for demo data and imports. */
  importClicks(tx: Tx, clicks: readonly ImportedClick[]): Promise<void> {
    return this.import.run(tx, clicks);
  }
}
