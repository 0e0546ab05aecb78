import type { PoolClient } from 'pg';
import { appendEvents } from '~/db/outbox.server';
import { asRecordWriter } from '~/db/record-lock.server';
import { eventRow, readKnown } from './known-customer.store.server';
import { handOverTags } from './own-tags.store.server';
import { survivorsOf } from './person-group.store.server';
import { recomputeSums, recordEvents, stubCustomers } from './references.store.server';
import { settlePersons } from './settle-persons.store.server';
import { takeApart } from './unmerge.store.server';

export interface MergeCause {
  source: 'store' | 'admin';
  /** The member of staff; empty where the store did it. */
  by: string;
  /** Codes of what spoke for it, ids and words only. */
  evidence: string[];
}
const BY_STORE: MergeCause = { source: 'store', by: '', evidence: [] };

/**
 * Two customers turned out to be one. Orders and checkouts go over and remember whose they were; the timeline, tags, wishes and
 * contact stay with whom they came from and hold for both, of wishes the stricter. Told twice, it changes nothing; what the
 * store says goes before what was merged here. @returns whether it was news.
 */
export async function mergeCustomers(
  shopId: bigint,
  fromId: bigint,
  intoId: bigint,
  at: Date,
  connection?: PoolClient,
  cause: MergeCause = BY_STORE,
): Promise<boolean> {
  if (fromId === intoId) return false;
  return asRecordWriter(shopId, connection, async (client) => {
    await stubCustomers(client, shopId, new Map([fromId, intoId].map((id) => [id, at])));
    if (!(await makeWay(client, shopId, fromId, intoId, at, cause))) return false;
    const root = (await survivorsOf(client, shopId, [intoId])).get(intoId) ?? intoId;
    if (root === fromId) return false;
    await moveBelongings(client, shopId, fromId, root);
    if (cause.source === 'store') await handOverTags(client, shopId, fromId, intoId);
    await client.query("update customer set status = 'merged', merged_into = $3, merged_by = $4 where shop_id = $1 and id = $2", [
      shopId,
      fromId,
      intoId,
      cause.source,
    ]);
    await client.query('insert into customer_merge (shop_id, from_id, into_id, source, evidence, merged_by, merged_at) values ($1, $2, $3, $4, $5, $6, $7)', [
      shopId,
      fromId,
      intoId,
      cause.source,
      JSON.stringify(cause.evidence),
      cause.by,
      at,
    ]);
    await recordEvents(client, shopId, [eventRow(intoId, 'merged', `${fromId}`, at, { fromId: fromId.toString() })]);
    await settlePersons(client, shopId, [root]);
    await recomputeSums(client, shopId, [fromId, root]);
    await client.query('insert into duplicate_pending (shop_id, customer_id) values ($1, $2), ($1, $3) on conflict do nothing', [shopId, fromId, root]);
    await appendEvents(
      client,
      shopId,
      [
        { type: 'customer.merged', payload: { from: fromId.toString(), into: intoId.toString(), at: at.toISOString() } },
        ...(cause.source === 'store' ? [{ type: 'customer.reread_requested' as const, payload: { customerId: intoId.toString() } }] : []),
      ],
      at,
    );
    return true;
  });
}

/** Undoes what stands against the merge where the store says so. @returns false when there is nothing to be done (any more). */
async function makeWay(client: PoolClient, shopId: bigint, fromId: bigint, intoId: bigint, at: Date, cause: MergeCause): Promise<boolean> {
  const from = (await readKnown(client, shopId, [fromId])).get(fromId);
  const { rows } = await client.query<{ merged_into: bigint | null }>('select merged_into from customer where shop_id = $1 and id = $2', [shopId, fromId]);
  if (!from) return false;
  if (from.status === 'merged') {
    if (cause.source === 'admin' || from.merged_by !== 'admin') return false;
    if (rows[0]?.merged_into === intoId) {
      await keepForGood(client, shopId, fromId, intoId);
      return false;
    }
    await takeApart(client, shopId, fromId, cause.by, at);
  }
  if (cause.source === 'admin') return true;
  // Merged here the other way round: the one that the store keeps stands alone again first.
  for (;;) {
    const link = await lastLinkTo(client, shopId, intoId, fromId);
    if (link === null) return true;
    if (!(await takeApart(client, shopId, link, cause.by, at))) return false;
  }
}

/** The store has done what was merged here: now it cannot be undone. */
async function keepForGood(client: PoolClient, shopId: bigint, fromId: bigint, intoId: bigint) {
  await handOverTags(client, shopId, fromId, intoId);
  await client.query("update customer set merged_by = 'store' where shop_id = $1 and id = $2", [shopId, fromId]);
  await client.query("update customer_merge set source = 'store' where shop_id = $1 and from_id = $2 and undone_at is null", [shopId, fromId]);
  await settlePersons(client, shopId, [fromId]);
}

/** On the way from a customer up to `endId`, the one that was merged into `endId` directly. */
async function lastLinkTo(client: PoolClient, shopId: bigint, id: bigint, endId: bigint): Promise<bigint | null> {
  const { rows } = await client.query<{ id: bigint }>(
    `with recursive chain as (
       select c.id, c.merged_into, 1 as depth from customer c where c.shop_id = $1 and c.id = $2
       union all
       select c.id, c.merged_into, depth + 1 from chain join customer c on c.shop_id = $1 and c.id = chain.merged_into where depth < 100
     ) select id from chain where merged_into = $3 limit 1`,
    [shopId, id, endId],
  );
  return rows[0]?.id ?? null;
}

async function moveBelongings(client: PoolClient, shopId: bigint, fromId: bigint, rootId: bigint) {
  for (const table of ['sales_order', 'checkout'])
    await client.query(
      `update ${table} set named_customer_id = coalesce(named_customer_id, customer_id), customer_id = $3 where shop_id = $1 and customer_id = $2`,
      [shopId, fromId, rootId],
    );
}
