import { Grid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { commissions, conversions } from '../../api/queries';
import type { CommissionTrace, ConversionTrace } from '../../api/types';
import { CopyId } from '../../components/copy-field';
import { DateTime } from '../../components/date-time';
import { TextLink } from '../../components/links';
import { Money } from '../../components/money';
import { AdvertiserName, AffiliateName, OfferName } from '../../components/names';
import { PageFailure } from '../../components/page-failure';
import { PageHeader } from '../../components/page-header';
import { Facts, Panel } from '../../components/panel';
import { LoadingRows } from '../../components/states';
import { StatusBadge } from '../../components/status-badge';
import { useUser } from '../../session/use-user';
import { reasonInWords } from '../../strings/reasons';
import { t } from '../../strings/en';
import { conversions as conversionsTexts } from '../../strings/conversions';
import { Arithmetic } from './arithmetic';
import { ConversionActions } from './conversion-actions';
import { leftOf } from './earned';
import { JournalList } from './journal-list';
import { PathOfPurchase } from './path-of-purchase';

const words = conversionsTexts.detail;

/** One conversion explained: from the click over the rule to the money. */
export function ConversionPage() {
  const { conversionId } = useParams({ from: '/shell/conversions/$conversionId' });
  const trace = useQuery(conversions.trace(conversionId));
  const commission = useQuery(commissions.ofConversions([conversionId]));
  const commissionId = commission.data?.[0]?.id;
  const calculated = useQuery({ ...commissions.trace(commissionId ?? ''), enabled: commissionId !== undefined });
  if (trace.error && !trace.data) return <PageFailure error={trace.error} retry={() => void trace.refetch()} />;
  if (!trace.data) return <LoadingRows />;
  const { conversion } = trace.data;
  return (
    <>
      <PageHeader
        title={words.title(conversion.order_id)} status={<StatusBadge kind="conversion" status={conversion.status} />} about={conversion.reason ? reasonInWords(conversion.reason) : null}
        crumbs={[<TextLink key="list" to="/conversions" search={{}}>{conversionsTexts.title}</TextLink>, <span key="here">{conversion.order_id}</span>]}
        actions={<ConversionActions conversion={conversion} commission={calculated.data?.commission ?? null} />}
      />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, lg: 7 }}>
          <Stack>
            <Panel title={words.pathTitle}><PathOfPurchase trace={trace.data} calculated={calculated.data ?? null} /></Panel>
            <Panel title={words.arithmetic} about={words.arithmeticAbout}>{calculated.data ? <Arithmetic trace={calculated.data} /> : <Text size="sm" c="dimmed">{words.noCommission}</Text>}</Panel>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 5 }}>
          <Stack>
            <Panel><ConversionFacts trace={trace.data} calculated={calculated.data ?? null} /></Panel>
            {calculated.data && calculated.data.journals.length > 0 ? <Panel title={words.journals}><JournalList journals={calculated.data.journals} /></Panel> : null}
          </Stack>
        </Grid.Col>
      </Grid>
    </>
  );
}

function ConversionFacts({ trace, calculated }: { readonly trace: ConversionTrace; readonly calculated: CommissionTrace | null }) {
  const { conversion, terms } = trace;
  const { role } = useUser();
  const { fields } = t.shared;
  const customer = conversion.customer_new === null ? words.unknownCustomer : conversion.customer_new ? words.newCustomer : words.knownCustomer;
  return (
    <Facts
      rows={[
        conversion.amount.amount > 0 ? [conversionsTexts.orderValue, <Money key="amount" value={conversion.amount} fw={600} />] : null,
        conversion.reversed_amount.amount > 0 ? [words.reversals, <Money key="reversed" value={conversion.reversed_amount} />] : null,
        calculated ? [fields.commission, <Money key="commission" value={leftOf(calculated.commission, calculated.commission.net_amount)} fw={600} />] : null,
        calculated?.commission.charge ? [words.of.charge, <Money key="charge" value={leftOf(calculated.commission, calculated.commission.charge)} />] : null,
        [fields.offer, <OfferName key="offer" id={conversion.offer_id} />],
        role === 'affiliate' ? null : [fields.affiliate, <AffiliateName key="affiliate" id={conversion.affiliate_id} />],
        role === 'advertiser' ? null : [fields.advertiser, <AdvertiserName key="advertiser" id={conversion.advertiser_id} />],
        [fields.goal, conversion.goal],
        [words.attributedTo, words.attribution[conversion.attribution]],
        [words.customer, customer],
        [words.termsTitle, <>{words.terms(terms.version)} <DateTime key="from" at={terms.valid_from} form="day" />, {words.window(terms.attribution_window_days)}</>],
        [fields.id, <CopyId key="id" id={conversion.id} />],
      ]}
    />
  );
}
