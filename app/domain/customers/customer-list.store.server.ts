import { Prisma } from '@prisma/client';
import { type Tx } from '~/db/tenant.server';
import { COUNT_MAX, type Count, type Cursor } from '../shared/keyset';
import { keysetScans, readScans, withShopList, type SortColumn } from '../shared/keyset-sql.store.server';
import type { CustomerRow, CustomerSort } from './model';

const ID = Prisma.sql`c.id`;
const SORTS: Record<CustomerSort, SortColumn> = {
  lastOrder: { column: Prisma.sql`c.last_order_at`, type: 'timestamptz', nullable: true, id: ID },
  spent: { column: Prisma.sql`c.spent_net`, type: 'bigint', nullable: false, id: ID },
  orders: { column: Prisma.sql`c.orders_count`, type: 'int', nullable: false, id: ID },
  joined: { column: Prisma.sql`c.occurred_at`, type: 'timestamptz', nullable: false, id: ID },
};
const COLUMNS = Prisma.sql`c.id, c.status, c.orders_count as "ordersCount", c.spent_net as "spentNet", c.last_order_at as "lastOrderAt",
  c.occurred_at as "joinedAt", c.email_consent as "emailConsent", c.sms_consent as "smsConsent", c.country_code as "countryCode"`;

export type CustomerFacts = Omit<CustomerRow, 'contact' | 'tags'>;
export interface CustomerListOrder {
  sort: CustomerSort;
  direction: 'asc' | 'desc';
}

/** Up to `size + 1` customers in scanning order, nearest to the cursor first. */
export function readCustomers(shopId: bigint, where: Prisma.Sql, order: CustomerListOrder, cursor: Cursor | null, size: number): Promise<CustomerFacts[]> {
  const scans = keysetScans(SORTS[order.sort], order.direction, cursor);
  return withShopList(shopId, (tx) =>
    readScans(
      scans,
      size,
      (scan, limit) => tx.$queryRaw<CustomerFacts[]>`select ${COLUMNS} from customer c where ${where} and ${scan.where} order by ${scan.order} limit ${limit}`,
    ),
  );
}

/** The text a cursor keeps of a row. */
export function customerSortValue(row: CustomerFacts, sort: CustomerSort): string | null {
  switch (sort) {
    case 'lastOrder':
      return row.lastOrderAt?.toISOString() ?? null;
    case 'spent':
      return row.spentNet.toString();
    case 'orders':
      return String(row.ordersCount);
    case 'joined':
      return row.joinedAt.toISOString();
  }
}

/** Exact up to {@link COUNT_MAX}; beyond it nobody reads the digits, and counting a million rows would hold the page up. */
export async function countCustomers(shopId: bigint, where: Prisma.Sql): Promise<Count> {
  const [row] = await withShopList(
    shopId,
    (tx) => tx.$queryRaw<{ n: number }[]>`select count(*)::int as n from (select from customer c where ${where} limit ${COUNT_MAX + 1}) counted`,
  );
  const value = row?.n ?? 0;
  return { value: Math.min(value, COUNT_MAX), more: value > COUNT_MAX };
}

export async function tagsOfCustomers(shopId: bigint, ids: bigint[]): Promise<Map<bigint, string[]>> {
  if (ids.length === 0) return new Map();
  const rows = await withShopList(shopId, (tx) =>
    tx.customerTag.findMany({ where: { shopId, customerId: { in: ids } }, orderBy: { tag: 'asc' }, select: { customerId: true, tag: true } }),
  );
  const tags = new Map<bigint, string[]>();
  for (const { customerId, tag } of rows) tags.set(customerId, [...(tags.get(customerId) ?? []), tag]);
  return tags;
}

/** Every tag in use, in order, up to `limit`: hops from tag to tag through the primary key and reads no other row. */
export function tagsInUse(shopId: bigint, limit: number): Promise<string[]> {
  return withShopList(shopId, (tx) => hopOverTags(tx, shopId, limit));
}

async function hopOverTags(tx: Tx, shopId: bigint, limit: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ tag: string }[]>`
    with recursive used as (
      (select tag from customer_tag where shop_id = ${shopId} order by tag limit 1)
      union all
      select (select t.tag from customer_tag t where t.shop_id = ${shopId} and t.tag > used.tag order by t.tag limit 1) from used where used.tag is not null
    )
    select tag from used where tag is not null limit ${limit}`;
  return rows.map((row) => row.tag);
}
