import { newId } from '@fairlead/kernel';
import { type LedgerProof, LedgerWorkerModule, verifyLedger } from '@fairlead/ledger';
import { ScheduledTasks, SealChain } from '@fairlead/platform';
import { SealLedger } from '../../../libs/ledger/src/jobs/seal-ledger.task';
import { deposit, type LedgerBench, NETWORK, openLedgerBench } from './ledger-bench';

const AMOUNTS = [100n, 200n, 300n, 400n];

describe('sealing and proving the ledger', () => {
  let ledger: LedgerBench;
  let ids: string[];

  beforeEach(async () => {
    ledger = await openLedgerBench();
    ids = [];
    for (const amount of AMOUNTS) { // in order: the chain follows it
      ledger.clock.advance(1);
      ids.push((await ledger.run((tx) => ledger.facade.post(tx, deposit(newId(), amount)))).journalId!);
    }
  });
  afterEach(() => ledger.close());

  it('proves a ledger before, while and after it is sealed', async () => {
    await expect(prove()).resolves.toEqual({ journals: 4, faults: [] });

    await new SealLedger(new SealChain(ledger.unitOfWork)).run();
    await ledger.run((tx) => ledger.facade.post(tx, deposit(newId(), 500n)));

    const rows = await ledger.run((tx) => tx.rows(`SELECT row_id FROM chain_link WHERE chain = 'ledger' ORDER BY seq`));
    expect(rows).toEqual(ids.map((rowId) => ({ rowId })));
    await expect(ledger.run((tx) => tx.rows(`SELECT 1 FROM chain_pending WHERE chain = 'ledger'`))).resolves.toHaveLength(1);
    await expect(prove()).resolves.toEqual({ journals: 5, faults: [] });
  });

  it('seals every two seconds as a task of the schedule', async () => {
    const tasks = new ScheduledTasks(ledger.unitOfWork);
    new LedgerWorkerModule(tasks, new SealLedger(new SealChain(ledger.unitOfWork))).onModuleInit();

    await tasks.plan('worker');
    await tasks.runNow('ledger.seal');

    await expect(ledger.run((tx) => tx.row(`SELECT every_ms, last_error FROM scheduled_task WHERE name = 'ledger.seal'`)))
      .resolves.toEqual({ everyMs: 2_000, lastError: null });
    await expect(ledger.run((tx) => tx.rows(`SELECT 1 FROM chain_link WHERE chain = 'ledger'`))).resolves.toHaveLength(4);
  });

  it.each<[string, (id: string) => string[], RegExp[]]>([
    ['an amount', (id) => [`UPDATE posting SET amount_minor = amount_minor + sign(amount_minor) WHERE journal_id = '${id}'`], [/content hash/]],
    ['one side of it', (id) => [`UPDATE posting SET amount_minor = 1 WHERE journal_id = '${id}' AND line_no = 2`], [/sums to -199 USD/, /content hash/]],
    ['the account of a posting', (id) => [
      `UPDATE posting p SET account_id = (SELECT a.id FROM ledger_account a WHERE a.advertiser_id <> p.advertiser_id LIMIT 1) WHERE journal_id = '${id}' AND line_no = 2`,
    ], [/content hash/]],
    ['its time', (id) => [`UPDATE journal SET effective_at = effective_at - interval '1 month' WHERE id = '${id}'`], [/content hash/]],
    ['its hash', (id) => [`UPDATE journal SET content_hash = repeat('b', 64) WHERE id = '${id}'`], [/content hash/, /sealed with another content hash/]],
    ['its link', (id) => [`UPDATE chain_link SET content_hash = repeat('b', 64) WHERE row_id = '${id}'`], [/link 2 does not follow/, /sealed with another/]],
    ['away its postings', (id) => [`DELETE FROM posting WHERE journal_id = '${id}'`], [/states 2 postings and has 0/, /content hash/]],
    ['away the whole of it', (id) => [`DELETE FROM posting WHERE journal_id = '${id}'`, `DELETE FROM journal WHERE id = '${id}'`], [/of chain link 2 is missing/]],
    ['away the journal and its link', (id) => [
      `DELETE FROM posting WHERE journal_id = '${id}'`, `DELETE FROM journal WHERE id = '${id}'`, `DELETE FROM chain_link WHERE row_id = '${id}'`,
    ], [/link 2 is missing/, /link 3 does not follow/]],
    ['away its link', (id) => [`DELETE FROM chain_link WHERE row_id = '${id}'`], [/link 2 is missing/, /link 3 does not follow/, /neither in the chain/]],
    ['two links round', (id) => [
      `UPDATE chain_link SET seq = 99 WHERE row_id = '${id}'`, `UPDATE chain_link SET seq = 2 WHERE seq = 3`, `UPDATE chain_link SET seq = 3 WHERE seq = 99`,
    ], [/link 2 does not follow/, /link 3 does not follow/, /link 4 does not follow/]],
  ])('finds out when the owner takes or turns %s', async (_what, statements, faults) => {
    await new SealLedger(new SealChain(ledger.unitOfWork)).run();

    await ledger.asIntruder(...statements(ids[1]!));

    const proof = await prove();
    expect(proof.faults).toEqual(faults.map((fault) => expect.stringMatching(fault)));
  });

  it('finds a journal that was slipped in past the seal', async () => {
    const id = newId();

    await ledger.asIntruder(
      `INSERT INTO journal SELECT '${id}', kind, source_type, source_id, '${id}', posted_at, effective_at, memo, actor, approved_by, reverses_journal_id,
         advertiser_id, affiliate_id, posting_count, content_hash FROM journal LIMIT 1`,
    );

    await expect(prove()).resolves.toMatchObject({ faults: [/states 2/, /content hash/, /neither in the chain/].map((fault) => expect.stringMatching(fault)) });
  });

  it('is for the network', async () => {
    const tenant = { scope: 'affiliate', affiliateId: newId(), actor: { kind: 'user', id: newId() } } as const;

    await expect(ledger.run(verifyLedger, tenant)).rejects.toMatchObject({ code: 'ledger.network_scope_required' });
  });

  function prove(): Promise<LedgerProof> {
    return ledger.run(verifyLedger, NETWORK);
  }
});
