import type { PoolClient } from 'pg';
import { appendEvents } from '~/db/outbox.server';
import { asRecordWriter } from '~/db/record-lock.server';
import { membersOf, survivorsOf } from './person-group.store.server';
import { recomputeSums } from './references.store.server';
import { settlePersons } from './settle-persons.store.server';

/**
 * Undoes a merge that was made here: both are what they were, and what has come since is with the one it came for. Told twice,
 * it changes nothing. @returns false when the two are not merged, or the store itself has merged them since.
 */
export function unmergeCustomers(shopId: bigint, fromId: bigint, by: string, at: Date): Promise<boolean> {
  return asRecordWriter(shopId, undefined, (client) => takeApart(client, shopId, fromId, by, at));
}

/** {@link unmergeCustomers} in the transaction of a record writer. */
export async function takeApart(client: PoolClient, shopId: bigint, fromId: bigint, by: string, at: Date): Promise<boolean> {
  const { rows } = await client.query<{ merged_into: bigint }>(
    "select merged_into from customer where shop_id = $1 and id = $2 and status = 'merged' and merged_by = 'admin' and merged_into is not null",
    [shopId, fromId],
  );
  const intoId = rows[0]?.merged_into;
  if (intoId === undefined) return false;
  const root = (await survivorsOf(client, shopId, [intoId])).get(intoId) ?? intoId;
  const part = [fromId, ...(await membersOf(client, shopId, [fromId])).map((member) => member.id)];
  await client.query(
    `update customer set merged_into = null, merged_by = null, status = case when version_at = '1970-01-01T00:00:00Z' then 'stub' else 'active' end
     where shop_id = $1 and id = $2`,
    [shopId, fromId],
  );
  for (const table of ['sales_order', 'checkout'])
    await client.query(
      `update ${table} set customer_id = $3, named_customer_id = nullif(named_customer_id, $3) where shop_id = $1 and customer_id = $2 and named_customer_id = any($4::bigint[])`,
      [shopId, root, fromId, part],
    );
  await client.query("delete from customer_event where shop_id = $1 and customer_id = $2 and kind = 'merged' and source = $3", [shopId, intoId, `${fromId}`]);
  await client.query('update customer_merge set undone_by = $3, undone_at = $4 where shop_id = $1 and from_id = $2 and undone_at is null', [
    shopId,
    fromId,
    by,
    at,
  ]);
  await settlePersons(client, shopId, [fromId, intoId]);
  await recomputeSums(client, shopId, [fromId, root]);
  await client.query('insert into duplicate_pending (shop_id, customer_id) values ($1, $2), ($1, $3) on conflict do nothing', [shopId, fromId, root]);
  await appendEvents(client, shopId, [{ type: 'customer.unmerged', payload: { from: fromId.toString(), into: intoId.toString(), at: at.toISOString() } }], at);
  return true;
}
