import { Button, Drawer, Group, Select, Stack, Text } from '@mantine/core';
import { IconActivity, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../api/client';
import { useOffers } from '../../api/names';
import { links, smartLinks } from '../../api/queries';
import type { Link } from '../../api/types';
import { CopyIcon } from '../../components/copy-field';
import { type ListOf, ListTable } from '../../components/data-table';
import { DateTime } from '../../components/date-time';
import { FilterBar } from '../../components/filters';
import { ButtonLink } from '../../components/links';
import { LinkTarget } from '../../components/names';
import { tellDone, tellFailure } from '../../components/notify';
import { PageHeader } from '../../components/page-header';
import { Panel } from '../../components/panel';
import { EmptyState } from '../../components/states';
import { StatusBadge } from '../../components/status-badge';
import { t } from '../../strings/en';
import { affiliate as affiliateTexts } from '../../strings/affiliate';
import { LinkBuilder } from './link-builder';
import { LiveClicks } from './live-clicks';
import { linkLabel } from './offer-links';

const words = affiliateTexts.links;

/** Every link with copy, live clicks and its switch. */
export function LinksPage() {
  const { offer_id, live } = useSearch({ from: '/shell/links' });
  const navigate = useNavigate({ from: '/links' });
  const { offers } = useOffers();
  const list = useInfiniteQuery(links.list({ offer_id }));
  const [building, setBuilding] = useState(false);
  const joined = offers.filter((offer) => offer.enrolment?.status === 'approved');
  return (
    <>
      <PageHeader title={words.title} about={words.about} actions={joined.length > 0 ? <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setBuilding(true)}>{words.newLink}</Button> : null} />
      <FilterBar>
        <Select aria-label={t.shared.fields.offer} placeholder={t.shared.fields.offer} clearable searchable w={280} data={joined.map(({ id, name }) => ({ value: id, label: name }))} value={offer_id ?? null} onChange={(value) => void navigate({ search: { offer_id: value ?? undefined } })} />
      </FilterBar>
      <Panel flush><LinkTable list={list} onLive={(id) => void navigate({ search: (old) => ({ ...old, live: id }) })} /></Panel>
      <LiveDrawer linkId={live} onClose={() => void navigate({ search: (old) => ({ ...old, live: undefined }) })} />
      <NewLinkDrawer opened={building} onClose={() => setBuilding(false)} />
    </>
  );
}

function LinkTable({ list, onLive }: { readonly list: ListOf<Link>; readonly onLive: (id: string) => void }) {
  return (
    <ListTable<Link>
      label={words.label}
      list={list}
      columns={[
        { key: 'url', title: t.shared.fields.link, render: (link) => <Group gap={4} wrap="nowrap"><Text size="sm" className="mono">{link.url.replace(/^https?:\/\//, '')}</Text><CopyIcon value={link.url} label={affiliateTexts.offer.linkTitle} /></Group> },
        { key: 'offer', title: t.shared.fields.offer, render: (link) => <LinkTarget link={link} /> },
        { key: 'subs', title: t.shared.fields.subs, render: (link) => [link.sub1, link.sub2, link.sub3].filter(Boolean).join(' · ') || t.shared.dash },
        { key: 'to', title: words.target, render: (link) => (link.to ? <Text size="sm" maw={220} truncate title={link.to}>{link.to}</Text> : <Text size="sm" c="dimmed">{words.landingPage}</Text>) },
        { key: 'status', title: t.shared.status, render: (link) => <StatusBadge kind="link" status={link.status} /> },
        { key: 'created', title: t.shared.fields.created, render: (link) => <DateTime at={link.created_at} form="day" /> },
        { key: 'actions', title: t.shared.actions, render: (link) => <LinkActions link={link} onLive={onLive} /> },
      ]}
      empty={<EmptyState title={words.none} action={<ButtonLink to="/offers" search={{}}>{words.browse}</ButtonLink>}>{words.noneAbout}</EmptyState>}
    />
  );
}

function LinkActions({ link, onLive }: { readonly link: Link; readonly onLive: (id: string) => void }) {
  const queries = useQueryClient();
  const active = link.status === 'active';
  const toggle = useMutation({
    mutationFn: () => (active ? api.POST('/api/v1/links/{id}/disable', { params: { path: { id: link.id } } }) : api.POST('/api/v1/links/{id}/enable', { params: { path: { id: link.id } } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['links'] });
      tellDone(words.toggled(!active));
    },
    onError: tellFailure,
  });
  return (
    <Group gap="xs" wrap="nowrap">
      <Button size="compact-sm" variant="light" leftSection={<IconActivity size={14} aria-hidden />} aria-label={`${words.live}: ${linkLabel(link)}`} onClick={() => onLive(link.id)}>{words.live}</Button>
      <Button size="compact-sm" variant="default" loading={toggle.isPending} aria-label={`${active ? words.disable : words.enable}: ${linkLabel(link)}`} onClick={() => toggle.mutate()}>{active ? words.disable : words.enable}</Button>
    </Group>
  );
}

function LiveDrawer({ linkId, onClose }: { readonly linkId: string | undefined; readonly onClose: () => void }) {
  const { data } = useQuery(links.all());
  const link = data?.rows.find((one) => one.id === linkId);
  return (
    <Drawer opened={linkId !== undefined} onClose={onClose} position="right" title={<Text component="span" fw={650}>{affiliateTexts.live.title}</Text>}>
      <Text size="sm" c="dimmed">{link ? linkLabel(link) : null}</Text>
      <Text size="sm" c="dimmed" mb="md">{affiliateTexts.live.about}</Text>
      {linkId ? <LiveClicks linkId={linkId} /> : null}
    </Drawer>
  );
}

function NewLinkDrawer({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const joined = useOffers().offers.filter((offer) => offer.enrolment?.status === 'approved');
  const rotations = (useQuery(smartLinks.all()).data?.rows ?? []).filter((one) => one.status === 'active' && one.offer_ids.length > 0);
  const [chosen, choose] = useState<string | null>(null);
  const rotation = rotations.find((one) => one.id === chosen);
  const offer = joined.find((one) => one.id === chosen) ?? joined[0];
  const data = [
    { group: words.offerGroup, items: joined.map(({ id, name }) => ({ value: id, label: name })) },
    ...(rotations.length > 0 ? [{ group: words.smartGroup, items: rotations.map(({ id, name }) => ({ value: id, label: name })) }] : []),
  ];
  return (
    <Drawer opened={opened} onClose={onClose} position="right" title={<Text component="span" fw={650}>{words.newLink}</Text>}>
      {offer ? (
        <Stack>
          <Select label={words.chooseOffer} data={data} value={rotation?.id ?? offer.id} onChange={choose} allowDeselect={false} searchable {...(rotation ? { description: words.smartAbout } : {})} />
          {rotation
            ? <LinkBuilder key={rotation.id} aim={{ smart_link_id: rotation.id }} hosts={[]} onCreated={onClose} />
            : <LinkBuilder key={offer.id} aim={{ offer_id: offer.id }} hosts={offer.deep_link_hosts} landing={offer.landing_url} onCreated={onClose} />}
        </Stack>
      ) : null}
    </Drawer>
  );
}
