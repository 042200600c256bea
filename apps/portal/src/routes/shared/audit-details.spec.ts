import { publicId } from '../../api/ids';
import { detailsText } from './audit-details';

const ID = '01890000-0000-7000-8000-000000000001';

describe('details of a deed', () => {
  it.each<[Record<string, unknown>, string]>([
    [{}, '–'],
    [{ secondFactor: false, whole: true }, 'second factor: no, whole: yes'],
    [{ total: '120306', payouts: 15, currency: 'USD' }, 'total: $1,203.06, payouts: 15'],
    [{ direction: 'credit', amount: '1500', currency: 'JPY' }, 'direction: credit, amount: ¥1,500'],
    [{ amount: '2056', reason: 'partial refund' }, 'amount: 2056, reason: partial refund'],
    [{ currency: 'EUR' }, 'currency: EUR'],
    [{ offerId: ID, cools_until: '2026-03-01' }, `offer: ${publicId('offer', ID)}, cools until: 2026-03-01`],
    [{ somethingId: ID }, `something: ${ID}`],
    [{ fields: ['name', 'visibility'], weights: { aB: 2 }, nothing: null }, 'fields: name, visibility, weights: a b 2, nothing: null'],
    [{ amount: 'many', currency: 'USD' }, 'amount: many'],
  ])('%j', (details, text) => {
    expect(detailsText(details)).toBe(text);
  });
});
