import type { PoolClient } from 'pg';
import { asRecordWriter } from '~/db/record-lock.server';
import { destroyContacts } from './contact-vault.store.server';
import { membersOf } from './person-group.store.server';
import { stubCustomers } from './references.store.server';
import { settlePersons } from './settle-persons.store.server';
import { takeApart } from './unmerge.store.server';

/**
 * The store has deleted the customer: who they were goes, that there was somebody stays. Works before the customer was ever
 * seen, too. Whoever had been merged into them here is still there in the store, and stands alone again; one who had
 * themselves been merged away cannot come back from there any more.
 */
export async function markCustomerDeleted(shopId: bigint, ids: readonly bigint[], at: Date, connection?: PoolClient): Promise<void> {
  if (ids.length === 0) return;
  await asRecordWriter(shopId, connection, async (client) => {
    await stubCustomers(client, shopId, new Map(ids.map((id) => [id, at])));
    const parts = await membersOf(client, shopId, [...ids]);
    for (const part of parts.filter(({ by, into }) => by === 'admin' && ids.includes(into))) await takeApart(client, shopId, part.id, '', at);
    // What the store itself had merged into them goes with them.
    const gone = [...ids, ...(await membersOf(client, shopId, [...ids])).map((part) => part.id)];
    await client.query(
      "update customer set status = 'deleted', locale = null, country_code = null where shop_id = $1 and id = any($2::bigint[]) and status in ('active', 'stub')",
      [shopId, ids],
    );
    await client.query(
      "update customer set merged_by = 'store', locale = null, country_code = null where shop_id = $1 and id = any($2::bigint[]) and status = 'merged'",
      [shopId, gone],
    );
    await client.query("update customer_merge set source = 'store' where shop_id = $1 and from_id = any($2::bigint[]) and undone_at is null", [shopId, gone]);
    await client.query('delete from customer_tag where shop_id = $1 and customer_id = any($2::bigint[])', [shopId, gone]);
    await client.query("update customer_own set tags = '{}' where shop_id = $1 and customer_id = any($2::bigint[])", [shopId, gone]);
    await destroyContacts(client, shopId, gone);
    await settlePersons(client, shopId, gone);
  });
}
