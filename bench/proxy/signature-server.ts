import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The peer that only verifies: node:http, the signature of the app proxy compared, 200 with a body of the same size, or 400. */
const secret = process.env['SHOPIFY_API_SECRET'] ?? '';
const BODY = JSON.stringify({ profile: 'x'.repeat(180) });

const server = createServer((request, response) => {
  const query = new URLSearchParams(request.url?.split('?')[1]);
  const given = Buffer.from(query.get('signature') ?? '');
  query.delete('signature');
  const message = [...query]
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join('');
  const expected = Buffer.from(createHmac('sha256', secret).update(message).digest('hex'));
  const isSigned = given.length === expected.length && timingSafeEqual(given, expected);
  response.writeHead(isSigned ? 200 : 400, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(BODY) });
  response.end(BODY);
});
server.listen(0, '127.0.0.1', () => process.send?.({ ready: true, port: (server.address() as AddressInfo).port }));
process.once('disconnect', () => process.exit(0));
