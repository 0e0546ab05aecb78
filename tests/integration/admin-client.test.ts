import { wire } from '../support/wire-server';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Session } from '@shopify/shopify-api';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { registerShop, shopIdOf } from '~/domain/shops/index.server';
import { AdminApiError, AdminUserError, adminClient } from '~/platform/shopify/admin/index.server';
import { ReadBulkOperationDocument, RunBulkQueryDocument } from '~/platform/shopify/graphql/generated/documents';
import { saveSession } from '~/platform/shopify/session/session.store.server';
import { useDatabase } from '../support/database';

useDatabase();

const domain = 'client-test.myshopify.com';
const shopId = shopIdOf(domain);
type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;

/** The wire: what Shopify answers, one after the other; the last answer is repeated. */
let answers: Answer[] = [];
let graphqlCalls: { token: string | undefined; host: string | undefined; at: number }[] = [];
let refreshes = 0;
wire.handle = (request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    if (request.url === '/admin/oauth/access_token') {
      refreshes += 1;
      return json({
        access_token: `fresh-${refreshes}`,
        scope: 'read_customers',
        expires_in: 3600,
        refresh_token: `refresh-${refreshes}`,
        refresh_token_expires_in: 7_776_000,
      })(request, response, body);
    }
    graphqlCalls.push({ token: request.headers['x-shopify-access-token']?.toString(), host: request.headers['x-emu-host']?.toString(), at: performance.now() });
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    answer?.(request, response, body);
  });
};

const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Answer =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
const cost = (currentlyAvailable: number, requestedQueryCost = 50) => ({
  cost: { requestedQueryCost, actualQueryCost: null, throttleStatus: { maximumAvailable: 2000, currentlyAvailable, restoreRate: 1000 } },
});
const operation = {
  id: 'gid://shopify/BulkOperation/1',
  status: 'RUNNING',
  errorCode: null,
  createdAt: '2026-11-21T00:00:00Z',
  objectCount: '0',
  rootObjectCount: '0',
  fileSize: null,
  url: null,
  partialDataUrl: null,
};
const fine = json({ data: { bulkOperation: operation }, extensions: cost(1900) });
const ask = (priority: 'person' | 'background' = 'person') => adminClient(shopId, { priority }).query(ReadBulkOperationDocument, { id: operation.id });

beforeAll(async () => {
  await registerShop(domain);
  await saveSession(
    shopId,
    new Session({
      id: `offline_${domain}`,
      shop: domain,
      state: '',
      isOnline: false,
      accessToken: 'first',
      refreshToken: 'refresh',
      expires: new Date(Date.now() + 3_600_000),
      scope: 'read_customers',
    }),
  );
});
afterAll(() => wire.close());
beforeEach(() => {
  answers = [fine];
  graphqlCalls = [];
});

test('a request goes to the emulator with the host and the token of its shop', async () => {
  await expect(ask()).resolves.toEqual({ bulkOperation: operation });
  expect(graphqlCalls).toMatchObject([{ token: 'first', host: domain }]);
});

test('throttling is waited out for as long as the bucket takes to refill', async () => {
  answers = [json({ errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }], extensions: cost(0, 300) }), fine];
  await ask();
  const [first, second] = graphqlCalls;
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(295);
});

test('Retry-After counts in seconds', async () => {
  answers = [json({}, 429, { 'retry-after': '1.2' }), fine];
  await ask();
  expect((graphqlCalls[1]?.at ?? 0) - (graphqlCalls[0]?.at ?? 0)).toBeGreaterThanOrEqual(1195);
});

test('a wait beyond the patience of a person is an error at once', async () => {
  answers = [json({}, 503, { 'retry-after': '60' })];
  const startedAt = performance.now();
  await expect(ask()).rejects.toMatchObject({ code: 'unavailable', status: 503 });
  expect(graphqlCalls).toHaveLength(1);
  // It did not wait as long as the store asked.
  expect(performance.now() - startedAt).toBeLessThan(60_000);
});

test('a refused token is refreshed once, and a second refusal is final', async () => {
  answers = [json({ errors: '[API] Invalid API key or access token' }, 401), fine];
  await ask();
  expect(graphqlCalls.map((call) => call.token)).toEqual(['first', 'fresh-1']);
  answers = [json({}, 401)];
  graphqlCalls = [];
  await expect(ask()).rejects.toMatchObject({ code: 'unauthorised', status: 401 });
  expect(graphqlCalls).toHaveLength(2);
});

test.each([402, 403, 404, 423])('a shop that answers %i is not asked again', async (status) => {
  answers = [json({ errors: 'no' }, status)];
  await expect(ask()).rejects.toBeInstanceOf(AdminApiError);
  expect(graphqlCalls).toHaveLength(1);
});

test('half an answer is no answer: data with errors is refused', async () => {
  answers = [json({ data: { bulkOperation: null }, errors: [{ message: 'Access denied for bulkOperation', extensions: { code: 'ACCESS_DENIED' } }] })];
  await expect(ask()).rejects.toMatchObject({ code: 'forbidden', codes: ['ACCESS_DENIED'] });
});

test('a query survives broken connections and answers that are not JSON; a mutation that may have been carried out is not repeated', async () => {
  const broken: Answer = (request) => request.socket.destroy();
  const garbage: Answer = (_request, response) => response.end('<html>');
  answers = [broken, garbage, fine];
  await ask();
  expect(graphqlCalls).toHaveLength(3);
  answers = [broken, fine];
  graphqlCalls = [];
  await expect(adminClient(shopId, { priority: 'person' }).query(RunBulkQueryDocument, { query: '{ shop { id } }' })).rejects.toMatchObject({
    failure: 'network',
  });
  expect(graphqlCalls).toHaveLength(1);
});

test('user errors of a mutation are an error with their codes', async () => {
  answers = [
    json({ data: { bulkOperationRunQuery: { bulkOperation: null, userErrors: [{ field: ['query'], message: 'Limit reached', code: 'LIMIT_REACHED' }] } } }),
  ];
  const refused = adminClient(shopId, { priority: 'person' }).query(RunBulkQueryDocument, { query: '{ shop { id } }' });
  await expect(refused).rejects.toSatisfy((error: unknown) => error instanceof AdminUserError && error.has('LIMIT_REACHED') && error.field === 'query');
});

test('work in the background leaves half of the points to people', async () => {
  answers = [json({ data: { bulkOperation: operation }, extensions: cost(500) }), fine];
  await ask('background');
  await ask('background');
  expect((graphqlCalls[1]?.at ?? 0) - (graphqlCalls[0]?.at ?? 0)).toBeGreaterThanOrEqual(450);
});
