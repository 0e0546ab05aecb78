import type { PoolClient } from 'pg';
import { appendAudit } from '~/db/audit.server';
import { jsonRows } from '~/db/rows.server';
import { withShopConnection } from '~/db/tenant.server';
import { ensurePersonKey, openForPerson, readWholeContacts, sealForPerson, wholePerson } from '../customers/index.server';
import { dataFile, type DataFile } from './model';
import { finishRequest, type OpenRequest } from './requests.store.server';

/** Orders of the person, and those that the store names: a guest's. `$2`: all records that are this person, the survivor first. */
const ORDERS = '(o.customer_id = any($2::bigint[]) or o.id = any($3::bigint[]))';
const PARTS = {
  customer: 'select * from customer where shop_id = $1 and id = any($2::bigint[]) and $3::bigint[] is not null order by array_position($2::bigint[], id)',
  tags: 'select tag from customer_tag where shop_id = $1 and customer_id = ($2::bigint[])[1] and $3::bigint[] is not null order by tag',
  orders: `select * from sales_order o where o.shop_id = $1 and ${ORDERS} order by o.occurred_at, o.id`,
  lines: `select l.* from order_line l join sales_order o on o.shop_id = l.shop_id and o.id = l.order_id where o.shop_id = $1 and ${ORDERS} order by l.order_id, l.id`,
  refunds: `select r.* from refund r join sales_order o on o.shop_id = r.shop_id and o.id = r.order_id where o.shop_id = $1 and ${ORDERS} order by r.occurred_at, r.id`,
  checkouts: 'select * from checkout where shop_id = $1 and customer_id = any($2::bigint[]) and $3::bigint[] is not null order by occurred_at',
  loyalty: `select customer_id, birthday, birthday_set_at, joined_at, tier, available, pending, owed from loyalty_member
    where shop_id = $1 and customer_id = any($2::bigint[]) and $3::bigint[] is not null order by array_position($2::bigint[], customer_id)`,
  timeline:
    'select kind, occurred_at, order_id, amount, detail from customer_event where shop_id = $1 and customer_id = any($2::bigint[]) and $3::bigint[] is not null order by occurred_at, kind, source',
};
/** Of our own keeping, and of no meaning to the person: keys, hashes, when a row was written. */
const OURS = ['shop_id', 'fingerprint', 'email_token', 'phone_token', 'recorded_at', 'version_at'];
const context = (shopId: bigint, requestId: bigint): string => `export:${shopId}:${requestId}`;

/** Gathers all that is known of a person for the merchant to hand over. Sealed with the person's key: erasing them erases it. */
export async function exportCustomer(shopId: bigint, request: OpenRequest, now: Date): Promise<void> {
  const customerId = request.customer_id;
  await withShopConnection(shopId, async (connection) => {
    const ids = customerId === null ? [] : await wholePerson(connection, shopId, customerId);
    const [survivorId] = ids;
    if (customerId === null || survivorId === undefined || !(await isThere(connection, shopId, survivorId)))
      return finishRequest(connection, shopId, request, { step: 'nothing_to_do', result: { found: false } }, now);
    const contact = (await readWholeContacts(connection, shopId, [survivorId])).get(survivorId);
    const document = await gather(connection, shopId, request, ids, contact ?? null, now);
    await ensurePersonKey(connection, shopId, customerId);
    const sealed = await sealForPerson(connection, shopId, customerId, document, context(shopId, request.id));
    await finishRequest(
      connection,
      shopId,
      request,
      {
        step: 'done',
        result: { found: true, sealed: sealed?.toString('base64') },
        counts: { orders: document.orders.length, events: document.timeline.length },
      },
      now,
    );
  });
}

/** Somebody who has been erased has nothing to be told. */
async function isThere(connection: PoolClient, shopId: bigint, customerId: bigint): Promise<boolean> {
  const { rowCount } = await connection.query("select from customer where shop_id = $1 and id = $2 and status in ('active', 'stub')", [shopId, customerId]);
  return Boolean(rowCount);
}

async function gather(connection: PoolClient, shopId: bigint, request: OpenRequest, ids: bigint[], contact: unknown, now: Date): Promise<DataFile> {
  const parts: Record<string, unknown> = { gatheredAt: now.toISOString(), contact };
  const orderIds = (request.detail.orderIds ?? []).map(BigInt);
  for (const [part, sql] of Object.entries(PARTS)) {
    const { rows } = await connection.query<Record<string, unknown>>(sql, [shopId, ids, orderIds]);
    parts[part] = JSON.parse(jsonRows(rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !OURS.includes(name)))))) as unknown;
  }
  return dataFile.parse(parts);
}

/** What was gathered for a data request. `null` when there is nothing (any more): expired, or the person has been erased since. */
export async function readExport(shopId: bigint, requestId: bigint): Promise<{ customerId: bigint; file: DataFile } | null> {
  return withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<{ customer_id: bigint | null; sealed: string | null }>(
      "select customer_id, detail ->> 'sealed' as sealed from compliance_request where shop_id = $1 and id = $2 and kind = 'data_request'",
      [shopId, requestId],
    );
    const [row] = rows;
    if (!row?.sealed || row.customer_id === null) return null;
    const document = await openForPerson(connection, shopId, row.customer_id, Buffer.from(row.sealed, 'base64'), context(shopId, requestId));
    return document === null ? null : { customerId: row.customer_id, file: dataFile.parse(document) };
  });
}

/** Notes in the trail that somebody of the store has taken the file. */
export async function noteDownload(shopId: bigint, requestId: bigint, now: Date): Promise<void> {
  await withShopConnection(shopId, (connection) => appendAudit(connection, shopId, { requestId, kind: 'data_request', step: 'downloaded', at: now }));
}
