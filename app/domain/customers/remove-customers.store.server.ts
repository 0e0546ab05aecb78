import type { PoolClient } from 'pg';
import { destroyContacts } from './contact-vault.store.server';

/** Takes back customers who were born here and to whom nothing has happened: with their key, contact and timeline. */
export async function removeCustomers(client: PoolClient, shopId: bigint, ids: bigint[]): Promise<void> {
  if (ids.length === 0) return;
  if (ids.some((id) => id >= 0n)) throw new Error('A customer of the store is not ours to remove.');
  await destroyContacts(client, shopId, ids);
  for (const table of ['customer_event', 'customer_tag'])
    await client.query(`delete from ${table} where shop_id = $1 and customer_id = any($2::bigint[])`, [shopId, ids]);
  await client.query('delete from customer where shop_id = $1 and id = any($2::bigint[])', [shopId, ids]);
}
