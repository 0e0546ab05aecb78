import type { PoolClient } from 'pg';
import { withShopConnection } from '~/db/tenant.server';
import type { CohortSum, Movement } from './model';
import { COHORT_SUMS } from './rollup-sql';
import { cutOf } from './rollup.store.server';

/** The movements of a stretch of time; `bucket` is its first day, `2026-11-01`. */
export interface BucketMovement extends Movement {
  bucket: string;
}
export type Bucket = 'day' | 'month' | 'all';

/** Reads sums of the shop's movements, all of one moment: what has been added up, and the younger entries from the ledger. */
export interface MovementReader {
  /** Of the local days `from` ≤ day < `to`; without a bound from the first or to the last. */
  read: (bucket: Bucket, from: string | null, to: string | null) => Promise<BucketMovement[]>;
  /** What became of the points of each month. */
  cohorts: () => Promise<CohortSum[]>;
  /** First local day with a movement. */
  firstDay: () => Promise<string | null>;
  connection: PoolClient;
}

const BUCKETS: Record<Bucket, string> = { day: 'day', month: "date_trunc('month', day)::date", all: "'-infinity'::date" };
const IN_TIME = '($2::date is null or day >= $2) and ($3::date is null or day < $3)';

/** Gives `work` the sums of a shop's movements by day of `zone`, which is the shop's. Nothing is added up meanwhile, so that no movement is told twice. */
export function withMovements<T>(shopId: bigint, zone: string, work: (reader: MovementReader) => Promise<T>): Promise<T> {
  return withShopConnection(shopId, async (connection) => {
    await connection.query("select set_config('enable_seqscan', 'off', true)");
    const { rows } = await connection.query<{ zone: string; through: bigint }>('select zone, through from loyalty_rollup where shop_id = $1 for share', [
      shopId,
    ]);
    const through = rows[0]?.zone === cutOf(zone) ? rows[0].through : 0n;
    // Days that are cut otherwise count for nothing: then the whole ledger is young.
    const added = through > 0n ? 'union all select day, reason, debit, credit, points from loyalty_day where shop_id = $1' : '';
    const all = `(select (occurred_at at time zone $4)::date as day, reason, debit, credit, points from ledger_entry where shop_id = $1 and id > $5 ${added}) as m`;
    const read: MovementReader['read'] = async (bucket, from, to) => {
      const found = await connection.query<BucketMovement>(
        `select ${BUCKETS[bucket]}::text as bucket, reason, debit, credit, sum(points)::bigint as points from ${all} where ${IN_TIME} group by 1, 2, 3, 4 order by 1`,
        [shopId, from, to, zone, through],
      );
      return found.rows;
    };
    const cohorts: MovementReader['cohorts'] = async () => {
      const kept = through > 0n ? 'union all select month, age, sample, kind, points from loyalty_cohort where shop_id = $1' : '';
      const found = await connection.query<CohortSum>(
        `select month::text, age, sample, kind, sum(points)::bigint as points from (select month, age, sample, kind, points from (${COHORT_SUMS}) as young ${kept}) as sums
         group by 1, 2, 3, 4 having sum(points) <> 0 order by 1, 2`,
        [shopId, zone, through, null],
      );
      return found.rows;
    };
    const firstDay: MovementReader['firstDay'] = async () => {
      const found = await connection.query<{ day: string | null }>(
        "select to_char((select occurred_at from ledger_entry where shop_id = $1 order by occurred_at limit 1) at time zone $2, 'YYYY-MM-DD') as day",
        [shopId, zone],
      );
      return found.rows[0]?.day ?? null;
    };
    return work({ read, cohorts, firstDay, connection });
  });
}
