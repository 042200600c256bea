import { Button, Collapse, Group, Select, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconExternalLink, IconPlus, IconQrcode } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { links } from '../../api/queries';
import type { Link, Offer } from '../../api/types';
import { CopyField } from '../../components/copy-field';
import { Panel } from '../../components/panel';
import { ErrorState, LoadingRows } from '../../components/states';
import { t } from '../../strings/en';
import { affiliate as affiliateTexts } from '../../strings/affiliate';
import { LinkBuilder } from './link-builder';
import { LiveClicks } from './live-clicks';
import { QrCode } from './qr-code';

const words = affiliateTexts.offer;

/** The links of an offer: copy, QR code, another one, and clicks as they arrive. */
export function OfferLinks({ offer }: { readonly offer: Offer }) {
  const { data, error, refetch } = useQuery(links.all({ offer_id: offer.id }));
  const [chosen, choose] = useState<string | null>(null);
  const [building, building_] = useDisclosure(false);
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <Panel><LoadingRows rows={2} /></Panel>;
  const link = data.rows.find((one) => one.id === chosen) ?? data.rows[0];
  const showBuilder = building || !link;
  return (
    <>
      <Panel title={words.linkTitle} action={link ? <Button size="xs" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={building_.toggle} aria-expanded={showBuilder}>{words.newLink}</Button> : null}>
        <Stack>
          {data.rows.length > 1 && link ? <Select label={words.chooseLink} data={data.rows.map((one) => ({ value: one.id, label: linkLabel(one) }))} value={link.id} onChange={choose} allowDeselect={false} /> : null}
          {link ? <LinkToShare key={link.id} link={link} /> : null}
          {showBuilder ? <LinkBuilder aim={{ offer_id: offer.id }} hosts={offer.deep_link_hosts} landing={offer.landing_url} onCreated={(made) => { choose(made.id); building_.close(); }} /> : null}
        </Stack>
      </Panel>
      {link ? <Panel title={affiliateTexts.live.title} about={affiliateTexts.live.about}><LiveClicks linkId={link.id} /></Panel> : null}
    </>
  );
}

function LinkToShare({ link }: { readonly link: Link }) {
  const [qr, { toggle }] = useDisclosure(false);
  return (
    <Stack gap="sm">
      <CopyField label={t.shared.fields.link} value={link.url} />
      <Group gap="xs">
        <Button size="xs" variant="default" leftSection={<IconQrcode size={14} aria-hidden />} onClick={toggle} aria-expanded={qr}>{qr ? words.hideQr : words.showQr}</Button>
        <Button size="xs" variant="default" component="a" href={link.url} target="_blank" rel="noreferrer" leftSection={<IconExternalLink size={14} aria-hidden />}>{words.test}</Button>
        <Text size="xs" c="dimmed">{words.testAbout}</Text>
      </Group>
      <Collapse expanded={qr}>{qr ? <QrCode link={link} /> : null}</Collapse>
    </Stack>
  );
}

/** How one link is told from another. */
export function linkLabel(link: Link): string {
  return [link.code, link.sub1, link.sub2, link.to].filter(Boolean).join(' · ');
}
