import { idempotencyKey } from '@fairlead/client';
import { payOut } from './payout';
import { type Actor, signIn, type Stage } from './people';
import { purchase } from './purchase';
import { amount, must, note, tell, waitFor } from './telling';
import { traceOfACent } from './trace-of-a-cent';

const REFUND = 2_000;

/** Over HTTP only, as four different people: from an offer to a paid commission, a refund, and the trace of one cent. */
async function main(): Promise<void> {
  const stage: Stage = {
    apiUrl: process.env['PUBLIC_API_URL'] ?? `http://localhost:${process.env['API_PORT'] ?? '3000'}`,
    trackerUrl: process.env['PUBLIC_TRACKER_URL'] ?? `http://localhost:${process.env['TRACKER_PORT'] ?? '3001'}`,
  };
  const [advertiser, affiliate, finance, finance2] = [
    await signIn(stage, 'advertiser'), await signIn(stage, 'affiliate'), await signIn(stage, 'finance'), await signIn(stage, 'finance2'),
  ];
  const bought = await purchase(stage, advertiser, affiliate);
  const payoutId = await payOut(finance, finance2, affiliate, bought.commissionId);
  await refund(advertiser, affiliate, bought.conversionId);
  await traceOfACent(affiliate, payoutId, bought.commissionId);
  await showBooks(finance);
}

async function refund(advertiser: Actor, affiliate: Actor, conversionId: string): Promise<void> {
  tell('The advertiser', 'refunds 20.00 of the 80.00 to the customer');
  const conversion = must((await advertiser.client.POST('/api/v1/conversions/{id}/reverse', {
    params: { path: { id: conversionId } }, body: { amount: REFUND, reason: 'customer refund' }, headers: idempotencyKey(),
  })).data);
  note(`conversion ${conversion.status}, ${amount(conversion.reversed_amount)} of ${amount(conversion.amount)} reversed`);
  const commission = await waitFor('the reversal of the commission', async () => {
    const { data } = await affiliate.client.GET('/api/v1/commissions', { params: { query: { conversion_id: [conversionId] } } });
    return data?.data.find((row) => row.reversed_amount.amount > 0);
  });
  note(`commission: ${amount(commission.amount)} − ${amount(commission.reversed_amount)} = ${amount(commission.net_amount)}; paid already, so it is carried forward`);
  const balances = must((await affiliate.client.GET('/api/v1/balances')).data);
  for (const balance of balances.data.filter((row) => row.currency === 'USD')) {
    note(`balance in cents: pending ${balance.pending}, payable ${balance.payable}, in transit ${balance.in_transit}, paid ${balance.paid}`);
  }
}

async function showBooks(finance: Actor): Promise<void> {
  tell('Finance', 'looks at the books');
  for (const line of must((await finance.client.GET('/api/v1/ledger/trial-balance')).data).data) {
    note(`${line.currency}: debit ${line.debit}, credit ${line.credit}, difference ${line.difference}`);
    if (line.difference !== 0) throw new Error('the books do not balance');
  }
  process.stdout.write('\nThat was the whole story. Run it again: it works as often as you like.\n');
}

main().catch((error: unknown) => {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
