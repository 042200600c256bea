import { Anchor, Button, Group, Loader, Stack, Text, TextInput } from '@mantine/core';
import { IconCircleCheck, IconCircleDashed, IconCircleX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { api, body } from '../../api/client';
import { networkSettings } from '../../api/network-queries';
import { trackingTest } from '../../api/queries';
import type { Offer } from '../../api/types';
import { CodeBlock, CopyField } from '../../components/copy-field';
import { commissionFor, formatMoney } from '../../components/money-text';
import { Panel } from '../../components/panel';
import { ErrorState } from '../../components/states';
import { advertiser as advertiserTexts } from '../../strings/advertiser';
import { remedyOf } from '../../strings/reasons';
import { statusWord } from '../../strings/statuses';
import { snippets } from './snippets';

const words = advertiserTexts.test;
const POLL_MS = 2_000;

type Test = Awaited<ReturnType<NonNullable<ReturnType<typeof trackingTest>['queryFn']>>>;
type Light = keyof typeof words.states;

/** Tries an offer's integration: a click, the landing page, a report, and whether they belong together. */
export function TrackingTest({ offer }: { readonly offer: Offer }) {
  const client = useQueryClient();
  const [id, setId] = useState<string | null>(null);
  const keep = (test: Test): void => { client.setQueryData(trackingTest(test.id).queryKey, test); };
  const check = useMutation({ mutationFn: async (testId: string) => body(await api.POST('/api/v1/tracking-tests/{id}/check-landing', { params: { path: { id: testId } } })), onSuccess: keep });
  const start = useMutation({
    mutationFn: async () => body(await api.POST('/api/v1/tracking-tests', { body: { offer_id: offer.id } })),
    onSuccess: (test) => { keep(test); setId(test.id); check.mutate(test.id); },
  });
  const test = useQuery({ ...trackingTest(id ?? ''), enabled: id !== null, refetchInterval: POLL_MS });
  return (
    <Panel title={words.title} about={words.about}>
      <Stack>
        {test.data ? <Lights test={test.data} offer={offer} checking={check.isPending} check={() => check.mutate(test.data.id)} keep={keep} /> : null}
        {start.isError ? <ErrorState error={start.error} /> : null}
        {check.isError ? <ErrorState error={check.error} /> : null}
        <Group><Button variant={test.data ? 'default' : 'filled'} loading={start.isPending} onClick={() => start.mutate()}>{test.data ? words.again : words.start}</Button></Group>
      </Stack>
    </Panel>
  );
}

interface LightsProps {
  readonly test: Test;
  readonly offer: Offer;
  readonly checking: boolean;
  readonly check: () => void;
  readonly keep: (test: Test) => void;
}

function Lights({ test, offer, checking, check, keep }: LightsProps) {
  const { landing, report } = test;
  return (
    <ol className="portal-lights" aria-live="polite">
      <OneLight light="done" title={words.click}><CopyField label={words.clickId} description={words.clickAbout} value={test.click_id} /></OneLight>
      <OneLight light={landing === null || checking ? 'waiting' : landing.outcome === 'reached' ? 'done' : 'failed'} title={words.landing}>
        {landing === null || checking ? words.asking : <LandingResult landing={landing} />}
        {landing === null || checking ? null : (
          <Group gap="md" mt={6}>
            <Button size="xs" variant="default" onClick={check}>{words.check}</Button>
            {test.landing_url === null ? null : <Anchor size="sm" href={test.landing_url} target="_blank" rel="noreferrer">{words.open}</Anchor>}
          </Group>
        )}
      </OneLight>
      <OneLight light={report === null ? 'waiting' : 'done'} title={words.received}>
        {report === null ? <Reporting test={test} offer={offer} keep={keep} /> : words.from[report.source]}
      </OneLight>
      <OneLight light={report === null ? 'later' : report.outcome === 'matched' ? 'done' : 'failed'} title={words.matched}>
        {report === null ? words.notYet : <ReportResult report={report} offer={offer} />}
      </OneLight>
    </ol>
  );
}

function OneLight({ light, title, children }: { readonly light: Light; readonly title: string; readonly children: ReactNode }) {
  return (
    <li>
      <Lamp light={light} />
      <div>
        <Text size="sm" fw={600}>{title}<span className="visually-hidden">: {words.states[light]}</span></Text>
        <Text size="sm" c="dimmed" component="div">{children}</Text>
      </div>
    </li>
  );
}

function Lamp({ light }: { readonly light: Light }) {
  if (light === 'waiting') return <Loader size={20} color="gray" aria-hidden />;
  if (light === 'later') return <IconCircleDashed size={22} color="var(--mantine-color-dimmed)" aria-hidden />;
  return light === 'done' ? <IconCircleCheck size={22} color="var(--mantine-color-teal-6)" aria-hidden /> : <IconCircleX size={22} color="var(--mantine-color-red-6)" aria-hidden />;
}

function LandingResult({ landing }: { readonly landing: NonNullable<Test['landing']> }) {
  const { outcome, status, redirects, url } = landing;
  const told = outcome === 'reached' ? words.landings.reached(redirects ?? 0) : outcome === 'error_status' ? words.landings.error_status(status ?? 0) : words.landings[outcome]();
  return <>{told}{url === '' ? null : <Text size="xs" className="mono" style={{ overflowWrap: 'anywhere' }} mt={4}>{url}</Text>}</>;
}

/** How to make the call: from the shop, or from here. */
function Reporting({ test, offer, keep }: { readonly test: Test; readonly offer: Offer; readonly keep: (test: Test) => void }) {
  const settings = useQuery(networkSettings());
  const [amount, setAmount] = useState('80.00');
  const send = useMutation({
    mutationFn: async () => body(await api.POST('/api/v1/tracking-tests/{id}/report', { params: { path: { id: test.id } }, body: { order_id: `TEST-${test.id.slice(-6)}`, amount, currency: offer.currency } })),
    onSuccess: keep,
  });
  const call = settings.data ? snippets({ trackerUrl: settings.data.tracker_url, advertiserId: offer.advertiser_id, token: 'YOUR_TOKEN', currency: offer.currency }).curl.replace('CLICK_ID', test.click_id).replace('ORDER_ID', 'TEST-1') : null;
  return (
    <Stack gap="sm">
      <span>{words.waiting}</span>
      {call === null ? null : <CodeBlock label={words.call} code={call} />}
      <form onSubmit={(event) => { event.preventDefault(); send.mutate(); }}>
        <Group align="flex-end" gap="xs">
          <TextInput label={words.amount(offer.currency)} value={amount} onChange={(event) => setAmount(event.currentTarget.value)} maw={160} inputMode="decimal" />
          <Button type="submit" variant="default" loading={send.isPending}>{words.send}</Button>
        </Group>
      </form>
      {send.isError ? <ErrorState error={send.error} /> : null}
    </Stack>
  );
}

function ReportResult({ report, offer }: { readonly report: NonNullable<Test['report']>; readonly offer: Offer }) {
  if (report.outcome === 'refused') {
    const remedy = remedyOf(`conversion.${report.reason ?? ''}`);
    return <>{remedy.means}. {remedy.fix}</>;
  }
  const sale = report.amount ?? 0;
  const { commission, currency } = offer;
  return <>{words.would(statusWord('conversion', report.status ?? '').label, report.order_id)} {words.pays(formatMoney(sale, currency), formatMoney(commissionFor(commission, sale), currency))}</>;
}
