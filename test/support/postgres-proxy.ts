import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A TCP proxy in front of Postgres that can be taken away, or cut off between a COMMIT and its answer. */
export class PostgresProxy {
  private readonly sockets = new Set<Socket>();
  private server: Server | null = null;
  private port = 0;
  /** How many of the next COMMITs reach the database without their answer coming back. */
  loseAnswers = 0;

  private constructor(private readonly target: URL) {}

  static async start(databaseUrl: string): Promise<PostgresProxy> {
    const proxy = new PostgresProxy(new URL(databaseUrl));
    await proxy.comeBack();
    return proxy;
  }

  /** The same database, through the proxy. */
  get url(): string {
    const url = new URL(this.target);
    url.port = String(this.port);
    url.hostname = '127.0.0.1';
    return url.href;
  }

  async goAway(): Promise<void> {
    const { server } = this;
    this.server = null;
    if (!server) return;
    const closed = once(server, 'close');
    server.close();
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  async comeBack(): Promise<void> {
    this.server = createServer((client) => this.forward(client)).listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
  }

  private forward(client: Socket): void {
    const database = connect(Number(this.target.port), this.target.hostname);
    let silenced = false;
    client.on('data', (bytes) => {
      if (this.loseAnswers > 0 && bytes.includes('COMMIT\0')) {
        this.loseAnswers -= 1;
        silenced = true;
      }
      database.write(bytes);
    });
    database.on('data', (bytes) => {
      if (silenced) client.destroy(); // the answer shows that the database has done it
      else client.write(bytes);
    });
    for (const [one, other] of [[client, database], [database, client]] as const) {
      this.sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
    }
  }
}
