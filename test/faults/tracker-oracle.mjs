/**
 * Follows links without a pause and writes down which clicks were acknowledged with a redirect: a process of its own, which nobody kills.
 * `node tracker-oracle.mjs <tracker port> <file> <connections>`; SIGTERM ends it and writes the file, one click id a line.
 */
import { writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';

const [port, file, connections] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: Number(connections) });
const acknowledged = [];
let refused = 0;
let stopped = false;

process.on('SIGTERM', () => { stopped = true; });
process.on('message', () => process.send?.({ acknowledged: acknowledged.length, refused }));

function visit() {
  return new Promise((done) => {
    const request = get({
      host: '127.0.0.1', port, agent, path: `/c/bench${1 + Math.floor(Math.random() * 10_000)}?sub1=kill`, timeout: 20_000,
      headers: {
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
        'x-forwarded-for': `${1 + Math.floor(Math.random() * 220)}.${Math.floor(Math.random() * 256)}.${Math.floor(Math.random() * 256)}.7`,
      },
    }, (response) => {
      const location = response.headers.location;
      if (response.statusCode === 302 && location) acknowledged.push(new URL(location).searchParams.get('fl_click') ?? '');
      else refused += 1;
      response.resume();
      response.once('end', () => done(true));
      response.once('error', () => done(false));
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => { refused += 1; done(false); });
  });
}

async function run() {
  while (!stopped) if (!(await visit())) await new Promise((done) => setTimeout(done, 20)); // the tracker is being started again
}

await Promise.all(Array.from({ length: Number(connections) }, run));
writeFileSync(file, acknowledged.join('\n'));
agent.destroy();
process.exit(0);
