import { Group, NumberInput, Radio, Select, Stack, TagsInput, Textarea, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { advertiser as advertiserTexts } from '../../strings/advertiser';
import { CURRENCIES } from './currencies';
import type { OfferDraft } from './offer-draft';

const words = advertiserTexts.wizard;
interface StepProps {
  readonly form: UseFormReturnType<OfferDraft>;
}
const half = { base: '100%', xs: 240 };

/** What it is and where it leads. */
export function BasicsStep({ form }: StepProps) {
  return (
    <Stack>
      <TextInput label={words.name} description={words.nameAbout} {...form.getInputProps('name')} />
      <TextInput label={words.landing} description={words.landingAbout} placeholder="https://shop.example/" inputMode="url" {...form.getInputProps('landing_url')} />
      <Select label={words.currency} description={words.currencyAbout} data={[...CURRENCIES]} searchable allowDeselect={false} w={half} {...form.getInputProps('currency')} />
    </Stack>
  );
}

/** What is paid for a result. */
export function CommissionStep({ form }: StepProps) {
  const { kind, currency } = form.values;
  return (
    <Stack>
      <Radio.Group label={words.kind} {...form.getInputProps('kind')}>
        <Stack gap="xs" mt={6}><Radio value="percent" label={words.percent} /><Radio value="flat" label={words.flat} /></Stack>
      </Radio.Group>
      {kind === 'percent'
        ? <TextInput label={words.rate} inputMode="decimal" w={half} {...form.getInputProps('rate')} />
        : <TextInput label={words.amount(currency)} inputMode="decimal" w={half} {...form.getInputProps('amount')} />}
      <TagsInput label={words.goals} description={words.goalsAbout} clearable={false} {...form.getInputProps('goals')} />
      <TextInput label={words.fee} inputMode="decimal" w={half} {...form.getInputProps('fee')} />
    </Stack>
  );
}

/** What counts, for how long, and who may promote it. */
export function RulesStep({ form }: StepProps) {
  return (
    <Stack>
      <Group align="flex-start">
        <NumberInput label={words.window} description={words.windowAbout} min={1} max={365} allowDecimal={false} hideControls w={half} {...form.getInputProps('window')} />
        <NumberInput label={words.hold} description={words.holdAbout} min={0} max={365} allowDecimal={false} hideControls w={half} {...form.getInputProps('hold')} />
      </Group>
      <Radio.Group label={words.approval} {...form.getInputProps('approval')}>
        <Stack gap="xs" mt={6}><Radio value="auto" label={words.auto} /><Radio value="manual" label={words.manual} /></Stack>
      </Radio.Group>
      <Radio.Group label={words.visibility} {...form.getInputProps('visibility')}>
        <Stack gap="xs" mt={6}><Radio value="public" label={words.visibilities.public} /><Radio value="approval" label={words.visibilities.approval} /><Radio value="private" label={words.visibilities.private} /></Stack>
      </Radio.Group>
      <Textarea label={words.hosts} description={words.hostsAbout} autosize minRows={2} {...form.getInputProps('hosts')} />
      <Group align="flex-start">
        <NumberInput label={words.clickCap} placeholder={words.noCap} min={1} allowDecimal={false} hideControls thousandSeparator="," w={half} {...form.getInputProps('click_cap')} />
        <NumberInput label={words.conversionCap} placeholder={words.noCap} min={1} allowDecimal={false} hideControls thousandSeparator="," w={half} {...form.getInputProps('conversion_cap')} />
      </Group>
    </Stack>
  );
}
