import type { SqlInvariant } from '../sql-invariant';

/** The books balance: in every journal, over all accounts, and with what each journal says of itself. */
export const BOOKS: readonly SqlInvariant[] = [
  {
    number: 1,
    title: 'Postings of a journal sum to zero per currency',
    checked: `SELECT count(*) FROM journal`,
    breaches: `SELECT format('journal %s sums to %s %s', journal_id, sum(amount_minor), currency) AS what
      FROM posting GROUP BY journal_id, currency HAVING sum(amount_minor) <> 0`,
  },
  {
    number: 1,
    title: 'All accounts of a currency sum to zero',
    checked: `SELECT count(DISTINCT currency) FROM posting`,
    breaches: `SELECT format('all accounts in %s sum to %s', currency, sum(amount_minor)) AS what FROM posting GROUP BY currency HAVING sum(amount_minor) <> 0`,
  },
  {
    number: 1,
    title: 'Journals have the postings that they state, on accounts of their currency',
    checked: `SELECT count(*) FROM posting`,
    breaches: `SELECT format('journal %s states %s postings and has %s', j.id, j.posting_count, count(p.id)) AS what
        FROM journal j LEFT JOIN posting p ON p.journal_id = j.id GROUP BY j.id HAVING count(p.id) <> j.posting_count
      UNION ALL SELECT format('posting %s in %s is on account %s', p.id, p.currency, a.code)
        FROM posting p LEFT JOIN ledger_account a ON a.id = p.account_id
        WHERE a.id IS NULL OR (a.currency, a.advertiser_id, a.affiliate_id) IS DISTINCT FROM (p.currency, p.advertiser_id, p.affiliate_id)
      UNION ALL SELECT format('posting %s has no journal', p.id) FROM posting p WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.id = p.journal_id)`,
  },
  {
    number: 1,
    title: 'Money received is in the books, once',
    checked: `SELECT count(*) FROM funding`,
    breaches: `SELECT format('funding %s of %s %s has %s %s in the books', f.id, f.amount_minor, f.currency, coalesce(sum(p.amount_minor), 0), coalesce(min(p.currency), '')) AS what
      FROM funding f LEFT JOIN journal j ON j.source_id = f.id AND j.kind = 'funding.received'
      LEFT JOIN posting p ON p.journal_id = j.id AND p.advertiser_id = f.advertiser_id AND p.currency = f.currency
      GROUP BY f.id HAVING coalesce(sum(p.amount_minor), 0) <> f.amount_minor`,
  },
];
