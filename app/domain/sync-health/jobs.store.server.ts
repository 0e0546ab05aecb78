import { rerunEvents } from '~/db/event-outcome.server';
import { withShopConnection } from '~/db/tenant.server';
import { aboutPayload, jobError, type JobsHealth } from './model';

/** The shop's jobs by how they stand, and those that were given up, latest first. */
export function readJobsHealth(shopId: bigint, limit: number): Promise<JobsHealth> {
  return withShopConnection(shopId, async (connection) => {
    const { rows: counts } = await connection.query<Omit<JobsHealth, 'failures'>>(
      `select (select count(*)::int from domain_event where shop_id = $1 and relayed_at is null and not held) as waiting,
         (select count(*)::int from domain_event where shop_id = $1 and relayed_at is not null and finished_at is null and coalesce(resumes_at <= now(), true)) as active,
         (select count(*)::int from domain_event where shop_id = $1 and relayed_at is not null and finished_at is null and resumes_at > now()) as delayed,
         (select count(*)::int from domain_event where shop_id = $1 and held) as held,
         (select count(*)::int from domain_event where shop_id = $1 and error is not null) as failed`,
      [shopId],
    );
    const { rows } = await connection.query<{ id: bigint; type: string; payload: Record<string, unknown>; error: string; runs: number; age: number }>(
      `select id, type, payload, error, runs, extract(epoch from now() - finished_at)::float8 as age
       from domain_event where shop_id = $1 and error is not null order by finished_at desc limit $2`,
      [shopId, limit],
    );
    if (!counts[0]) throw new Error('A query of counts gave no row.');
    const failures = rows.map(({ id, type, payload, error, runs, age }) => ({
      id: id.toString(),
      type,
      about: aboutPayload(payload),
      error: jobError(error),
      detail: error,
      runs: runs + 1,
      ageSeconds: age,
    }));
    return { ...counts[0], failures };
  });
}

/** Has jobs that were given up begin anew, those named or all. @returns how many. */
export function retryJobs(shopId: bigint, ids: bigint[] | 'all'): Promise<number> {
  return rerunEvents(shopId, ids === 'all' ? undefined : ids);
}
