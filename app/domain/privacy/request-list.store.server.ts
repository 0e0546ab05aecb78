import type { PoolClient } from 'pg';
import { withShopConnection } from '~/db/tenant.server';
import { ANSWER_DAYS, type AuditStep, type PrivacyRequest } from './model';

const SHOWN = 100;

/** The newest requests, by when they are due, each with its trail, and of which the gathered data can be downloaded. */
export async function listPrivacyRequests(shopId: bigint): Promise<PrivacyRequest[]> {
  return withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<Omit<PrivacyRequest, 'dueAt' | 'trail' | 'downloadedAt'>>(
      `select id, kind, customer_id as "customerId", status, requested_at as "requestedAt", finished_at as "finishedAt", detail ->> 'outcome' as outcome,
         status = 'done' and kind = 'data_request' and detail ? 'sealed' as downloadable
       from compliance_request where shop_id = $1 order by id desc limit $2`,
      [shopId, SHOWN],
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

async function readTrails(connection: PoolClient, shopId: bigint, ids: bigint[]): Promise<Map<bigint, AuditStep[]>> {
  const { rows } = await connection.query<AuditStep & { request_id: bigint }>(
    'select request_id, step, at, detail from privacy_audit where shop_id = $1 and request_id = any($2::bigint[]) order by id',
    [shopId, ids],
  );
  const trails = new Map<bigint, AuditStep[]>();
  for (const { request_id: id, ...step } of rows) trails.set(id, [...(trails.get(id) ?? []), step]);
  return trails;
}
