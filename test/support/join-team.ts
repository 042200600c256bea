import { mailTo, tokenIn } from './mailbox';
import type { Account, RunningNetwork } from './running-network';

/** Makes somebody who has an account a member of another organization, as the mail's link does. */
export async function joinTeam(network: RunningNetwork, host: Account, guest: Account, teamRole = 'member'): Promise<void> {
  await host.client.post('/invitations', { email: guest.email, team_role: teamRole });
  await guest.client.post('/invitations/accept', { token: tokenIn(await mailTo(network, guest.email, 'invitation')) });
}
