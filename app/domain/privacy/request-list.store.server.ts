import type { PoolClient } from 'pg';
import { withShopConnection } from '~/db/tenant.server';
import { eachBefore } from '../shared/keyset';
import { ANSWER_DAYS, type AuditStep, type PrivacyRequest } from './model';

const SHOWN = 100;
const EXPORTED_AT_ONCE = 500;

/** The newest requests, by when they are due, each with its trail, and of which the gathered data can be downloaded. */
export const listPrivacyRequests = (shopId: bigint): Promise<PrivacyRequest[]> => requestsBefore(shopId, null, SHOWN);

/** All requests there have been, newest first: for export, in flat memory. */
export const eachPrivacyRequest = (shopId: bigint): AsyncGenerator<PrivacyRequest[]> =>
  eachBefore((before) => requestsBefore(shopId, before, EXPORTED_AT_ONCE));

async function requestsBefore(shopId: bigint, before: bigint | null, limit: number): Promise<PrivacyRequest[]> {
  return withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<Omit<PrivacyRequest, 'dueAt' | 'trail' | 'downloadedAt'>>(
      `select id, kind, customer_id as "customerId", status, requested_at as "requestedAt", finished_at as "finishedAt", detail ->> 'outcome' as outcome,
         status = 'done' and kind = 'data_request' and detail ? 'sealed' as downloadable
       from compliance_request where shop_id = $1 and ($2::bigint is null or id < $2) order by id desc limit $3`,
      [shopId, before, limit],
    );
    const trails = await readTrails(
      connection,
      shopId,
      rows.map(({ id }) => id),
    );
    return rows.map((row) => {
      const trail = trails.get(row.id) ?? [];
      const dueAt = new Date(row.requestedAt.getTime() + ANSWER_DAYS * 86_400_000);
      return { ...row, dueAt, trail, downloadedAt: trail.find(({ step }) => step === 'downloaded')?.at ?? null };
    });
  });
}

/** How many requests are not answered yet: still being worked, or gathered and not handed over. */
export async function countWaitingRequests(shopId: bigint): Promise<number> {
  return withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<{ n: number }>(
      `select count(*)::int as n from compliance_request r where r.shop_id = $1 and (r.status = 'open' or (r.kind = 'data_request' and r.detail ? 'sealed'
         and not exists (select from privacy_audit a where a.shop_id = r.shop_id and a.request_id = r.id and a.step = 'downloaded')))`,
      [shopId],
    );
    return rows[0]?.n ?? 0;
  });
}

async function readTrails(connection: PoolClient, shopId: bigint, ids: bigint[]): Promise<Map<bigint, AuditStep[]>> {
  const { rows } = await connection.query<AuditStep & { request_id: bigint }>(
    'select request_id, step, at, detail from privacy_audit where shop_id = $1 and request_id = any($2::bigint[]) order by id',
    [shopId, ids],
  );
  const trails = new Map<bigint, AuditStep[]>();
  for (const { request_id: id, ...step } of rows) trails.set(id, [...(trails.get(id) ?? []), step]);
  return trails;
}
