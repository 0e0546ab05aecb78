import type { PoolClient } from 'pg';
import type { Tx } from '~/db/tenant.server';

/** Deeper than any real history of merges; a bound for a table that somebody has edited by hand. */
const DEPTH_MAX = 100;

/** Into whom each of these has been merged, to the end of the chain; those who have not are left out. */
export async function survivorsOf(connection: PoolClient, shopId: bigint, ids: bigint[]): Promise<Map<bigint, bigint>> {
  return endsOfChains(connection, shopId, ids, '');
}

/**
 * The record that the store now keeps what it tells of each of these under; those who still have their own are left out.
 * Unlike {@link survivorsOf} it stops at merges that were made here: the store knows nothing of them.
 */
export async function recordsOf(connection: PoolClient, shopId: bigint, ids: bigint[]): Promise<Map<bigint, bigint>> {
  return endsOfChains(connection, shopId, ids, "and c.merged_by is distinct from 'admin'");
}

async function endsOfChains(connection: PoolClient, shopId: bigint, ids: bigint[], links: string): Promise<Map<bigint, bigint>> {
  const { rows } = await connection.query<{ id: bigint; survivor: bigint }>(
    `with recursive chain as (
       select c.id, c.merged_into as survivor, 1 as depth from customer c where c.shop_id = $1 and c.id = any($2::bigint[]) and c.merged_into is not null ${links}
       union all
       select chain.id, c.merged_into, depth + 1 from chain join customer c on c.shop_id = $1 and c.id = chain.survivor
       where c.merged_into is not null ${links} and depth < ${DEPTH_MAX}
     ) select distinct on (id) id, survivor from chain order by id, depth desc`,
    [shopId, ids],
  );
  return new Map(rows.map((row) => [row.id, row.survivor]));
}

/** Who stands for this customer now: whom they were merged into, at the end of the chain, or themselves. */
export async function survivorOf(tx: Tx, shopId: bigint, customerId: bigint): Promise<bigint> {
  let id = customerId;
  for (let depth = 0; depth < DEPTH_MAX; depth += 1) {
    const row = await tx.customer.findUnique({ where: { shopId_id: { shopId, id } }, select: { mergedInto: true } });
    if (!row?.mergedInto) return id;
    id = row.mergedInto;
  }
  return id;
}

/** A record that was merged into another, directly or by way of others. */
export interface Member {
  id: bigint;
  /** Whom it was merged into directly. */
  into: bigint;
  by: 'store' | 'admin';
  at: Date;
  /** Of those who were asked for, the one it belongs to. */
  root: bigint;
}

/** All that were merged into these customers, at any depth, those nearest to them first. */
export async function membersOf(connection: PoolClient, shopId: bigint, ids: bigint[]): Promise<Member[]> {
  if (ids.length === 0) return [];
  const { rows } = await connection.query<Member>(
    `with recursive below as (
       select c.id, c.merged_into, c.merged_by, c.merged_into as root, 1 as depth from customer c where c.shop_id = $1 and c.merged_into = any($2::bigint[])
       union all
       select c.id, c.merged_into, c.merged_by, below.root, depth + 1 from below join customer c on c.shop_id = $1 and c.merged_into = below.id where depth < ${DEPTH_MAX}
     ) select b.id, b.merged_into as "into", coalesce(b.merged_by, 'store') as by, coalesce(m.merged_at, '1970-01-01T00:00:00Z') as at, b.root
       from below b left join customer_merge m on m.shop_id = $1 and m.from_id = b.id and m.undone_at is null order by depth, b.id`,
    [shopId, ids],
  );
  return rows;
}

/** These customers and everybody who is the same person: the survivor first, then all that were merged into it. */
export async function wholePerson(connection: PoolClient, shopId: bigint, customerId: bigint): Promise<bigint[]> {
  const root = (await survivorsOf(connection, shopId, [customerId])).get(customerId) ?? customerId;
  return [root, ...(await membersOf(connection, shopId, [root])).map((member) => member.id)];
}
