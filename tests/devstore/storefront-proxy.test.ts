import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signProxyQuery } from '../../devstore/storefront/proxy/sign.ts';
import { openStorefrontBench, origin, secret, type StorefrontBench } from './storefront-bench.ts';

let bench: StorefrontBench;
let server: Server;
let seen: { url: URL; headers: IncomingHttpHeaders; body: string };

beforeAll(async () => {
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://app');
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      seen = { url, headers: request.headers, body: Buffer.concat(parts).toString() };
      if (url.pathname.endsWith('/liquid'))
        response.setHeader('content-type', 'application/liquid; charset=utf-8').end('<p>{{ shop.name }} · {{ cart.item_count }}</p>');
      else if (url.pathname.endsWith('/bare')) response.setHeader('content-type', 'application/liquid').end('{% layout none %}{{ shop.currency }}');
      else if (url.pathname.endsWith('/gone')) response.writeHead(410).end('no more');
      else if (url.pathname.endsWith('/cut')) request.socket.destroy();
      else response.writeHead(200, { 'content-type': 'application/json', 'set-cookie': 'spy=1' }).end('{"ok":true}');
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const at = server.address();
  bench = await openStorefrontBench(`http://127.0.0.1:${typeof at === 'object' ? at?.port : 0}`);
  await bench.install(true);
});
afterAll(async () => {
  await bench.close();
  server.close();
});

test.each([
  ['1', '4c68c8624d737112c91818c11017d24d334b524cb5c2b8ba08daa056f7395ddb'],
  ['', 'e072b6d7e6622d85912a5214b860d3100dc1e73d9bc29f43796ac8c9ff8093cb'],
])('the documented signature, customer "%s"', (customer, signature) => {
  const query = new URLSearchParams(
    `extra=1&extra=2&shop=shop-name.myshopify.com&logged_in_customer_id=${customer}&path_prefix=%2Fapps%2Fawesome_reviews&timestamp=1317327555&signature=old`,
  );
  expect(signProxyQuery(query, 'hush')).toBe(signature);
});

test('forwards what was asked, signed, without cookies either way', async () => {
  const shopper = bench.shopper();
  await shopper.signIn('proxy@example.com');
  const answer = await shopper.get('/apps/regulars/points/list?tag=a&tag=b&logged_in_customer_id=1&signature=x&shop=evil');
  expect([answer.status, answer.headers.get('set-cookie'), await answer.json()]).toEqual([200, null, { ok: true }]);
  expect(seen.url.pathname).toBe('/proxy/points/list');
  const query = seen.url.searchParams;
  const { rows } = await bench.state.pool.query<{ id: string }>('select id from devstore.customer where email = $1', ['proxy@example.com']);
  expect([query.get('shop'), query.get('path_prefix'), query.getAll('logged_in_customer_id')]).toEqual([bench.state.domain, '/apps/regulars', [rows[0]?.id]]);
  expect(query.get('signature')).toBe(signProxyQuery(query, secret));
  expect(Math.abs(Number(query.get('timestamp')) - Date.now() / 1000)).toBeLessThan(30);
  expect(seen.headers.cookie).toBeUndefined();
  await shopper.post('/apps/regulars/redeem', { points: '10' });
  expect(seen.body).toBe('points=10');
});

test('Liquid is rendered into the theme, or alone when it says so', async () => {
  const shopper = bench.shopper();
  const page = await shopper.page('/apps/regulars/liquid');
  expect(page).toContain('<p>Bench · 0</p>');
  expect(page).toContain('class="header"');
  expect(await shopper.page('/apps/regulars/bare')).toBe('USD');
});

test('passes statuses on; says 502 when the app breaks off, 404 for paths that are not its own or without the app', async () => {
  const shopper = bench.shopper();
  expect(await shopper.page('/apps/regulars/gone', 410)).toBe('no more');
  await shopper.page('/apps/regulars/cut', 502);
  await shopper.page('/apps/regularsx/points', 404);
  await shopper.page('/tools/regulars/points', 404);
  expect((await shopper.post('/apps/regulars/redeem', {}, { origin: `${origin}.evil` })).status).toBe(403);
  await bench.install(false);
  await shopper.page('/apps/regulars/points', 404);
  await bench.install(true);
});
