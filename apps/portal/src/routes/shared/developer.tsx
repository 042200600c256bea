import { Button, Stack } from '@mantine/core';
import { PageHeader } from '../../components/page-header';
import { useUser } from '../../session/use-user';
import { conversions as conversionsTexts } from '../../strings/conversions';
import { ApiKeys } from './api-keys';
import { PostbackCredentials } from './postback-credentials';

const words = conversionsTexts.developer;

/** What the reader's programs need: API keys, and for advertisers postback credentials. */
export function DeveloperPage() {
  const { role } = useUser();
  return (
    <>
      <PageHeader title={words.title} about={words.about} actions={<Button variant="default" component="a" href="/docs">{words.docs}</Button>} />
      <Stack>
        {role === 'advertiser' ? <PostbackCredentials /> : null}
        <ApiKeys />
      </Stack>
    </>
  );
}
