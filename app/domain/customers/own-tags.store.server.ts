import type { PoolClient } from 'pg';
import { withShopConnection } from '~/db/tenant.server';
import { membersOf } from './person-group.store.server';

/** The tags that these customers have of their own, whoever has been merged into them. */
export async function ownTags(client: PoolClient, shopId: bigint, ids: bigint[]): Promise<Map<bigint, Set<string>>> {
  const { rows } = await client.query<{ customer_id: bigint; tag: string }>(
    `select t.customer_id, t.tag from customer_tag t where t.shop_id = $1 and t.customer_id = any($2::bigint[])
       and not exists (select from customer_own o where o.shop_id = t.shop_id and o.customer_id = t.customer_id)
     union all
     select o.customer_id, unnest(o.tags) from customer_own o where o.shop_id = $1 and o.customer_id = any($2::bigint[])`,
    [shopId, ids],
  );
  const sets = new Map(ids.map((id) => [id, new Set<string>()]));
  for (const row of rows) sets.get(row.customer_id)?.add(row.tag);
  return sets;
}

/** Makes these be the tags that lists and filters see. */
export async function putTags(client: PoolClient, shopId: bigint, sets: Map<bigint, Set<string>>): Promise<void> {
  const owners = [...sets].flatMap(([id, tags]) => [...tags].map(() => id));
  const tags = [...sets.values()].flatMap((set) => [...set]);
  await client.query(
    `delete from customer_tag t where t.shop_id = $1 and t.customer_id = any($4::bigint[])
       and not exists (select from unnest($2::bigint[], $3::text[]) as n (id, tag) where n.id = t.customer_id and n.tag = t.tag)`,
    [shopId, owners, tags, [...sets.keys()]],
  );
  await client.query(
    'insert into customer_tag (shop_id, tag, customer_id) select $1, n.tag, n.id from unnest($2::bigint[], $3::text[]) as n (id, tag) on conflict do nothing',
    [shopId, owners, tags],
  );
}

/** Which records in the store carry these tags of somebody: their own, or one that was merged into it here. */
export function holdersOfTags(shopId: bigint, customerId: bigint, tags: string[]): Promise<Map<bigint, string[]>> {
  return withShopConnection(shopId, async (client) => {
    const parts = (await membersOf(client, shopId, [customerId])).filter((part) => part.by === 'admin').map((part) => part.id);
    const own = await ownTags(client, shopId, [customerId, ...parts]);
    const held = [...own].map(([id, set]) => [id, tags.filter((tag) => set.has(tag))] as const);
    return new Map(held.filter(([id, some]) => id > 0n && some.length > 0));
  });
}

/** The store has merged one into another: the tags are the other's own from now on, and the store says what becomes of them. */
export async function handOverTags(client: PoolClient, shopId: bigint, fromId: bigint, intoId: bigint): Promise<void> {
  const tags = [...((await ownTags(client, shopId, [fromId])).get(fromId) ?? [])];
  await client.query('delete from customer_tag where shop_id = $1 and customer_id = $2', [shopId, fromId]);
  await client.query("update customer_own set tags = '{}' where shop_id = $1 and customer_id = $2", [shopId, fromId]);
  await client.query(
    'update customer_own set tags = array(select distinct t from unnest(tags || $3::text[]) as t order by t) where shop_id = $1 and customer_id = $2',
    [shopId, intoId, tags],
  );
  await client.query('insert into customer_tag (shop_id, tag, customer_id) select $1, unnest($3::text[]), $2 on conflict do nothing', [shopId, intoId, tags]);
}
