import type { Actor } from './people';
import { amount, must, note, tell } from './telling';

/** Prints one cent's way from the transfer to the click, as the affiliate sees it. */
export async function traceOfACent(affiliate: Actor, payoutId: string, commissionId: string): Promise<void> {
  tell('The affiliate', 'asks where a cent of the transfer came from');
  const trace = must((await affiliate.client.GET('/api/v1/payouts/{id}/trace', { params: { path: { id: payoutId } } })).data);
  const line = trace.lines.find((candidate) => candidate.kind === 'commission' && candidate.commission?.commission.id === commissionId);
  if (!line?.commission) throw new Error('the trace does not show the commission');
  const { commission, arithmetic, rounding, conversion, journals } = line.commission;
  note(`transfer    ${trace.payout.transfer_id ?? 'none'} to ${trace.payout.destination}`);
  note(`payout      ${trace.payout.id}, ${amount(trace.payout.amount)}: ${trace.history.map((entry) => entry.to).join(' → ')}`);
  note(`commission  ${commission.id}, ${amount(line.amount)}, terms version ${conversion.terms.version} in force since ${conversion.terms.valid_from}`);
  for (const step of arithmetic) note(`            ${step.of} = ${step.formula} = ${step.result} (${rounding})`);
  for (const journal of [...journals, ...trace.journals]) {
    note(`ledger      ${journal.kind}: ${journal.postings.map((posting) => `${posting.account} ${amount(posting.amount)}`).join(', ')}`);
  }
  note(`conversion  ${conversion.conversion.id}, order ${conversion.conversion.order_id}, ${amount(conversion.conversion.amount)}: ${conversion.history.map((entry) => entry.to).join(' → ')}`);
  if (conversion.click) {
    note(`click       ${conversion.click.id}`);
    note(`            at ${conversion.click.occurred_at}, ${conversion.click.status}, ${conversion.click.device}, ${JSON.stringify(conversion.click.subs)}`);
  }
}
