import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createClock } from '../../devstore/state/clock.ts';
import { openDatabase } from '../../devstore/state/database.ts';
import type { Context } from '../../devstore/context.ts';
import type { Store } from '../../devstore/state/model.ts';
import type { Json } from '../../devstore/state/model/values.ts';
import { SERVER_URL } from '../support/postgres.ts';

export const secret = 'a-secret-of-the-test';

/** A database of its own with one store in which the app is installed, and a way to make things happen in it. */
export async function openBench(store: Store, options: { appUrl: string; toml: string; retrySpeedup?: number }) {
  const name = `webhooks_${randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client({ connectionString: SERVER_URL });
  await admin.connect();
  await admin.query(`create database ${name}`);
  const url = new URL(SERVER_URL);
  url.pathname = `/${name}`;
  const pool = await openDatabase(url.href, 9_007_199_254_740_993n);
  const folder = await mkdtemp(join(tmpdir(), 'webhooks-'));
  const appTomlPath = join(folder, 'shopify.app.toml');
  await writeFile(appTomlPath, options.toml);
  await pool.query('insert into devstore.store (domain, id, created_at, updated_at, doc) values ($1, $2, now(), now(), $3)', [
    store.domain,
    store.id,
    JSON.stringify(store),
  ]);
  const ctx: Context = {
    config: {
      databaseUrl: url.href,
      port: 0,
      storefrontPort: 0,
      appUrl: options.appUrl,
      clientId: 'key',
      clientSecret: secret,
      appTomlPath,
      extensionsPath: '.data/extensions',
      schemaPath: '',
      retrySpeedup: options.retrySpeedup ?? 20_000,
      idStart: 1n,
    },
    pool,
    clock: createClock(pool),
    stores: () => Promise.resolve([store]),
    operations: () => {
      throw new Error('This bench writes events itself.');
    },
  };
  const setInstalled = (uninstalledAt: string | null) =>
    pool.query(`insert into devstore.installation (domain, doc) values ($1, $2) on conflict (domain) do update set doc = excluded.doc`, [
      store.domain,
      JSON.stringify({ clientId: 'key', scopes: [], installedAt: '2020-01-01T00:00:00.000Z', uninstalledAt }),
    ]);
  await setInstalled(null);
  return {
    ctx,
    setInstalled,
    happen: (topic: string, payload: Json, subjectId = '1') =>
      pool.query(
        `insert into devstore.event (domain, topic, occurred_at, event_id, subject_kind, subject_id, payload) values ($1, $2, now(), $3, 'order', $4, $5)`,
        [store.domain, topic, randomUUID(), subjectId, JSON.stringify(payload)],
      ),
    async close() {
      await pool.end();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
      await rm(folder, { recursive: true });
    },
  };
}
