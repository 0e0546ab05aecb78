import type { PoolClient } from 'pg';

/** Members who have not been merged away, by tier. */
export async function membersByTier(connection: PoolClient, shopId: bigint): Promise<Map<string | null, number>> {
  const { rows } = await connection.query<{ tier: string | null; members: number }>(
    'select tier, count(*)::int as members from loyalty_member where shop_id = $1 and merged_into is null group by tier',
    [shopId],
  );
  return new Map(rows.map(({ tier, members }) => [tier, members]));
}

/** Members who joined in `from` ≤ moment < `to`. */
export async function membersJoined(connection: PoolClient, shopId: bigint, from: Date | null, to: Date): Promise<number> {
  const { rows } = await connection.query<{ members: number }>(
    'select count(*)::int as members from loyalty_member where shop_id = $1 and merged_into is null and joined_at < $3 and ($2::timestamptz is null or joined_at >= $2)',
    [shopId, from, to],
  );
  return rows[0]?.members ?? 0;
}
