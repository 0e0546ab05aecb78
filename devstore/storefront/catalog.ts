import type { Collection, Product, Variant } from '../state/model.ts';
import type { Id } from '../state/model/values.ts';
import type { Queryable } from '../state/database.ts';

export const sortOrders = ['manual', 'title-ascending', 'title-descending', 'price-ascending', 'price-descending', 'created-descending'] as const;
export type SortOrder = (typeof sortOrders)[number];

const cheapest = `(select min((variant->>'price')::bigint) from jsonb_array_elements(doc->'variants') variant)`;
const orderings: Record<SortOrder, string> = {
  manual: 'id',
  'title-ascending': `doc->>'title', id`,
  'title-descending': `doc->>'title' desc, id`,
  'price-ascending': `${cheapest}, id`,
  'price-descending': `${cheapest} desc, id`,
  'created-descending': 'created_at desc, id desc',
};

export interface ProductPage {
  products: Product[];
  total: number;
}
export interface ProductQuery {
  collectionId?: Id;
  words?: string[];
  sort: SortOrder;
  page: number;
  pageSize: number;
}

/** A product is for sale when it is active, published and has something to choose. */
const onSale = `status = 'ACTIVE' and doc->>'publishedAt' is not null and jsonb_array_length(doc->'variants') > 0`;
const likeLiteral = (text: string): string => `%${text.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`;

/** One page of the products on sale; all `words` must be found in title, vendor, type or tags. */
export async function listProducts(db: Queryable, domain: string, query: ProductQuery): Promise<ProductPage> {
  const conditions = ['domain = $1', onSale];
  const values: unknown[] = [domain];
  const bind = (value: unknown) => `$${values.push(value)}`;
  if (query.collectionId) conditions.push(`doc->'collectionIds' ? ${bind(query.collectionId)}`);
  for (const word of query.words ?? []) {
    conditions.push(`lower(concat_ws(' ', doc->>'title', doc->>'vendor', doc->>'productType', doc->>'tags')) like ${bind(likeLiteral(word))}`);
  }
  const where = conditions.join(' and ');
  const counted = await db.query<{ total: number }>(`select count(*)::int as total from devstore.product where ${where}`, values);
  const { rows } = await db.query<{ doc: Product }>(
    `select doc from devstore.product where ${where} order by ${orderings[query.sort]} limit ${bind(query.pageSize)} offset ${bind((query.page - 1) * query.pageSize)}`,
    values,
  );
  return { products: rows.map((row) => row.doc), total: counted.rows[0]?.total ?? 0 };
}

/** Some of everything: products on sale taken from the collections in turn. The same ones until the catalogue changes. */
export async function listAssortment(db: Queryable, domain: string, count: number): Promise<Product[]> {
  const { rows } = await db.query<{ doc: Product }>(
    `select doc from (
       select doc, doc->'collectionIds'->>0 as shelf, row_number() over (partition by doc->'collectionIds'->>0 order by md5(id::text)) as place
       from devstore.product where domain = $1 and ${onSale}) product
     order by place, md5(shelf) limit $2`,
    [domain, count],
  );
  return rows.map((row) => row.doc);
}

/** The collections that have something on sale, each with the number of its products and one to picture it. */
export async function listShownCollections(db: Queryable, domain: string): Promise<{ collection: Collection; count: number; cover: Product }[]> {
  const { rows } = await db.query<{ collection: Collection; count: number; cover: Product }>(
    `select collection.doc as collection, shown.count, cover.doc as cover
     from (select shelf, count(*)::int as count, min(id) as cover_id from devstore.product, jsonb_array_elements_text(doc->'collectionIds') shelf
           where domain = $1 and ${onSale} group by shelf) shown
     join devstore.collection on collection.domain = $1 and collection.id = shown.shelf::bigint
     join devstore.product cover on cover.domain = $1 and cover.id = shown.cover_id
     order by collection.id`,
    [domain],
  );
  return rows;
}

export interface FoundVariant {
  product: Product;
  variant: Variant;
}

/** Variants by id, with their products; those that are gone or no longer on sale are absent. */
export async function findVariants(db: Queryable, domain: string, ids: Id[]): Promise<Map<Id, FoundVariant>> {
  const found = new Map<Id, FoundVariant>();
  if (ids.length === 0) return found;
  const { rows } = await db.query<{ doc: Product }>(
    // A join, because the index on variants answers one containment at a time.
    `select doc from unnest($2::jsonb[]) wanted join devstore.product on domain = $1 and doc->'variants' @> wanted where ${onSale}`,
    [domain, ids.map((id) => JSON.stringify([{ id }]))],
  );
  for (const { doc } of rows) for (const variant of doc.variants) if (ids.includes(variant.id)) found.set(variant.id, { product: doc, variant });
  return found;
}

/** Collections by id, as a product names them. */
export async function listCollections(db: Queryable, domain: string, ids: Id[]): Promise<{ id: Id; title: string; handle: string; url: string }[]> {
  if (ids.length === 0) return [];
  const { rows } = await db.query<{ doc: Collection }>('select doc from devstore.collection where domain = $1 and id = any($2::bigint[]) order by id', [
    domain,
    ids,
  ]);
  return rows.map(({ doc: { id, title, handle } }) => ({ id, title, handle, url: `/collections/${handle}` }));
}
