import type { PoolClient } from 'pg';
import { withShopConnection } from '~/db/tenant.server';
import { jsonRows } from '~/db/rows.server';
import { openForPerson, readContacts, sealForPerson } from '../customers/index.server';
import { finishRequest, type OpenRequest } from './requests.store.server';

const PARTS = {
  customer: 'select * from customer where shop_id = $1 and id = $2',
  tags: 'select tag from customer_tag where shop_id = $1 and customer_id = $2 order by tag',
  orders: 'select * from sales_order where shop_id = $1 and customer_id = $2 order by occurred_at, id',
  lines:
    'select l.* from order_line l join sales_order o on o.shop_id = l.shop_id and o.id = l.order_id where o.shop_id = $1 and o.customer_id = $2 order by l.order_id, l.id',
  refunds:
    'select r.* from refund r join sales_order o on o.shop_id = r.shop_id and o.id = r.order_id where o.shop_id = $1 and o.customer_id = $2 order by r.occurred_at, r.id',
  checkouts: 'select * from checkout where shop_id = $1 and customer_id = $2 order by occurred_at',
  timeline: 'select kind, occurred_at, order_id, amount, detail from customer_event where shop_id = $1 and customer_id = $2 order by occurred_at, kind, source',
};
const context = (shopId: bigint, requestId: bigint): string => `export:${shopId}:${requestId}`;

/** Gathers all that is known of a person for the merchant to hand over. Sealed with the person's key: erasing them erases it. */
export async function exportCustomer(shopId: bigint, request: OpenRequest, now: Date): Promise<void> {
  const customerId = request.customer_id;
  const contact = customerId === null ? undefined : (await readContacts(shopId, [customerId])).get(customerId);
  await withShopConnection(shopId, async (connection) => {
    if (customerId === null) return finishRequest(connection, shopId, request.id, { found: false }, now);
    const document = await gather(connection, shopId, customerId, contact ?? null);
    const sealed = await sealForPerson(connection, shopId, customerId, document, context(shopId, request.id));
    await finishRequest(connection, shopId, request.id, sealed ? { found: true, sealed: sealed.toString('base64') } : { found: false }, now);
  });
}

async function gather(connection: PoolClient, shopId: bigint, customerId: bigint, contact: unknown): Promise<unknown> {
  const parts: Record<string, unknown> = { contact };
  for (const [part, sql] of Object.entries(PARTS))
    parts[part] = JSON.parse(jsonRows((await connection.query<object>(sql, [shopId, customerId])).rows)) as unknown;
  return parts;
}

/** The export of a data request, for download. `null` when there is none, or the person has been erased since. */
export async function readExport(shopId: bigint, requestId: bigint): Promise<unknown> {
  return withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<{ customer_id: bigint | null; sealed: string | null }>(
      "select customer_id, detail ->> 'sealed' as sealed from compliance_request where shop_id = $1 and id = $2 and kind = 'data_request'",
      [shopId, requestId],
    );
    const [row] = rows;
    if (!row?.sealed || row.customer_id === null) return null;
    return openForPerson(connection, shopId, row.customer_id, Buffer.from(row.sealed, 'base64'), context(shopId, requestId));
  });
}
