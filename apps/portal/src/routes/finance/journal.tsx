import { Stack, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { isOpenable, publicId } from '../../api/ids';
import { ledger } from '../../api/network-queries';
import type { Journal } from '../../api/types';
import { CopyId } from '../../components/copy-field';
import { DateTime } from '../../components/date-time';
import { TextLink } from '../../components/links';
import { formatMoney } from '../../components/money-text';
import { PageFailure } from '../../components/page-failure';
import { PageHeader } from '../../components/page-header';
import { Facts, Panel } from '../../components/panel';
import { LoadingRows } from '../../components/states';
import { t } from '../../strings/en';
import { finance as financeTexts } from '../../strings/finance';
import { Actor } from './person';
import { PostedAccount } from './posted-account';

const words = financeTexts.journals;

/** One entry of the ledger with its postings, which add up to zero. */
export function JournalPage() {
  const { journalId } = useParams({ from: '/shell/journals/$journalId' });
  const { data: journal, error, refetch } = useQuery(ledger.journal(journalId));
  if (error && !journal) return <PageFailure error={error} retry={() => void refetch()} />;
  if (!journal) return <LoadingRows />;
  const title = financeTexts.journalKinds[journal.kind];
  return (
    <>
      <PageHeader title={title} about={journal.memo || null} crumbs={[<TextLink key="list" to="/journals" search={{}}>{words.title}</TextLink>, <span key="here">{title}</span>]} />
      <Stack>
        <Panel title={words.postings} flush><Postings journal={journal} /></Panel>
        <Panel>
          <Facts
            rows={[
              [words.posted, <DateTime key="posted" at={journal.posted_at} form="exact" />],
              [words.effective, <DateTime key="effective" at={journal.effective_at} form="exact" />],
              [words.source, <SourceLink key="source" journal={journal} />],
              [words.actor, <Actor key="actor" value={journal.actor} />],
              [words.hash, <CopyId key="hash" id={journal.content_hash} />],
              [t.shared.fields.id, <CopyId key="id" id={journal.id} />],
            ]}
          />
        </Panel>
      </Stack>
    </>
  );
}

function SourceLink({ journal }: { readonly journal: Journal }) {
  const kind = journal.source_type.replaceAll('_', ' ');
  const id = publicId(journal.source_type, journal.source_id) ?? journal.source_id;
  return isOpenable(id) ? <TextLink to="/open/$id" params={{ id }}>{`${kind} ${id}`}</TextLink> : <>{`${kind} ${id}`}</>;
}

function Postings({ journal }: { readonly journal: Journal }) {
  const currency = journal.postings[0]?.amount.currency ?? 'EUR';
  const sum = journal.postings.reduce((total, posting) => total + posting.amount.amount, 0);
  const cell = (minor: number) => (minor === 0 ? '' : formatMoney(minor, currency));
  return (
    <div style={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={words.postings}>
      <Table fz="sm" horizontalSpacing="lg" verticalSpacing="sm" borderColor="var(--portal-line)">
        <Table.Thead><Table.Tr><Table.Th>{words.account}</Table.Th><Table.Th ta="right">{financeTexts.ledger.debit}</Table.Th><Table.Th ta="right">{financeTexts.ledger.credit}</Table.Th></Table.Tr></Table.Thead>
        <Table.Tbody>
          {journal.postings.map((posting, index) => (
            <Table.Tr key={`${posting.account_id}${index}`}>
              <Table.Td><TextLink to="/journals" search={{ account_id: posting.account_id }} ><PostedAccount code={posting.account_code} /></TextLink></Table.Td>
              <Table.Td ta="right" className="numbers">{cell(Math.max(0, -posting.amount.amount))}</Table.Td>
              <Table.Td ta="right" className="numbers">{cell(Math.max(0, posting.amount.amount))}</Table.Td>
            </Table.Tr>
          ))}
          <Table.Tr><Table.Td fw={600}>{words.sum}</Table.Td><Table.Td /><Table.Td ta="right" fw={600} className="numbers">{formatMoney(sum, currency)}</Table.Td></Table.Tr>
        </Table.Tbody>
      </Table>
    </div>
  );
}
