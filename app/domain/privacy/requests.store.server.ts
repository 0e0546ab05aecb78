import type { PoolClient } from 'pg';
import { appendAudit } from '~/db/audit.server';
import { appendEvents } from '~/db/outbox.server';
import { withShopConnection } from '~/db/tenant.server';
import type { ComplianceDemand, ComplianceKind } from './model';

/** Notes what privacy law asks for, and has a job do it. The same demand told twice while it is open is one. */
export async function requestCompliance(connection: PoolClient, shopId: bigint, demand: ComplianceDemand): Promise<void> {
  const detail = { orderIds: demand.orderIds.map(String), ...(demand.requestRef !== null && { requestRef: demand.requestRef.toString() }) };
  const { rows } = await connection.query<{ id: bigint }>(
    `insert into compliance_request (shop_id, kind, customer_id, requested_at, detail) select $1, $2, $3, $4, $5
     where not exists (select from compliance_request r where r.shop_id = $1 and r.kind = $2 and r.customer_id is not distinct from $3::bigint and r.status = 'open' and r.detail ->> 'requestRef' is not distinct from $6)
     returning id`,
    [shopId, demand.kind, demand.customerId, demand.at, JSON.stringify(detail), demand.requestRef?.toString() ?? null],
  );
  if (!rows[0]) return;
  await appendAudit(connection, shopId, { requestId: rows[0].id, kind: demand.kind, step: 'received', at: demand.at });
  await appendEvents(connection, shopId, [{ type: 'compliance.requested', payload: { requestId: rows[0].id.toString() } }], demand.at);
}

export interface OpenRequest {
  id: bigint;
  kind: ComplianceKind;
  customer_id: bigint | null;
  requested_at: Date;
  detail: { orderIds?: string[] };
}

/** @returns `null` when it has been met already. */
export async function findOpenRequest(shopId: bigint, requestId: bigint): Promise<OpenRequest | null> {
  const { rows } = await withShopConnection(shopId, (connection) =>
    connection.query<OpenRequest>(
      "select id, kind, customer_id, requested_at, detail from compliance_request where shop_id = $1 and id = $2 and status = 'open'",
      [shopId, requestId],
    ),
  );
  return rows[0] ?? null;
}

/** How a request ended: the last step of its trail. */
export interface RequestEnd {
  step: 'done' | 'nothing_to_do' | 'shop_is_back';
  /** Kept with the request. */
  result?: object;
  /** Kept in the trail. */
  counts?: Record<string, number | boolean>;
}

export async function finishRequest(connection: PoolClient, shopId: bigint, request: OpenRequest, end: RequestEnd, now: Date): Promise<void> {
  const { rowCount } = await connection.query(
    "update compliance_request set status = 'done', finished_at = $3, detail = detail || $4::jsonb where shop_id = $1 and id = $2 and status = 'open'",
    [shopId, request.id, now, JSON.stringify({ ...end.result, outcome: end.step })],
  );
  if (rowCount) await appendAudit(connection, shopId, { requestId: request.id, kind: request.kind, step: end.step, detail: end.counts ?? {}, at: now });
}
