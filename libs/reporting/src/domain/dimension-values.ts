import { encodeId, type IdKind, parseId } from '@fairlead/kernel';
import type { Dimension, FilterDimension } from '../contracts';

/** Dimensions whose values are ids, outside with their prefix. */
const ID_KINDS: Partial<Record<Dimension, IdKind>> = { offer: 'offer', advertiser: 'advertiser', affiliate: 'affiliate', link: 'link', landing_page: 'landingPage', promo_code: 'promoCode' };

/** The stored form of a filter value. @throws DomainError `request.invalid_id`. */
export function storedValue(dimension: FilterDimension, value: string): string {
  const kind = ID_KINDS[dimension];
  return kind === undefined || value === '' ? value : parseId(kind, value);
}

/** The public form of a row's key; null where there is none. */
export function shownKey(dimension: Dimension, key: string): string | null {
  const kind = ID_KINDS[dimension];
  if (key === '') return null;
  return kind === undefined ? key : encodeId(kind, key);
}
