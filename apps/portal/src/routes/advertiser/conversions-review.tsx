import { Group, Paper, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { conversions } from '../../api/queries';
import type { Conversion } from '../../api/types';
import { ApiRequest } from '../../components/api-request';
import { PageHeader } from '../../components/page-header';
import { Panel } from '../../components/panel';
import { EmptyState } from '../../components/states';
import { advertiser as advertiserTexts } from '../../strings/advertiser';
import { ConversionRows } from '../shared/conversion-rows';
import { ConversionFilters } from '../shared/conversions';
import { BulkDecision } from './bulk-decision';

const words = advertiserTexts.review;

/** Conversions for those who decide on them, one by one or many at once. */
export function ConversionsReview() {
  const search = useSearch({ from: '/shell/conversions' });
  const list = useInfiniteQuery(conversions.list(search));
  const [selected, select] = useState<Conversion[]>([]);
  const filtered = Object.values(search).some(Boolean);
  const empty = search.status === 'pending' && !search.order_id ? <EmptyState title={words.nothing}>{words.nothingAbout}</EmptyState> : undefined;
  return (
    <>
      <PageHeader title={words.title} about={words.about} actions={<ApiRequest path="/api/v1/conversions" filter={search} />} />
      <ConversionFilters />
      {selected.length > 0 ? (
        <Paper p="sm" mb="md" radius="md">
          <Group justify="space-between"><Text size="sm" fw={600} role="status">{words.selected(selected.length)}</Text><Group gap="xs"><BulkDecision decision="approve" rows={selected} onLeft={select} /><BulkDecision decision="reject" rows={selected} onLeft={select} /></Group></Group>
        </Paper>
      ) : null}
      <Panel flush>
        <ConversionRows
          list={list} filtered={filtered} {...(empty ? { empty } : {})}
          selection={{ rows: selected, onChange: select, labelOf: (row) => words.selectRow(row.order_id), selectable: (row) => row.status === 'pending' || row.status === 'held' }}
        />
      </Panel>
    </>
  );
}
