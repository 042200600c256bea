import { createServer, type Socket } from 'node:net';

/** A mail as the server took it: the envelope and the message, headers included. */
export interface TakenMail {
  to: string[];
  message: string;
}

/** A mail server for tests (RFC 5321, without TLS). */
export interface SmtpServer {
  readonly url: string;
  readonly taken: TakenMail[];
  /** Answers to come: to `RCPT`, or to the end of `DATA` (`drop` takes the mail and hangs up before it says so). */
  readonly script: { recipient?: string | undefined; data?: 'drop' | undefined };
  stop(): Promise<void>;
}

export async function startSmtpServer(): Promise<SmtpServer> {
  const taken: TakenMail[] = [];
  const script: SmtpServer['script'] = {};
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
    converse(socket, taken, script);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the mail server has no port');
  return {
    url: `smtp://127.0.0.1:${address.port}`, taken, script,
    stop: () => new Promise((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    }),
  };
}

function converse(socket: Socket, taken: TakenMail[], script: SmtpServer['script']): void {
  let [buffer, inData, to] = ['', false, [] as string[]];
  const say = (line: string): void => void socket.write(`${line}\r\n`);
  const command = (line: string): void => {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'RCPT' && script.recipient) return say(script.recipient);
    if (verb === 'RCPT') to.push(/<(.*)>/.exec(line)?.[1] ?? '');
    if (verb === 'DATA') inData = true;
    say({ EHLO: '250 localhost', DATA: '354 go on', QUIT: '221 bye' }[verb] ?? '250 ok');
  };
  const message = (text: string): void => {
    taken.push({ to, message: text });
    [inData, to] = [false, []];
    if (script.data !== 'drop') return say('250 taken');
    script.data = undefined;
    socket.destroy();
  };
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    buffer += chunk;
    for (;;) {
      const end = inData ? '\r\n.\r\n' : '\r\n';
      const at = buffer.indexOf(end);
      if (at < 0) return;
      const part = buffer.slice(0, at);
      buffer = buffer.slice(at + end.length);
      if (inData) message(part);
      else command(part);
    }
  });
  say('220 localhost');
}
