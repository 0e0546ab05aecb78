import type { PoolClient } from 'pg';

/** A step of what privacy law asks for. Counts and yes or no only: the trail outlives the people and the shop it is about. */
export interface AuditEntry {
  requestId: bigint | null;
  kind: 'data_request' | 'customer_redact' | 'shop_redact' | 'installation';
  step: string;
  detail?: Record<string, number | boolean>;
  at: Date;
}

/** Writes a step into the trail, which only grows, in the transaction of what was done. */
export async function appendAudit(connection: PoolClient, shopId: bigint, { requestId, kind, step, detail = {}, at }: AuditEntry): Promise<void> {
  await connection.query('insert into privacy_audit (shop_id, request_id, kind, step, detail, at) values ($1, $2, $3, $4, $5, $6)', [
    shopId,
    requestId,
    kind,
    step,
    JSON.stringify(detail),
    at,
  ]);
}
