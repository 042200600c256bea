import { Button, Group, Skeleton } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { links } from '../../api/queries';
import type { Link } from '../../api/types';
import { ErrorState } from '../../components/states';
import { affiliate as affiliateTexts } from '../../strings/affiliate';

/** The QR code of a link, to look at and to download. */
export function QrCode({ link }: { readonly link: Link }) {
  const { data: svg, error, refetch } = useQuery(links.qr(link.id));
  if (error && !svg) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!svg) return <Skeleton w={160} h={160} />;
  const source = `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
  return (
    <Group align="flex-end">
      <img src={source} width={160} height={160} alt={`${affiliateTexts.offer.qr}: ${link.url}`} style={{ background: '#fff', borderRadius: 8 }} />
      <Button size="xs" variant="default" component="a" href={source} download={`${link.code}.svg`} leftSection={<IconDownload size={14} aria-hidden />}>{affiliateTexts.offer.downloadQr}</Button>
    </Group>
  );
}
