import type { Collection, Product, Variant } from '../../state/model.ts';
import type { Listing } from '../listing.ts';
import { booleanField, enumField, idField, instantField, numberField, tagField, textField, without, wordsField, type Field } from '../search/compile.ts';
import { CollectionObject } from '../types/collection.ts';
import { ProductObject } from '../types/product.ts';
import { ProductVariant } from '../types/variant.ts';

const inCollection =
  (collections: string): Field =>
  (term, bind) =>
    `${collections} ? ${bind(term.value.replace(/^.*\//, ''))}`;
const statuses = ['ACTIVE', 'ARCHIVED', 'DRAFT'];

export const productListing: Listing<Product> = {
  kind: 'products',
  source: 'devstore.product',
  sorts: {
    ID: { expression: 't.id', type: 'bigint' },
    CREATED_AT: { expression: 't.created_at', type: 'timestamptz' },
    UPDATED_AT: { expression: 't.updated_at', type: 'timestamptz' },
    TITLE: { expression: "lower(t.doc->>'title')", type: 'text' },
    VENDOR: { expression: "lower(t.doc->>'vendor')", type: 'text' },
    PRODUCT_TYPE: { expression: "lower(t.doc->>'productType')", type: 'text' },
  },
  defaultSort: 'ID',
  fields: () => ({
    default: wordsField("t.doc->>'title'", "t.doc->>'vendor'", "t.doc->>'productType'", "(t.doc->'tags')::text"),
    id: idField('t.id'),
    created_at: instantField('t.created_at'),
    updated_at: instantField('t.updated_at'),
    published_at: instantField("(t.doc->>'publishedAt')::timestamptz"),
    title: wordsField("t.doc->>'title'"),
    handle: textField('t.handle'),
    status: enumField('t.status', statuses),
    vendor: textField("t.doc->>'vendor'"),
    product_type: textField("t.doc->>'productType'"),
    tag: tagField("t.doc->'tags'"),
    tag_not: without(tagField("t.doc->'tags'")),
    gift_card: booleanField("(t.doc->>'isGiftCard')::boolean"),
    collection_id: inCollection("t.doc->'collectionIds'"),
    sku: (term, bind) => `exists (select 1 from jsonb_array_elements(t.doc->'variants') v where ${textField("v->>'sku'")(term, bind)})`,
    inventory_total: (term, bind) => numberField("(select sum((v->>'inventoryQuantity')::int) from jsonb_array_elements(t.doc->'variants') v)")(term, bind),
  }),
  wrap: (doc, api) => new ProductObject(doc, api),
};

/** Variants have no table of their own; they are unfolded from their products. */
export const variantListing: Listing<{ variant: Variant; product: Product }> = {
  kind: 'productVariants',
  source: `(select p.domain, (v->>'id')::bigint as id, p.id as product_id, p.status, p.updated_at, v as variant, jsonb_build_object('variant', v, 'product', p.doc) as doc
    from devstore.product p cross join jsonb_array_elements(p.doc->'variants') v)`,
  sorts: {
    ID: { expression: 't.id', type: 'bigint' },
    TITLE: { expression: "lower(t.variant->>'title')", type: 'text' },
    SKU: { expression: "coalesce(t.variant->>'sku', '')", type: 'text' },
    POSITION: { expression: "(t.variant->>'position')::bigint", type: 'bigint' },
    INVENTORY_QUANTITY: { expression: "(t.variant->>'inventoryQuantity')::bigint", type: 'bigint' },
  },
  defaultSort: 'ID',
  fields: () => ({
    default: wordsField("t.variant->>'title'", "t.variant->>'sku'", "t.doc->'product'->>'title'"),
    id: idField('t.id'),
    product_id: idField('t.product_id'),
    sku: textField("t.variant->>'sku'"),
    title: textField("t.variant->>'title'"),
    updated_at: instantField('t.updated_at'),
    product_status: enumField('t.status', statuses),
    inventory_quantity: numberField("(t.variant->>'inventoryQuantity')::int"),
    collection: inCollection("t.doc->'product'->'collectionIds'"),
    vendor: textField("t.doc->'product'->>'vendor'"),
    product_type: textField("t.doc->'product'->>'productType'"),
    tag: tagField("t.doc->'product'->'tags'"),
  }),
  wrap: (doc, api) => new ProductVariant(doc.variant, doc.product, api),
};

export const collectionListing: Listing<Collection> = {
  kind: 'collections',
  source: 'devstore.collection',
  sorts: {
    ID: { expression: 't.id', type: 'bigint' },
    TITLE: { expression: "lower(t.doc->>'title')", type: 'text' },
    UPDATED_AT: { expression: 't.updated_at', type: 'timestamptz' },
  },
  defaultSort: 'ID',
  fields: () => ({
    default: wordsField("t.doc->>'title'"),
    id: idField('t.id'),
    title: wordsField("t.doc->>'title'"),
    handle: textField('t.handle'),
    updated_at: instantField('t.updated_at'),
    product_id: (term, bind) =>
      `exists (select 1 from devstore.product p where p.domain = t.domain and p.id = ${bind(term.value)}::bigint and p.doc->'collectionIds' ? t.id::text)`,
  }),
  wrap: (doc, api) => new CollectionObject(doc, api),
};
