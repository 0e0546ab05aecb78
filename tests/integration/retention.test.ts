import { expect, it } from 'vitest';
import { parseEnv } from '~/config/env.server';
import { retentionOf, sweepEveryShop } from '~/domain/privacy/index.server';
import { registerShop } from '~/domain/shops/index.server';
import { useDatabase } from '../support/database';

const { ownerPool } = useDatabase();
const now = new Date();
const retention = retentionOf(parseEnv(process.env));
const count = async (sql: string, shopId: bigint) =>
  Number((await ownerPool.query<{ n: string }>(`select count(*) as n from ${sql}`, [shopId.toString()])).rows[0]?.n);

it('deletes what is older than its limit, in batches, and nothing else', async () => {
  const shopId = await registerShop('old.myshopify.com');
  const insert = (sql: string) => ownerPool.query(sql, [shopId.toString()]);
  await insert(`insert into webhook_inbox (shop_id, dedupe_key, topic, webhook_id, api_version, state, received_at, sealed_body)
    select $1, decode(md5(state || ' ' || age || ' ' || n), 'hex'), 't', 'w', '', state, now() - make_interval(days => age), case when state in (0, 2) then 'x'::bytea end
    from (values (0), (1), (2), (3)) s (state), (values (10), (20), (40)) a (age), generate_series(1, 2100) n`);
  await insert(`insert into domain_event (shop_id, type, occurred_at, recorded_at, relayed_at, finished_at)
    select $1, 'x', now(), now() - make_interval(days => age), now(), case when finished then now() end from (values (10), (40)) a (age), (values (true), (false)) f (finished)`);
  await insert(`insert into compliance_request (shop_id, kind, status, requested_at, finished_at, detail)
    select $1, 'data_request', 'done', now(), now() - make_interval(days => age), '{"sealed": "x", "outcome": "done"}' from (values (40), (50)) a (age)`);
  await insert(`with e as (insert into access_entry (shop_id, user_id, kind, people, at) select $1, '7', 'customer', 1, now() - make_interval(days => age) from (values (700), (740)) a (age) returning id)
    insert into access_person (shop_id, customer_id, entry_id) select $1, 1, id from e`);

  await insert(`insert into file_import (shop_id, file_name, status, size_bytes, created_by, created_at)
    select $1, 'x.csv', status, 1, '7', now() - make_interval(days => age) from (values (6), (8)) a (age), (values ('uploading'), ('ready'), ('checked'), ('running'), ('done')) s (status)`);

  const told: Record<string, number>[] = [];
  await sweepEveryShop(
    retention,
    () => now,
    (_shop, swept) => told.push(swept),
  );

  expect(told).toEqual([{ parked: 2100, inbox: 2 * 2 * 2100, events: 1, exports: 1, files: 3, accessLog: 1 }]);
  expect(await count('webhook_inbox where shop_id = $1 and state = 0', shopId)).toBe(6300);
  expect(await count('webhook_inbox where shop_id = $1 and state = 2', shopId)).toBe(4200);
  expect(await count('webhook_inbox where shop_id = $1 and state in (1, 3)', shopId)).toBe(4200);
  expect(await count('domain_event where shop_id = $1', shopId)).toBe(3);
  expect(await count("compliance_request where shop_id = $1 and detail ? 'sealed'", shopId)).toBe(1);
  expect(await count("compliance_request where shop_id = $1 and detail ->> 'outcome' = 'done'", shopId)).toBe(2);
  expect(await count('file_import where shop_id = $1', shopId)).toBe(7);
  expect(await count('access_person where shop_id = $1', shopId)).toBe(1);
});

it('refuses limits below which things go wrong', () => {
  expect(() => parseEnv({ ...process.env, RETENTION_INBOX_DAYS: '1' })).toThrow(/RETENTION_INBOX_DAYS/);
  expect(() => parseEnv({ ...process.env, RETENTION_EXPORT_DAYS: '7' })).toThrow(/RETENTION_EXPORT_DAYS/);
});
