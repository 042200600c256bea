import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';

export interface Received {
  readonly body: string;
  readonly signature: string;
}

/** A webhook endpoint that keeps raw bodies and answers with the status it is told. */
export class WebhookReceiver {
  readonly received: Received[] = [];
  status = 200;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<WebhookReceiver> {
    const server = createServer();
    const receiver = new WebhookReceiver(server);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const signature = String(request.headers['stripe-signature']);
        receiver.received.push({ body: Buffer.concat(chunks).toString('utf8'), signature });
        response.writeHead(receiver.status).end();
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return receiver;
  }

  get url(): string {
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('not listening');
    return `http://127.0.0.1:${address.port}/webhooks`;
  }

  types(): string[] {
    return this.received.map(({ body }) => (JSON.parse(body) as { type: string }).type);
  }

  ids(): string[] {
    return this.received.map(({ body }) => (JSON.parse(body) as { id: string }).id);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}
