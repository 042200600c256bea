/** What every example call is made of. */
export interface ExampleCall {
  readonly trackerUrl: string;
  readonly advertiserId: string;
  readonly token: string;
  readonly currency: string;
}

/** The postback with placeholders for what changes with each order. */
export function postbackUrl({ trackerUrl, advertiserId, token, currency }: ExampleCall): string {
  return `${trackerUrl}/postback?advertiser=${advertiserId}&token=${token}&click_id={click_id}&order_id={order_id}&amount={amount}&currency=${currency}`;
}

/** The same call in the usual languages, ready to paste. */
export function snippets({ trackerUrl, advertiserId, token, currency }: ExampleCall): { readonly curl: string; readonly node: string; readonly php: string } {
  return {
    curl: `curl '${trackerUrl}/postback' \\
  -d 'advertiser=${advertiserId}' \\
  -d 'token=${token}' \\
  -d 'click_id=CLICK_ID' \\
  -d 'order_id=ORDER_ID' \\
  -d 'amount=49.90' \\
  -d 'currency=${currency}'`,
    node: `await fetch('${trackerUrl}/postback', {
  method: 'POST',
  body: new URLSearchParams({
    advertiser: '${advertiserId}',
    token: '${token}',
    click_id: order.clickId,
    order_id: order.id,
    amount: order.total, // '49.90'
    currency: '${currency}',
  }),
});`,
    php: `file_get_contents('${trackerUrl}/postback?' . http_build_query([
    'advertiser' => '${advertiserId}',
    'token' => '${token}',
    'click_id' => $order->clickId,
    'order_id' => $order->id,
    'amount' => $order->total, // '49.90'
    'currency' => '${currency}',
]));`,
  };
}
