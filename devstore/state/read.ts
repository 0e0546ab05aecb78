import type { Queryable } from './database.ts';
import type { Collection, Customer, Installation, Metafield, Order, Product, Segment, Store, Variant } from './model.ts';
import type { CheckoutDoc, DraftOrder } from './model/draft.ts';
import type { CreditMovement, Discount, GiftCard } from './model/promotion.ts';
import type { Id } from './model/values.ts';

/** Whether a read takes the row for a change in the same transaction. */
export interface ReadOptions {
  lock?: boolean;
}

async function one<Doc>(db: Queryable, text: string, values: unknown[], options?: ReadOptions): Promise<Doc | null> {
  const { rows } = await db.query<{ doc: Doc }>(options?.lock ? `${text} for update` : text, values);
  return rows[0]?.doc ?? null;
}
async function many<Doc>(db: Queryable, text: string, values: unknown[]): Promise<Doc[]> {
  return (await db.query<{ doc: Doc }>(text, values)).rows.map((row) => row.doc);
}
/** Anything that is no id of ours finds nothing, rather than failing in the database. */
const isId = (id: string) => /^\d{1,18}$/.test(id);

const byId =
  <Doc>(table: string, condition = '') =>
  async (db: Queryable, domain: string, id: Id, options?: ReadOptions): Promise<Doc | null> =>
    isId(id) ? one<Doc>(db, `select doc from devstore.${table} where domain = $1 and id = $2${condition}`, [domain, id], options) : null;

export const getStore = (db: Queryable, domain: string, options?: ReadOptions) =>
  one<Store>(db, 'select doc from devstore.store where domain = $1', [domain], options);
/** All stores, oldest first. */
export const listStores = (db: Queryable) => many<Store>(db, 'select doc from devstore.store order by created_at, id', []);

/** Also finds a customer who was merged into another; not one who was deleted. */
export const getCustomer = byId<Customer>('customer', ' and deleted_at is null');
export const getOrder = byId<Order>('"order"', ' and deleted_at is null');
export const getProduct = byId<Product>('product');
export const getCollection = byId<Collection>('collection');
export const getDiscount = byId<Discount>('discount');
export const getGiftCard = byId<GiftCard>('gift_card');
export const getDraftOrder = byId<DraftOrder>('draft_order');
export const getSegment = byId<Segment>('segment');
export const getCheckout = (db: Queryable, domain: string, token: string, options?: ReadOptions) =>
  one<CheckoutDoc>(db, 'select doc from devstore.checkout where domain = $1 and token = $2', [domain, token], options);
export const getInstallationDoc = (db: Queryable, domain: string) => one<Installation>(db, 'select doc from devstore.installation where domain = $1', [domain]);

const live = 'deleted_at is null and merged_into is null';
/** By e-mail, without regard to case. */
export const findCustomerByEmail = (db: Queryable, domain: string, email: string, options?: ReadOptions) =>
  one<Customer>(db, `select doc from devstore.customer where domain = $1 and email = $2 and ${live} limit 1`, [domain, email.toLowerCase()], options);
export const findCustomerByPhone = (db: Queryable, domain: string, phone: string) =>
  one<Customer>(db, `select doc from devstore.customer where domain = $1 and phone = $2 and ${live} limit 1`, [domain, phone]);
export const findOrderByNumber = (db: Queryable, domain: string, number: number) =>
  one<Order>(db, 'select doc from devstore."order" where domain = $1 and number = $2 and deleted_at is null', [domain, number]);
export const findProductByHandle = (db: Queryable, domain: string, handle: string) =>
  one<Product>(db, 'select doc from devstore.product where domain = $1 and handle = $2', [domain, handle]);
export const findCollectionByHandle = (db: Queryable, domain: string, handle: string) =>
  one<Collection>(db, 'select doc from devstore.collection where domain = $1 and handle = $2', [domain, handle]);
export const findDiscountByCode = (db: Queryable, domain: string, code: string, options?: ReadOptions) =>
  one<Discount>(db, 'select doc from devstore.discount where domain = $1 and code = $2', [domain, code.trim().toLowerCase()], options);
export const findGiftCardByCode = (db: Queryable, domain: string, code: string, options?: ReadOptions) =>
  one<GiftCard>(db, 'select doc from devstore.gift_card where domain = $1 and code = $2', [domain, code.replaceAll(/[\s-]/g, '').toLowerCase()], options);
/** Movements of a customer's store credit, oldest first. */
export const listCreditMovements = (db: Queryable, domain: string, customerId: Id) =>
  many<CreditMovement>(db, 'select doc from devstore.credit_movement where domain = $1 and customer_id = $2 order by id', [domain, customerId]);
export const listAutomaticDiscounts = (db: Queryable, domain: string) =>
  many<Discount>(db, 'select doc from devstore.discount where domain = $1 and code is null order by id', [domain]);
export const listCollections = (db: Queryable, domain: string) =>
  many<Collection>(db, 'select doc from devstore.collection where domain = $1 order by id', [domain]);

/** The product that a variant belongs to, and the variant. */
export async function findVariant(db: Queryable, domain: string, variantId: Id, options?: ReadOptions): Promise<{ product: Product; variant: Variant } | null> {
  const product = await one<Product>(
    db,
    `select doc from devstore.product where domain = $1 and doc->'variants' @> $2::jsonb`,
    [domain, JSON.stringify([{ id: variantId }])],
    options,
  );
  const variant = product?.variants.find((candidate) => candidate.id === variantId);
  return product && variant ? { product, variant } : null;
}

/** A customer's orders, newest first. */
export const listOrdersOfCustomer = (db: Queryable, domain: string, customerId: Id, limit = 50, offset = 0) =>
  isId(customerId)
    ? many<Order>(
        db,
        'select doc from devstore."order" where domain = $1 and customer_id = $2 and deleted_at is null order by processed_at desc, id desc limit $3 offset $4',
        [domain, customerId, limit, offset],
      )
    : Promise.resolve<Order[]>([]);

export const listMetafields = (db: Queryable, domain: string, ownerType: Metafield['ownerType'], ownerId: Id) =>
  many<Metafield>(db, 'select doc from devstore.metafield where domain = $1 and owner_type = $2 and owner_id = $3 order by namespace, key', [
    domain,
    ownerType,
    ownerId,
  ]);

/** How many of each kind a store holds, what was deleted or merged left out. Exact, so a scan: for panels and tests. */
export async function countAll(
  db: Queryable,
  domain: string,
): Promise<{ customers: number; orders: number; products: number; collections: number; discounts: number; events: number }> {
  const { rows } = await db.query<Record<'customers' | 'orders' | 'products' | 'collections' | 'discounts' | 'events', number>>(
    `select (select count(*)::int from devstore.customer where domain = $1 and ${live}) customers,
      (select count(*)::int from devstore."order" where domain = $1 and deleted_at is null) orders,
      (select count(*)::int from devstore.product where domain = $1) products,
      (select count(*)::int from devstore.collection where domain = $1) collections,
      (select count(*)::int from devstore.discount where domain = $1) discounts,
      (select count(*)::int from devstore.event where domain = $1) events`,
    [domain],
  );
  return rows[0] ?? { customers: 0, orders: 0, products: 0, collections: 0, discounts: 0, events: 0 };
}

/** Streams a table by ascending id in pages, so that memory stays flat whatever its size. */
async function* stream<Doc extends { id: Id }>(db: Queryable, table: string, domain: string, condition: string, pageSize: number): AsyncGenerator<Doc> {
  let after = '0';
  for (;;) {
    const page = await many<Doc>(db, `select doc from devstore.${table} where domain = $1 and id > $2${condition} order by id limit $3`, [
      domain,
      after,
      pageSize,
    ]);
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    after = last.id;
  }
}
export const eachOrder = (db: Queryable, domain: string, pageSize = 1000) => stream<Order>(db, '"order"', domain, ' and deleted_at is null', pageSize);
export const eachCustomer = (db: Queryable, domain: string, pageSize = 1000) => stream<Customer>(db, 'customer', domain, ` and ${live}`, pageSize);
