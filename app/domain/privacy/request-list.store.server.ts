import { withShop } from '~/db/tenant.server';
import type { ComplianceKind, PrivacyRequest } from './model';

const SHOWN = 100;

/** The newest requests, and of which the gathered data can be downloaded. */
export function listPrivacyRequests(shopId: bigint): Promise<PrivacyRequest[]> {
  return withShop(shopId, async (tx) => {
    const rows = await tx.$queryRaw<(Omit<PrivacyRequest, 'kind' | 'status'> & { kind: string; status: string })[]>`
        select id, kind, customer_id as "customerId", status, requested_at as "requestedAt", finished_at as "finishedAt",
          status = 'done' and kind = 'data_request' and coalesce(detail ? 'sealed', false) as downloadable
        from compliance_request where shop_id = ${shopId} order by id desc limit ${SHOWN}`;
    return rows.map((row) => ({ ...row, kind: row.kind as ComplianceKind, status: row.status === 'done' ? 'done' : 'open' }));
  });
}
