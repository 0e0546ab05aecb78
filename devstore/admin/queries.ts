import type { Queryable } from '../state/database.ts';
import type { Customer, Order, Product } from '../state/model.ts';
import type { Discount } from '../state/model/promotion.ts';
import type { DraftOrder } from '../state/model/draft.ts';

/** One page of a list, and whether there is another. */
export interface Page<T> {
  items: T[];
  number: number;
  hasMore: boolean;
}
const SIZE = 50;

async function paged<T>(db: Queryable, sql: string, values: unknown[], number: number): Promise<Page<T>> {
  const { rows } = await db.query<{ doc: T }>(`${sql} limit ${SIZE + 1} offset ${(number - 1) * SIZE}`, values);
  return { items: rows.slice(0, SIZE).map((row) => row.doc), number, hasMore: rows.length > SIZE };
}
const like = (q: string) => `${q.replace(/[\\%_]/g, '\\$&')}%`;

/** By number (`#1001`) or the beginning of the e-mail address. */
export const findOrders = (db: Queryable, domain: string, q: string, number = 1) => {
  const wanted = /^#?(\d{1,9})$/.exec(q.trim())?.[1] ?? null;
  return paged<Order>(
    db,
    `select doc from devstore."order" where domain = $1 and deleted_at is null and ($2 = '' or number = $3::int or ($3::int is null and email like $4)) order by processed_at desc, id desc`,
    [domain, q.trim(), wanted, like(q.trim().toLowerCase())],
    number,
  );
};

/** By the beginning of the e-mail address, phone number, first or last name. */
export const findCustomers = (db: Queryable, domain: string, q: string, number = 1) =>
  paged<Customer>(
    db,
    `select doc from devstore.customer where domain = $1 and deleted_at is null and merged_into is null
    and ($2 = '' or email like $3 or phone like $3 or lower(doc->>'firstName') like $3 or lower(doc->>'lastName') like $3) order by created_at desc, id desc`,
    [domain, q.trim(), like(q.trim().toLowerCase())],
    number,
  );

export const findProducts = (db: Queryable, domain: string, q: string, number = 1) =>
  paged<Product>(
    db,
    `select doc from devstore.product where domain = $1 and ($2 = '' or lower(doc->>'title') like $3 or handle like $3) order by doc->>'title', id`,
    [domain, q.trim(), `%${like(q.trim().toLowerCase())}`],
    number,
  );

export const listDiscounts = (db: Queryable, domain: string, number = 1) =>
  paged<Discount>(db, 'select doc from devstore.discount where domain = $1 order by created_at desc, id desc', [domain], number);

export const listDrafts = (db: Queryable, domain: string) =>
  paged<DraftOrder>(db, `select doc from devstore.draft_order where domain = $1 and status = 'OPEN' order by created_at desc, id desc`, [domain], 1);

export const pageNumber = (text: string | undefined): number => (/^\d{1,5}$/.test(text ?? '') ? Math.max(1, Number(text)) : 1);

/** Orders and sales of the last seven days, in minor units; what was cancelled left out. */
export async function weekOf(db: Queryable, domain: string, now: Date): Promise<{ orders: number; sales: number; unfulfilled: number }> {
  const { rows } = await db.query<{ orders: number; sales: string; unfulfilled: number }>(
    `select count(*) filter (where processed_at > $2::timestamptz - interval '7 days')::int orders,
       coalesce(sum(total) filter (where processed_at > $2::timestamptz - interval '7 days'), 0) sales,
       count(*) filter (where fulfillment_status <> 'FULFILLED')::int unfulfilled
     from devstore."order" where domain = $1 and deleted_at is null and cancelled_at is null and processed_at > $2::timestamptz - interval '60 days'`,
    [domain, now],
  );
  return { orders: rows[0]?.orders ?? 0, sales: Number(rows[0]?.sales ?? 0), unfulfilled: rows[0]?.unfulfilled ?? 0 };
}
