import { withShopConnection } from '~/db/tenant.server';
import { findPeople } from './find-people.store.server';

/** Who is meant from outside: the store's number, or an e-mail address that exactly one customer has. */
export async function identifyCustomer(shopId: bigint, who: { id: bigint } | { email: string }): Promise<{ id: bigint } | 'unknown' | 'ambiguous'> {
  return withShopConnection(shopId, async (connection) => {
    if ('email' in who) {
      const ids = (await findPeople(connection, shopId, [who.email], [])).byEmail.get(who.email) ?? [];
      return ids.length > 1 ? 'ambiguous' : ids[0] === undefined ? 'unknown' : { id: ids[0] };
    }
    const { rowCount } = await connection.query("select from customer where shop_id = $1 and id = $2 and status in ('active', 'stub', 'merged')", [
      shopId,
      who.id,
    ]);
    return rowCount ? { id: who.id } : 'unknown';
  });
}
