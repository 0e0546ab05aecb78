import { useDevstore } from '../support/devstore';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Session } from '@shopify/shopify-api';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { appendEvent } from '~/db/outbox.server';
import { withShop } from '~/db/tenant.server';
import { findShop, shopIdOf } from '~/domain/shops/index.server';
import { HANDLERS } from '~/jobs/handlers/index.server';
import { relayOutbox } from '~/jobs/outbox-relay.server';
import { jobProcessor } from '~/jobs/process-job.server';
import { openQueue } from '~/jobs/queue.server';
import { refreshIdleTokens } from '~/jobs/refresh-tokens.server';
import { adminClient } from '~/platform/shopify/admin/index.server';
import { ReadShopDocument } from '~/platform/shopify/graphql/generated/documents';
import { offlineToken } from '~/platform/shopify/session/offline-token.server';
import { findSession, saveSession } from '~/platform/shopify/session/session.store.server';
import { useDatabase } from '../support/database';
import { installShop } from '../support/install-shop';
import { databaseUrl } from '../support/postgres';
import { eventually } from '../support/stack';

const domain = 'token-test.myshopify.com';
const shopId = shopIdOf(domain);
const DAY_MS = 86_400_000;
const { ownerPool } = useDatabase();
const devstore = useDevstore([['--domain', domain, '--customers', '20', '--months', '1', '--seed', '5']]);
let storePool: pg.Pool;
beforeAll(() => {
  storePool = new pg.Pool({ connectionString: databaseUrl(devstore.database, 'owner'), max: 1 });
  storePool.on('error', () => undefined);
});
afterAll(() => storePool.end());
beforeEach(() => installShop(devstore.api, domain));

const session = async () => {
  const found = await findSession(shopId, `offline_${domain}`);
  if (!found) throw new Error('The shop has no session.');
  return found;
};
const change = async (changed: Partial<Session>) => saveSession(shopId, new Session({ ...(await session()).toObject(), ...changed }));
const askStore = () => adminClient(shopId, { priority: 'person' }).query(ReadShopDocument, {});
const child = async (days: number) => {
  const args = ['--import', 'tsx', 'tests/support/token-once.ts', shopId.toString(), String(days)];
  return (await promisify(execFile)(process.execPath, args, { env: process.env })).stdout;
};
const revoke = () => storePool.query('delete from devstore.token where domain = $1', [domain]);

test('a token that has run out is refreshed and rotated; the store takes the new one', async () => {
  const before = await session();
  await change({ expires: new Date(Date.now() - 1000) });
  await askStore();
  const after = await session();
  expect(after.accessToken).not.toBe(before.accessToken);
  expect(after.refreshToken).not.toBe(before.refreshToken);
  const { rows } = await ownerPool.query<{ text: string; days: number }>(
    "select encode(sealed, 'escape') as text, extract(day from refresh_until - now())::int as days from session where not is_online",
  );
  expect(rows[0]?.days).toBe(89);
  expect(rows[0]?.text).not.toContain(after.accessToken);
  expect(rows[0]?.text).not.toContain(after.refreshToken);
});

test('processes that need a new token at the same time refresh it once', { timeout: 120_000 }, async () => {
  const before = await session();
  await change({ expires: new Date(Date.now() - 1000) });
  const got = await Promise.all([child(0), child(0), offlineToken(shopId).then((token) => token.accessToken)]);
  expect(new Set(got).size).toBe(1);
  expect(got[0]).not.toBe(before.accessToken);
  await askStore();
});

test('the token of an idle shop is refreshed in time, once, and one that lives long enough is left alone', { timeout: 120_000 }, async () => {
  const before = await session();
  await refreshIdleTokens(30 * DAY_MS);
  expect((await session()).accessToken).toBe(before.accessToken);
  await change({ refreshTokenExpires: new Date(Date.now() + 20 * DAY_MS) });
  const got = await Promise.all([child(30), child(30)]);
  expect(new Set(got).size).toBe(1);
  expect(got[0]).not.toBe(before.accessToken);
  expect(((await session()).refreshTokenExpires?.getTime() ?? 0) - Date.now()).toBeGreaterThan(89 * DAY_MS);
});

test('a revoked token ends in a state and not in a loop; work waits for the app to be opened again', async () => {
  await revoke();
  await expect(askStore()).rejects.toMatchObject({ code: 'unauthorised' });
  expect((await findShop(shopId))?.accessLostAt).toBeInstanceOf(Date);
  expect(await findSession(shopId, `offline_${domain}`)).toBeUndefined();

  const queue = openQueue({ databaseUrl: process.env['DATABASE_URL'] ?? '' });
  const failures: Error[] = [];
  const worker = queue.work(jobProcessor(HANDLERS), 2);
  worker.on('failed', (_job, error) => failures.push(error));
  const event = async () =>
    (
      await ownerPool.query<{ held: boolean; finished: boolean; error: string | null }>(
        "select held, finished_at is not null as finished, error from domain_event where type = 'order.reread_requested'",
      )
    ).rows[0];
  try {
    await withShop(shopId, (tx) => appendEvent(tx, shopId, 'order.reread_requested', { orderId: '1' }, new Date()));
    await ownerPool.query("update domain_event set relayed_at = now(), finished_at = now() where type <> 'order.reread_requested'");
    await relayOutbox(queue);
    await eventually('the job waits', async () => (await event())?.held);
    expect(await relayOutbox(queue)).toBe(0);
    await refreshIdleTokens(400 * DAY_MS);
    expect(failures).toEqual([]);

    await installShop(devstore.api, domain);
    expect((await findShop(shopId))?.accessLostAt).toBeNull();
    expect(await relayOutbox(queue)).toBe(1);
    await eventually('the job is done', async () => (await event())?.finished);
    expect(failures).toEqual([]);
  } finally {
    await queue.close();
  }
});
