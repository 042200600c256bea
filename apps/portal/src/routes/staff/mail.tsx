import { Alert, SegmentedControl, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { mails } from '../../api/network-queries';
import { DateTime } from '../../components/date-time';
import { TextLink } from '../../components/links';
import { PageHeader } from '../../components/page-header';
import { Facts, Panel } from '../../components/panel';
import { ErrorState, LoadingRows } from '../../components/states';
import { StatusBadge } from '../../components/status-badge';
import { mails as mailsTexts } from '../../strings/mails';

const words = mailsTexts;
const FORMS = [{ value: 'preview', label: words.preview }, { value: 'text', label: words.text }] as const;

/** One mail, as its reader sees it. */
export function MailPage() {
  const { mailId } = useParams({ from: '/shell/mails/$mailId' });
  // Read once: looking at it again may ask for a fresh code.
  const { data: mail, error, refetch } = useQuery({ ...mails.one(mailId), staleTime: Infinity, refetchOnWindowFocus: false });
  const [form, setForm] = useState<string>('preview');
  const crumbs = [<TextLink key="mails" to="/mails">{words.back}</TextLink>];
  if (!mail) return <><PageHeader title={words.title} crumbs={crumbs} />{error ? <ErrorState error={error} retry={() => void refetch()} /> : <LoadingRows />}</>;
  const holdsLink = mail.state === 'kept' && !mail.secret_hidden && mail.text.includes('#token=');
  return (
    <>
      <PageHeader title={mail.subject} crumbs={crumbs} status={<StatusBadge kind="mail" status={mail.state} />} />
      <Stack gap="lg">
        <Panel>
          <Facts rows={[
            [words.to, mail.to], [words.kind, mail.template.replaceAll('_', ' ')], [words.written, <DateTime key="written" at={mail.created_at} form="exact" />],
            mail.sent_at ? [words.sent, <DateTime key="sent" at={mail.sent_at} form="exact" />] : null, mail.state === 'kept' ? null : [words.attempts, mail.attempts], mail.last_error ? [words.lastError, mail.last_error] : null,
          ]} />
        </Panel>
        {mail.secret_hidden || holdsLink ? <Alert color={holdsLink ? 'yellow' : 'blue'} variant="light"><Text size="sm">{holdsLink ? words.secretShown : words.secretHidden}</Text></Alert> : null}
        <SegmentedControl data={[...FORMS]} value={form} onChange={setForm} aria-label={words.kind} style={{ alignSelf: 'flex-start' }} />
        {form === 'preview' ? <Preview subject={mail.subject} html={mail.html} /> : <pre className="portal-code" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', margin: 0 }} tabIndex={0} aria-label={words.text} role="region">{mail.text}</pre>}
      </Stack>
    </>
  );
}

/** No scripts, no forms, no way out: the frame has an origin of its own and may do nothing. Its links are not to be followed by staff. */
function Preview({ subject, html }: { readonly subject: string; readonly html: string }) {
  return <iframe title={words.frame(subject)} sandbox="" srcDoc={html} style={{ width: '100%', height: 560, border: '1px solid var(--portal-line)', borderRadius: 12, background: '#ffffff', colorScheme: 'light' }} />;
}
