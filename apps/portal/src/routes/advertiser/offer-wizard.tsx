import { Button, Grid, Group, Paper, Stack, Stepper, Text, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { api, body } from '../../api/client';
import { TextLink } from '../../components/links';
import { tellDone, tellFailure } from '../../components/notify';
import { parseMoney } from '../../components/money-text';
import { PageHeader } from '../../components/page-header';
import { ErrorState } from '../../components/states';
import { t } from '../../strings/en';
import { advertiser as advertiserTexts } from '../../strings/advertiser';
import { basisPoints, draftStore, EMPTY_DRAFT, type OfferDraft, toRequest } from './offer-draft';
import { OfferPreview } from './offer-preview';
import { BasicsStep, CommissionStep, RulesStep } from './offer-wizard-steps';

const words = advertiserTexts.wizard;
const LAST_STEP = 3;

/** Fields that are checked before a step is left. */
const CHECKED: readonly (readonly (keyof OfferDraft)[])[] = [['name', 'landing_url'], ['rate', 'amount', 'goals', 'fee'], []];

function useOfferForm() {
  const form = useForm<OfferDraft>({
    initialValues: draftStore.read(),
    validate: {
      name: (value) => (value.trim() ? null : words.needName),
      landing_url: (value) => (/^https?:\/\/\S+\.\S+/.test(value.trim()) ? null : words.needUrl),
      rate: (value, { kind }) => (kind === 'flat' || (basisPoints(value) ?? 0) > 0 ? null : words.needRate),
      amount: (value, { kind, currency }) => (kind === 'percent' || (parseMoney(value, currency) ?? 0) > 0 ? null : words.needAmount),
      goals: (value) => (value.length > 0 ? null : words.needGoal),
      fee: (value) => (basisPoints(value) === null ? words.needRate : null),
    },
  });
  useEffect(() => draftStore.keep(form.values), [form.values]);
  return form;
}

/** Creates an offer in four steps; what affiliates will see grows beside them. */
export function OfferWizard() {
  const [step, setStep] = useState(0);
  const form = useOfferForm();
  const heading = useRef<HTMLHeadingElement>(null);
  const go = (to: number) => {
    setStep(to);
    requestAnimationFrame(() => heading.current?.focus());
  };
  const next = () => {
    const failed = (CHECKED[step] ?? []).filter((field) => form.validateField(field).hasError);
    if (failed.length === 0) go(step + 1);
  };
  return (
    <>
      <PageHeader title={words.title} about={words.about} crumbs={[<TextLink key="offers" to="/offers" search={{}}>{advertiserTexts.offers.title}</TextLink>, <span key="here">{words.title}</span>]} />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, lg: 7 }}>
          <Paper p="lg">
            <form onSubmit={(event) => { event.preventDefault(); if (step < LAST_STEP) next(); }} noValidate>
              <Stepper active={step} onStepClick={(to) => { if (to < step) go(to); }} size="xs" mb="lg" allowNextStepsSelect={false}>{words.steps.map((label) => <Stepper.Step key={label} label={label} />)}</Stepper>
              <Title order={2} ref={heading} tabIndex={-1} mb="md" style={{ outline: 'none' }}>{words.steps[step]}</Title>
              {step === 0 ? <BasicsStep form={form} /> : step === 1 ? <CommissionStep form={form} /> : step === 2 ? <RulesStep form={form} /> : <FinishStep draft={form.values} />}
              <Group justify="space-between" mt="xl">
                {step > 0 ? <Button variant="default" onClick={() => go(step - 1)}>{t.shared.back}</Button> : <Button variant="default" onClick={() => { draftStore.forget(); form.setValues(EMPTY_DRAFT); form.clearErrors(); }}>{words.discard}</Button>}
                {step < LAST_STEP ? <Button type="submit">{t.shared.next}</Button> : null}
              </Group>
            </form>
          </Paper>
          <Text size="xs" c="dimmed" mt="xs">{words.kept}</Text>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 5 }}><OfferPreview draft={form.values} /></Grid.Col>
      </Grid>
    </>
  );
}

async function refusalOf(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
    return null;
  } catch (error) {
    return error;
  }
}

function FinishStep({ draft }: { readonly draft: OfferDraft }) {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const create = useMutation({
    mutationFn: async (publish: boolean) => {
      const offer = body(await api.POST('/api/v1/offers', { body: toRequest(draft) }));
      return { offerId: offer.id, refusal: publish ? await refusalOf(api.POST('/api/v1/offers/{id}/publish', { params: { path: { id: offer.id } } })) : null };
    },
    onSuccess: async ({ offerId, refusal }, published) => {
      draftStore.forget();
      // The offer is made all the same: to create it once more would make two of it.
      if (refusal === null) tellDone(published ? words.published : words.created);
      else tellFailure(refusal);
      await queries.invalidateQueries({ queryKey: ['offers'] });
      await navigate({ to: '/offers/$offerId/tracking', params: { offerId } });
    },
  });
  return (
    <Stack>
      <Text size="sm">{words.visibilities[draft.visibility]}. {draft.approval === 'auto' ? words.auto : words.manual}.</Text>
      {create.isError ? <ErrorState error={create.error} /> : null}
      <Group>
        <Button loading={create.isPending && create.variables} onClick={() => create.mutate(true)}>{words.publish}</Button>
        <Button variant="default" loading={create.isPending && !create.variables} onClick={() => create.mutate(false)}>{words.saveDraft}</Button>
      </Group>
    </Stack>
  );
}
