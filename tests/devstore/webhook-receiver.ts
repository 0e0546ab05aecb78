import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  headers: http.IncomingHttpHeaders;
  body: string;
  path: string;
}
type Reply = (request: Received, count: number) => { status: number; headers?: Record<string, string>; waitMs?: number };

/** An app's web server as far as webhooks go: it remembers what came, and answers as told. */
export async function startReceiver(reply: Reply = () => ({ status: 200 })) {
  const received: Received[] = [];
  const server = http.createServer((request, response) => {
    let body = '';
    request
      .setEncoding('utf8')
      .on('data', (chunk: string) => {
        body += chunk;
      })
      .on('end', () => {
        const one = { headers: request.headers, body, path: request.url ?? '' };
        received.push(one);
        const { status, headers, waitMs = 0 } = reply(one, received.length);
        setTimeout(() => {
          response.writeHead(status, headers);
          response.end('answer');
        }, waitMs);
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    topics: () => received.map((one) => one.headers['x-shopify-topic']),
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(resolve);
      }),
  };
}
