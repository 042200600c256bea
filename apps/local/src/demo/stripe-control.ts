/** The control API of the Stripe stand-in; absent when a real Stripe is configured. */
export class StripeControl {
  constructor(private readonly url: string) {}

  /** Adds to the platform's available balance, in minor units. */
  async fund(currency: string, amount: number): Promise<void> {
    await this.post('fund', { currency: currency.toLowerCase(), amount });
  }

  /** Finishes the onboarding of a connected account. */
  async complete(account: string): Promise<void> {
    await this.post('account-scripts', { account, script: 'complete' });
  }

  private async post(path: string, body: unknown): Promise<void> {
    const answer = await fetch(`${this.url}/_control/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`the Stripe stand-in refused ${path}: ${answer.status} ${await answer.text()}`);
  }
}
