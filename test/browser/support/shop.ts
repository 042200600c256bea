import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An advertiser's shop: a landing page that keeps the click id of its last visitor, and reports purchases. */
export class Shop {
  private lastClickId: string | null = null;

  private constructor(private readonly server: Server) {}

  static async open(): Promise<Shop> {
    const server = createServer();
    const shop = new Shop(server);
    server.on('request', (request, response) => {
      shop.lastClickId = new URL(request.url ?? '/', shop.url).searchParams.get('fl_click') ?? shop.lastClickId;
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><html lang="en"><title>Shop</title><h1>Welcome to the shop</h1></html>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return shop;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Reports a purchase to the postback URL as the portal shows it. */
  async report(postbackUrl: string, order: { orderId: string; amount: string; clickId?: string }): Promise<number> {
    const values: Record<string, string> = { click_id: order.clickId ?? this.lastClickId ?? '', order_id: order.orderId, amount: order.amount };
    const answer = await fetch(postbackUrl.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? '')));
    await answer.arrayBuffer();
    return answer.status;
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeAllConnections();
    });
  }
}
