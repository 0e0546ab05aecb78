import { HttpResponseError, RequestedTokenType } from '@shopify/shopify-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSessionToken, getInstallation, install, uninstall, updateScopes } from '../../devstore/oauth/installation.ts';
import { allScopes, openApiBench, type ApiBench } from './api-bench.ts';

let bench: ApiBench;
beforeAll(async () => {
  bench = await openApiBench();
});
afterAll(() => bench.close());

const statusOf = async (token: string) =>
  (
    await fetch(`${bench.origin}/admin/api/2026-10/graphql.json`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-shopify-access-token': token, 'x-emu-host': bench.domain },
      body: '{"query":"{ shop { id } }"}',
    })
  ).status;
const token = async (body: object) =>
  fetch(`${bench.origin}/admin/oauth/access_token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-emu-host': bench.domain },
    body: JSON.stringify({ client_id: 'client-7', client_secret: 'secret-of-the-bench', ...body }),
  });
const exchangeOf = (subject: string) =>
  token({
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: subject,
    subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
    requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
    expiring: '1',
  });

test('the real client exchanges, asks, refreshes; a refresh token works once', async () => {
  const session = await bench.exchange();
  expect(session.isOnline).toBe(false);
  expect(Math.round(((session.expires?.getTime() ?? 0) - Date.now()) / 60_000)).toBe(60);
  expect(Math.round(((session.refreshTokenExpires?.getTime() ?? 0) - Date.now()) / 86_400_000)).toBe(90);
  const client = new bench.shopify.clients.Graphql({ session });
  expect((await client.request('{ shop { myshopifyDomain } }')).data).toEqual({ shop: { myshopifyDomain: bench.domain } });
  const next = (await bench.shopify.auth.refreshToken({ shop: bench.domain, refreshToken: session.refreshToken ?? '' })).session;
  expect(await statusOf(next.accessToken ?? '')).toBe(200);
  expect(await statusOf(session.accessToken ?? '')).toBe(401);
  await expect(bench.shopify.auth.refreshToken({ shop: bench.domain, refreshToken: session.refreshToken ?? '' })).rejects.toThrow(HttpResponseError);
});

test('a token that has run out is refused, and no token is kept in clear', async () => {
  const session = await bench.exchange();
  const { rows } = await bench.pool.query<{ text: string }>('select row_to_json(t)::text as text from devstore.token t');
  expect(rows.some((row) => row.text.includes(session.accessToken ?? ''))).toBe(false);
  await bench.pool.query("update devstore.token set expires_at = now() - interval '1 second' where kind = 'offline'");
  expect(await statusOf(session.accessToken ?? '')).toBe(401);
});

test('online tokens name the member of staff; client credentials work', async () => {
  const { session } = await bench.shopify.auth.tokenExchange({
    shop: bench.domain,
    sessionToken: await createSessionToken(bench.ctx, bench.domain, '77'),
    requestedTokenType: RequestedTokenType.OnlineAccessToken,
  });
  expect([session.isOnline, session.onlineAccessInfo?.associated_user.id]).toEqual([true, 77]);
  const credentials = await bench.shopify.auth.clientCredentials({ shop: bench.domain });
  expect(await statusOf(credentials.session.accessToken ?? '')).toBe(200);
});

test('session tokens that are forged, of another shop, or past', async () => {
  const good = await createSessionToken(bench.ctx, bench.domain, '77');
  const [head, body] = good.split('.');
  expect((await exchangeOf(`${head}.${body}.${'A'.repeat(43)}`)).status).toBe(400);
  const claims = { ...(JSON.parse(Buffer.from(body ?? '', 'base64url').toString()) as object), dest: 'https://other.myshopify.com' };
  expect((await exchangeOf(`${head}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${good.split('.')[2]}`)).status).toBe(400);
  expect(await (await exchangeOf('nonsense')).json()).toEqual({ error: 'invalid_subject_token' });
  expect((await token({ grant_type: 'client_credentials', client_secret: 'wrong' })).status).toBe(400);
  expect((await token({ grant_type: 'password' })).status).toBe(400);
});

test('uninstalling ends every token and says so; installing again starts afresh', async () => {
  const session = await bench.exchange();
  await uninstall(bench.ctx, bench.domain);
  expect(await bench.lastTopics()).toEqual(['app/uninstalled']);
  expect(await statusOf(session.accessToken ?? '')).toBe(401);
  await expect(createSessionToken(bench.ctx, bench.domain, '77')).rejects.toThrow('not installed');
  expect((await getInstallation(bench.ctx, bench.domain))?.uninstalledAt).not.toBeNull();
  await install(bench.ctx, bench.domain);
  expect(await statusOf((await bench.exchange()).accessToken ?? '')).toBe(200);
});

test('changed scopes are granted on request, with a webhook, to tokens that exist', async () => {
  const session = await bench.exchange();
  bench.token = session.accessToken ?? '';
  expect(await updateScopes(bench.ctx, bench.domain)).toBe(false);
  await bench.setScopes(['read_customers']);
  expect(await updateScopes(bench.ctx, bench.domain)).toBe(true);
  expect(await bench.lastTopics()).toEqual(['app/scopes_update']);
  const refused = await bench.ask('{ orders(first: 1) { nodes { id } } }');
  expect(refused.errors?.[0]).toMatchObject({
    extensions: { code: 'ACCESS_DENIED', requiredAccess: expect.stringContaining('read_orders') as string },
    path: ['orders', 'nodes'],
  });
  expect((await bench.ask('{ customers(first: 1) { nodes { id } } }')).errors).toBeUndefined();
  await bench.setScopes(allScopes);
  await updateScopes(bench.ctx, bench.domain);
});
