import { eventually } from './eventually';
import type { RunningNetwork } from './running-network';

/** A mail as administrators see it. */
export interface ReadMail {
  id: string;
  template: string;
  to: string;
  subject: string;
  state: string;
  text: string;
  html: string;
  secret_hidden: boolean;
}

/** Waits for a mail of this kind to an address, other than the one that was seen already. */
export async function mailTo(network: RunningNetwork, to: string, template: string, seen?: string): Promise<ReadMail> {
  return eventually(async () => {
    const { data } = await network.admin.get('/mails', { query: { to, limit: 100 } });
    const mail = data.find((one: ReadMail) => one.template === template && one.id !== seen);
    return mail ? network.admin.get<ReadMail>(`/mails/${mail.id}`) : undefined;
  });
}

/** The secret of the link in a mail. */
export function tokenIn(mail: ReadMail): string {
  const token = /#token=([\w-]+)/.exec(mail.text)?.[1];
  if (!token) throw new Error(`no link with a secret in ${mail.text}`);
  return token;
}
