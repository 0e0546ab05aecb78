import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import pg from 'pg';
import { customerSnapshot } from '../../prisma/seed/builders';
import { DEVSTORE, DEVSTORE_HISTORY } from '../../scripts/lib/devstore.mjs';
import { devstoreApi } from '../../scripts/lib/devstore-api.mjs';
import { startProgram } from '../../scripts/lib/processes.mjs';
import { installShop } from '../../tests/support/install-shop';
import { setting } from '../support/environment';
import { applyCustomers } from '~/domain/customers/index.server';
import { adjust, applyProgrammes } from '~/domain/loyalty/members/index.server';
import { publish } from '~/domain/loyalty/programme/index.server';

const DOMAIN = 'bench-projection.myshopify.com';
const STEP = 1_000_000_000n;
const DOCUMENT = {
  earn: { pendingDays: 0 },
  tiers: {
    levels: [
      { id: 'silver', name: { en: 'Silver' }, entry: '100.00' },
      { id: 'gold', name: { en: 'Gold', 'zh-CN': '金卡' }, entry: '500.00', earlyAccessTag: 'early-bird' },
    ],
  },
};

/** A store of the smallest plan whose customers are all members, here and there: one is made by the app, the others are its copies. */
export async function openStage(members: number) {
  const webhooks = createServer((request, response) => {
    request.resume();
    request.on('end', () => response.end());
  });
  webhooks.listen(Number(new URL(setting('DEVSTORE_APP_URL')).port), '127.0.0.1');
  const history = ['generate', '--domain', DOMAIN, '--customers', '2', '--months', '1', '--plan', 'basic', '--seed', '1'];
  await promisify(execFile)(process.execPath, [DEVSTORE_HISTORY, ...history]);
  const program = startProgram('bench-projection-devstore', [DEVSTORE], {});
  await program.ready;
  const store = new pg.Pool({ connectionString: setting('DEVSTORE_DATABASE_URL'), max: 2 });
  const crm = new pg.Pool({ connectionString: setting('BENCH_OWNER_URL'), max: 2 });
  const shopId = await installShop(devstoreApi(setting('SHOPIFY_EMULATOR_ORIGIN')), DOMAIN);

  const { rows } = await store.query<{ id: string }>('select min(id)::text as id from devstore.customer where domain = $1', [DOMAIN]);
  const first = BigInt(rows[0]?.id ?? 0);
  await store.query('delete from devstore.customer where domain = $1 and id <> $2', [DOMAIN, first]);
  await store.query(
    `insert into devstore.customer (domain, id, created_at, updated_at, email, phone, doc)
     select domain, id + $3 + n, created_at, updated_at, n || '@example.org', null, doc || jsonb_build_object('id', (id + $3 + n)::text, 'email', n || '@example.org', 'phone', null, 'tags', '[]'::jsonb)
     from devstore.customer, generate_series(1, $4::bigint - 1) n where domain = $1 and id = $2`,
    [DOMAIN, first, STEP, members],
  );
  const now = new Date();
  await applyCustomers(shopId, [customerSnapshot(first, { occurredAt: now, versionAt: now })]);
  await publish(shopId, { document: DOCUMENT, effectiveAt: null, by: 'bench' }, now);
  await applyProgrammes(shopId, now);
  await adjust(shopId, { customerId: first, points: 5n, note: '', by: 'bench', requestKey: 'first' }, now);
  for (const [table, id] of [
    ['customer', 'id'],
    ['loyalty_member', 'customer_id'],
  ] as const)
    await crm.query(
      `insert into ${table} select (jsonb_populate_record(one, jsonb_build_object('${id}', one.${id} + $3::bigint + n))).* from ${table} one, generate_series(1, $4::bigint - 1) n
       where shop_id = $1 and ${id} = $2`,
      [shopId, first, STEP, members],
    );
  return {
    shopId,
    crm,
    store,
    domain: DOMAIN,
    async close() {
      await Promise.all([store.end(), crm.end()]);
      await program.stop();
      webhooks.close();
      webhooks.closeAllConnections();
    },
  };
}
export type Stage = Awaited<ReturnType<typeof openStage>>;
