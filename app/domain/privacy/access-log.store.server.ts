import { Prisma } from '@prisma/client';
import { withShop, withShopConnection } from '~/db/tenant.server';
import { decodeCursor, PAGE_SIZE, eachPage, pageOf, type Page } from '../shared/keyset';
import { keysetScans, readScans, type SortColumn } from '../shared/keyset-sql.store.server';
import type { AccessFilter, AccessKind, AccessRow } from './model';

export interface Access {
  userId: string;
  kind: AccessKind;
  customerIds: bigint[];
  at: Date;
}

/** Writes views and who was shown in them, in three round trips however many there are. */
export async function insertAccess(shopId: bigint, views: Access[]): Promise<void> {
  await withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<{ id: bigint }>("select nextval('access_entry_id_seq') as id from generate_series(1, $1)", [views.length]);
    const numbered = views.map((view, index) => ({ ...view, id: rows[index]?.id ?? 0n }));
    await connection.query(
      `insert into access_entry (shop_id, id, user_id, kind, people, at)
       select $1, v.* from unnest($2::bigint[], $3::text[], $4::text[], $5::int[], $6::timestamptz[]) as v`,
      [
        shopId,
        numbered.map(({ id }) => id),
        numbered.map(({ userId }) => userId),
        numbered.map(({ kind }) => kind),
        numbered.map(({ customerIds }) => customerIds.length),
        numbered.map(({ at }) => at),
      ],
    );
    const shown = numbered.flatMap(({ id, customerIds }) => [...new Set(customerIds)].map((customerId) => ({ id, customerId })));
    await connection.query(
      'insert into access_person (shop_id, customer_id, entry_id) select $1, p.customer, p.entry from unnest($2::bigint[], $3::bigint[]) as p (customer, entry) order by p.customer',
      [shopId, shown.map(({ customerId }) => customerId), shown.map(({ id }) => id)],
    );
  });
}

const EXPORTED_AT_ONCE = 1000;
const BY_NUMBER: SortColumn = { column: Prisma.sql`e.id`, type: 'bigint', nullable: false, id: Prisma.sql`e.id` };

/** Who looked at whose data, newest first. */
export async function listAccess(shopId: bigint, filter: AccessFilter, after: string | null, size = PAGE_SIZE): Promise<Page<AccessRow>> {
  const cursor = decodeCursor(after);
  const among =
    filter.customerId === null
      ? Prisma.sql`from access_entry e where e.shop_id = ${shopId}`
      : Prisma.sql`from access_person p join access_entry e on e.shop_id = p.shop_id and e.id = p.entry_id where p.shop_id = ${shopId} and p.customer_id = ${filter.customerId}`;
  const by = filter.userId === null ? Prisma.empty : Prisma.sql`and e.user_id = ${filter.userId}`;
  const rows = await withShop(shopId, (tx) =>
    readScans(
      keysetScans(BY_NUMBER, 'desc', cursor),
      size,
      (scan, limit) =>
        tx.$queryRaw<
          AccessRow[]
        >`select e.id, e.user_id as "userId", e.kind, e.people, e.at ${among} ${by} and ${scan.where} order by ${scan.order} limit ${limit}`,
    ),
  );
  return pageOf(rows, cursor, size, (row) => ({ value: row.id.toString(), id: row.id }));
}

/** The whole log, page by page, newest first: for export, in flat memory. */
export const eachAccess = (shopId: bigint, filter: AccessFilter): AsyncGenerator<AccessRow[]> =>
  eachPage((cursor) => listAccess(shopId, filter, cursor, EXPORTED_AT_ONCE));
