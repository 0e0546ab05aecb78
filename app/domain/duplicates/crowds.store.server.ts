import type { PoolClient } from 'pg';
import { withShop } from '~/db/tenant.server';
import type { Crowds } from './model';

/** More customers than this with one address or number are an office, a family, a till: it says nothing about who they are. */
export const CROWD = 12;

/** Somebody who bears a sign. */
export interface Holder {
  token: bigint;
  customer_id: bigint;
}

const countsOf = (holders: Holder[]): Map<bigint, bigint[]> => {
  const by = new Map<bigint, bigint[]>();
  for (const { token, customer_id: id } of holders) by.set(token, [...(by.get(token) ?? []), id]);
  return by;
};

/** Holders by sign, without signs that so many bear that they tell nothing. */
export const withoutCrowds = (holders: Holder[]): Map<bigint, bigint[]> => new Map([...countsOf(holders)].filter(([, ids]) => ids.length <= CROWD));

/** Remembers which of these signs are left out, so that the page can say so. */
export async function noteCrowds(client: PoolClient, shopId: bigint, kinds: Map<bigint, string>, holders: Holder[], now: Date): Promise<void> {
  const crowded = [...countsOf(holders)].filter(([, ids]) => ids.length > CROWD).map(([token]) => token);
  await client.query('delete from duplicate_crowd where shop_id = $1 and token = any($2::bigint[]) and token <> all($3::bigint[])', [
    shopId,
    [...kinds.keys()],
    crowded,
  ]);
  await client.query(
    'insert into duplicate_crowd (shop_id, token, kind, seen_at) select $1, n.token, n.kind, $4 from unnest($2::bigint[], $3::text[]) as n (token, kind) on conflict do nothing',
    [shopId, crowded, crowded.map((token) => kinds.get(token) ?? ''), now],
  );
}

/** How many signs are left out, by what they are. */
export async function crowdsOf(shopId: bigint): Promise<Crowds> {
  const rows = await withShop(shopId, (tx) => tx.duplicateCrowd.groupBy({ by: ['kind'], where: { shopId }, _count: true, orderBy: { kind: 'asc' } }));
  return rows.map((row) => ({ kind: row.kind, count: row._count }));
}
