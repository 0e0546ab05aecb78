import type { PoolClient } from 'pg';
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
  if (rows[0]) await appendEvents(connection, shopId, [{ type: 'compliance.requested', payload: { requestId: rows[0].id.toString() } }], demand.at);
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

export async function finishRequest(connection: PoolClient, shopId: bigint, requestId: bigint, result: object, now: Date): Promise<void> {
  await connection.query(
    "update compliance_request set status = 'done', finished_at = $3, detail = detail || $4::jsonb where shop_id = $1 and id = $2 and status = 'open'",
    [shopId, requestId, now, JSON.stringify(result)],
  );
}
