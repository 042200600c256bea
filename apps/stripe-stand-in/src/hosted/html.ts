import type { CurrencyBalance } from '../state/balance-book';
import type { AccountRecord } from '../state/records';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const STYLE = `
body{font:16px/1.5 system-ui,sans-serif;background:#f4f5f8;color:#1f2430;margin:0;display:grid;place-items:center;min-height:100vh}
main{background:#fff;border-radius:12px;box-shadow:0 8px 30px #1f243018;padding:32px;max-width:420px;margin:16px}
h1{font-size:20px;margin:0 0 8px}dl{display:grid;grid-template-columns:auto 1fr;gap:4px 16px}dd{margin:0}
button{font:inherit;width:100%;padding:10px;border:0;border-radius:8px;background:#4b45d6;color:#fff;cursor:pointer}
a{display:block;text-align:center;margin-top:12px;color:#4b45d6}small{color:#666c7a}`;

export function onboardingPage(account: AccountRecord, returnUrl: string): string {
  return layout(
    'Set up payouts',
    `<p>This page stands in for Stripe's onboarding. Nothing that you enter would leave this machine, so nothing is asked.</p>
${facts(account)}
<form method="post"><button type="submit">Complete onboarding</button></form>
<a href="${escaped(returnUrl)}">Return without finishing</a>`,
  );
}

/** Amounts are shown in minor units, as stored. */
export function loginPage(account: AccountRecord, balances: readonly CurrencyBalance[]): string {
  const rows = balances.map(({ currency, available }) => `<dt>${escaped(currency.toUpperCase())}</dt><dd>${available} minor units</dd>`);
  return layout('Express dashboard', `${facts(account)}<h1>Balance</h1><dl>${rows.join('') || '<dt>Nothing yet</dt>'}</dl>`);
}

export function messagePage(message: string): string {
  return layout('Stripe stand-in', `<p>${escaped(message)}</p>`);
}

function facts(account: AccountRecord): string {
  return `<dl><dt>Account</dt><dd>${escaped(account.id)}</dd><dt>E-mail</dt><dd>${escaped(account.email ?? 'none')}</dd>
<dt>Country</dt><dd>${escaped(account.country)}</dd></dl>`;
}

function layout(title: string, content: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>${STYLE}</style></head>
<body><main><h1>${title}</h1>${content}<p><small>Development stand-in. This is not Stripe.</small></p></main></body></html>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
