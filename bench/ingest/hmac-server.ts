import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The peer that only verifies: node:http, the body read whole, its HMAC compared, 200 or 401. */
const secret = process.env['SHOPIFY_API_SECRET'] ?? '';
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const expected = createHmac('sha256', secret).update(Buffer.concat(chunks)).digest();
    const given = Buffer.from(String(request.headers['x-shopify-hmac-sha256']), 'base64');
    response.statusCode = given.length === expected.length && timingSafeEqual(given, expected) ? 200 : 401;
    response.end();
  });
});
server.listen(0, '127.0.0.1', () => process.send?.({ ready: true, port: (server.address() as AddressInfo).port }));
process.once('disconnect', () => process.exit(0));
