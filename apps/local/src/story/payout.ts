import { randomUUID } from 'node:crypto';
import { FairleadProblem } from '@fairlead/client';
import type { Actor } from './people';
import { amount, must, note, tell, waitFor } from './telling';

/** A batch is drafted, refused to its preparer, approved by another, released and settled. Returns the payout with the commission. */
export async function payOut(finance: Actor, finance2: Actor, affiliate: Actor, commissionId: string): Promise<string> {
  tell('Finance', 'drafts a payout batch of all that is payable in USD, and submits it');
  const batch = must((await finance.client.POST('/api/v1/payout-batches', { body: { currency: 'USD' } })).data);
  await finance.client.POST('/api/v1/payout-batches/{id}/submit', { params: { path: { id: batch.id } } });
  note(`batch ${batch.id}: ${batch.payout_count} payouts, ${amount(batch.total)}, digest ${batch.digest.slice(0, 16)}…`);
  for (const exclusion of batch.excluded) note(`left out: ${exclusion.affiliate_id} with ${amount(exclusion.amount)} (${exclusion.reason})`);

  tell('Finance', 'tries to approve its own batch');
  const refusal = await finance.client.POST('/api/v1/payout-batches/{id}/approve', { params: { path: { id: batch.id } }, body: { digest: batch.digest } }).catch((error: unknown) => error);
  if (!(refusal instanceof FairleadProblem)) throw new Error('the preparer could approve its own batch');
  note(`${refusal.status} ${refusal.code}`);

  tell('A second person of finance', 'compares the digest and approves');
  await finance2.client.POST('/api/v1/payout-batches/{id}/approve', { params: { path: { id: batch.id } }, body: { digest: batch.digest } });
  tell('Finance', `releases the batch, typing its total: ${amount(batch.total)}`);
  await finance.client.POST('/api/v1/payout-batches/{id}/release', {
    params: { path: { id: batch.id }, header: { 'Idempotency-Key': randomUUID() } }, body: { confirm_total: batch.total.amount },
  });
  const settled = await waitFor('the batch', async () => {
    const { data } = await finance.client.GET('/api/v1/payout-batches/{id}', { params: { path: { id: batch.id } } });
    return data && ['settled', 'partly_failed'].includes(data.status) ? data : null;
  });
  note(`batch ${settled.status}: ${JSON.stringify(settled.payouts_by_status)}`);
  return findPayout(affiliate, batch.id, commissionId);
}

async function findPayout(affiliate: Actor, batchId: string, commissionId: string): Promise<string> {
  const { data } = await affiliate.client.GET('/api/v1/payouts', { params: { query: { batch_id: batchId } } });
  const [payout] = must(data).data;
  if (!payout) throw new Error('the batch has no payout for the affiliate');
  note(`the affiliate’s payout ${payout.id}: ${amount(payout.amount)}, ${payout.status}, Stripe transfer ${payout.transfer_id ?? 'none'}`);
  const lines = must((await affiliate.client.GET('/api/v1/payouts/{id}/conversions', { params: { path: { id: payout.id } } })).data);
  if (!lines.data.some((line) => line.commission_id === commissionId)) throw new Error('the commission is not in the payout');
  note(`${lines.data.length} lines that sum to ${amount(lines.total)}`);
  return payout.id;
}
