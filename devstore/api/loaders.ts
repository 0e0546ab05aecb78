import type { Queryable } from '../state/database.ts';
import type { Collection, Customer, Metafield, Order, Product } from '../state/model.ts';
import type { Discount } from '../state/model/promotion.ts';
import type { DraftOrder } from '../state/model/draft.ts';
import type { Id } from '../state/model/values.ts';

/** A document that is already here, or a promise of it. Answering at once where possible keeps the executor synchronous and fast. */
export type Sooner<T> = T | Promise<T>;

/** Reads documents by id, all that are asked for in one tick with one query, and remembers them. */
export class Loader<Doc> {
  private readonly seen = new Map<Id, Doc | null>();
  private waiting: Map<Id, ((doc: Doc | null) => void)[]> | null = null;
  private readonly read: (ids: Id[]) => Promise<Map<Id, Doc>>;

  constructor(read: (ids: Id[]) => Promise<Map<Id, Doc>>) {
    this.read = read;
  }

  get(id: Id): Sooner<Doc | null> {
    const known = this.seen.get(id);
    if (known !== undefined) return known;
    return new Promise((resolve, reject) => {
      const waiting = this.waiting ?? this.start(reject);
      const others = waiting.get(id);
      if (others) others.push(resolve);
      else waiting.set(id, [resolve]);
    });
  }

  /** Puts a document in that is known anyway. */
  prime(id: Id, doc: Doc): void {
    this.seen.set(id, doc);
  }

  /** Forgets everything once it holds more than `limit`, so that a long bulk query stays small. */
  trim(limit: number): void {
    if (this.seen.size > limit) this.seen.clear();
  }

  private start(reject: (error: unknown) => void) {
    const waiting = new Map<Id, ((doc: Doc | null) => void)[]>();
    this.waiting = waiting;
    setImmediate(() => {
      this.waiting = null;
      this.read([...waiting.keys()]).then((docs) => {
        for (const [id, resolvers] of waiting) {
          const doc = docs.get(id) ?? null;
          this.seen.set(id, doc);
          for (const resolve of resolvers) resolve(doc);
        }
      }, reject);
    });
    return waiting;
  }
}

const documents = <Doc>(db: Queryable, domain: string, table: string, condition = '') =>
  new Loader<Doc>(async (ids) => {
    const { rows } = await db.query<{ id: Id; doc: Doc }>(
      `select id::text, doc from devstore.${table} where domain = $1 and id = any($2::bigint[])${condition}`,
      [domain, ids],
    );
    return new Map(rows.map((row) => [row.id, row.doc]));
  });

const groups = <Doc>(db: Queryable, domain: string, text: string) =>
  new Loader<Doc[]>(async (ids) => {
    const { rows } = await db.query<{ id: Id; doc: Doc }>(text, [domain, ids]);
    const grouped = new Map<Id, Doc[]>(ids.map((id) => [id, []]));
    for (const row of rows) grouped.get(row.id)?.push(row.doc);
    return grouped;
  });

const metafieldsOf = (db: Queryable, domain: string, ownerType: Metafield['ownerType']) =>
  groups<Metafield & { id: Id }>(
    db,
    domain,
    `select owner_id::text as id, doc || jsonb_build_object('id', id::text) as doc from devstore.metafield
    where domain = $1 and owner_id = any($2::bigint[]) and owner_type = '${ownerType}' order by namespace, key`,
  );

/** One set of loaders for a request (or for a whole bulk query, which trims them page by page). */
export function createLoaders(db: Queryable, domain: string) {
  return {
    customer: documents<Customer>(db, domain, 'customer', ' and deleted_at is null and merged_into is null'),
    order: documents<Order>(db, domain, '"order"', ' and deleted_at is null'),
    product: documents<Product>(db, domain, 'product'),
    collection: documents<Collection>(db, domain, 'collection'),
    discount: documents<Discount>(db, domain, 'discount'),
    draftOrder: documents<DraftOrder>(db, domain, 'draft_order'),
    ordersOfCustomer: groups<Order>(
      db,
      domain,
      `select customer_id::text as id, doc from devstore."order" where domain = $1 and customer_id = any($2::bigint[]) and deleted_at is null order by processed_at, id`,
    ),
    productsOfCollection: groups<Product>(
      db,
      domain,
      `select c.id, p.doc from unnest($2::text[]) as c(id) join devstore.product p on p.domain = $1 and p.doc->'collectionIds' ? c.id order by p.id`,
    ),
    metafields: {
      CUSTOMER: metafieldsOf(db, domain, 'CUSTOMER'),
      ORDER: metafieldsOf(db, domain, 'ORDER'),
      PRODUCT: metafieldsOf(db, domain, 'PRODUCT'),
      SHOP: metafieldsOf(db, domain, 'SHOP'),
      APPINSTALLATION: metafieldsOf(db, domain, 'APPINSTALLATION'),
    },
  };
}
export type Loaders = ReturnType<typeof createLoaders>;

/** Goes on with a value that may or may not be here already. */
export function whenHere<A, B>(value: Sooner<A>, next: (value: A) => Sooner<B>): Sooner<B> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/** Keeps the loaders of a long query from growing. */
export function trimLoaders(loaders: Loaders, limit: number): void {
  for (const loader of Object.values(loaders)) {
    if (loader instanceof Loader) loader.trim(limit);
    else for (const inner of Object.values(loader)) inner.trim(limit);
  }
}
