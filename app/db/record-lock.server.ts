import type { PoolClient } from 'pg';
import { prepared } from './prepared';
import { gatherStatistics } from './rows.server';
import { inTransaction } from './tenant.server';
import { together } from './together';

/**
 * Runs `work` as the only writer of the shop's synced records: in the caller's transaction, or in one of its own. Import,
 * webhooks and re-reads touch the same customers in different orders; one lock for all of them cannot deadlock, and what
 * is read to decide what is newer stays true until the commit. Shops do not wait for each other.
 */
export async function asRecordWriter<T>(shopId: bigint, connection: PoolClient | undefined, work: (connection: PoolClient) => Promise<T>): Promise<T> {
  const locked = async (client: PoolClient) => {
    // Writers look up by key only; of a table that was empty a moment ago the planner may think that reading it whole is cheaper.
    const [, result] = await together([
      client.query(prepared("select pg_advisory_xact_lock(hashtextextended('records', $1)), set_config('enable_seqscan', 'off', true)", [shopId])),
      work(client),
    ]);
    await gatherStatistics(client);
    return result;
  };
  return inTransaction(shopId, connection, locked);
}
