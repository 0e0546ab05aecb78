import { formatMinor } from '../../state/money.ts';
import type { Product, Store, Variant } from '../../state/model.ts';
import { exact, gid, type WireObject } from '../wire.ts';
import { need, type Serializer } from './documents.ts';
import { localTime, localTimeOrNull } from './time.ts';

function variantOf(variant: Variant, product: Product, store: Store): WireObject {
  return {
    admin_graphql_api_id: gid('ProductVariant', variant.id),
    barcode: null,
    compare_at_price: variant.compareAtPrice === null ? null : formatMinor(variant.compareAtPrice, store.currency),
    created_at: localTime(product.createdAt, store),
    id: exact(variant.id),
    inventory_policy: 'deny',
    position: variant.position,
    price: formatMinor(variant.price, store.currency),
    product_id: exact(product.id),
    sku: variant.sku,
    taxable: variant.taxable,
    title: variant.title,
    updated_at: localTime(product.updatedAt, store),
    option1: variant.options[0] ?? variant.title,
    option2: variant.options[1] ?? null,
    option3: variant.options[2] ?? null,
    image_id: null,
    inventory_item_id: exact(variant.id),
    inventory_quantity: variant.inventoryQuantity,
    old_inventory_quantity: variant.inventoryQuantity,
  };
}

/** `products/create` and `update`. */
export const productPayload: Serializer<'products/create'> = ({ store, payload: { product } }) => {
  return {
    admin_graphql_api_id: gid('Product', product.id),
    body_html: product.descriptionHtml,
    created_at: localTime(product.createdAt, store),
    handle: product.handle,
    id: exact(product.id),
    product_type: product.productType,
    published_at: localTimeOrNull(product.publishedAt, store),
    template_suffix: null,
    title: product.title,
    updated_at: localTime(product.updatedAt, store),
    vendor: product.vendor,
    status: product.status.toLowerCase(),
    published_scope: 'global',
    tags: product.tags.join(', '),
    variants: product.variants.map((variant) => variantOf(variant, product, store)),
    options: product.optionNames.map((name, index) => ({
      name,
      product_id: exact(product.id),
      position: index + 1,
      values: [...new Set(product.variants.map((variant) => variant.options[index] ?? variant.title))],
    })),
    images: [],
    image: null,
    media: [],
    variant_gids: product.variants.map((variant) => ({ admin_graphql_api_id: gid('ProductVariant', variant.id), updated_at: product.updatedAt })),
    has_variants_that_requires_components: false,
    category: null,
  };
};

/** `products/delete`. */
export const productDeleted: Serializer<'products/delete'> = ({ subjectId }) => ({ id: exact(subjectId) });

/** `collections/create` and `update`. */
export const collectionPayload: Serializer<'collections/create'> = ({ store, collection: found }) => {
  const collection = need(found, 'collection');
  return {
    id: exact(collection.id),
    handle: collection.handle,
    title: collection.title,
    updated_at: localTime(collection.updatedAt, store),
    body_html: collection.descriptionHtml,
    published_at: localTime(collection.updatedAt, store),
    sort_order: 'best-selling',
    template_suffix: null,
    published_scope: 'global',
    image: null,
    admin_graphql_api_id: gid('Collection', collection.id),
  };
};

/** `variants/in_stock` and `out_of_stock`. */
export const variantPayload: Serializer<'variants/in_stock'> = ({ store, payload: { product, variantId } }) =>
  variantOf(
    need(
      product.variants.find((variant) => variant.id === variantId),
      'variant',
    ),
    product,
    store,
  );
