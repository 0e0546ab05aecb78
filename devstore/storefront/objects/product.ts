import type { Product, Variant } from '../../state/model.ts';
import { toLiquid } from '../liquid/money.ts';
import type { Visit } from '../visit.ts';
import { listCollections } from '../catalog.ts';
import { lazyMetafields } from './metafields.ts';

/** The picture of a product: an address for `image_url`, and the art it is drawn from for the theme itself. */
export const imageObject = (product: Pick<Product, 'id' | 'title' | 'art'>) => ({
  src: `/cdn/shop/products/${product.id}.svg`,
  alt: product.title,
  width: 600,
  height: 600,
  aspect_ratio: 1,
  art: { ...product.art, seed: product.id },
});

const available = (variant: Variant): boolean => variant.inventoryQuantity > 0;

export function variantObject(product: Product, variant: Variant, visit: Visit) {
  return {
    id: variant.id,
    title: variant.title,
    sku: variant.sku,
    barcode: null,
    available: available(variant),
    price: toLiquid(variant.price, visit.purse),
    compare_at_price: variant.compareAtPrice === null ? null : toLiquid(variant.compareAtPrice, visit.purse),
    options: variant.options,
    option1: variant.options[0] ?? null,
    option2: variant.options[1] ?? null,
    option3: variant.options[2] ?? null,
    inventory_quantity: variant.inventoryQuantity,
    inventory_management: 'shopify',
    inventory_policy: 'deny',
    requires_shipping: variant.requiresShipping,
    taxable: variant.taxable,
    image: imageObject(product),
    featured_image: imageObject(product),
    url: `/products/${product.handle}?variant=${variant.id}`,
  };
}

const productPriceRange = (prices: number[]) => ({
  price: Math.min(...prices),
  price_min: Math.min(...prices),
  price_max: Math.max(...prices),
  price_varies: new Set(prices).size > 1,
});

/** `product`, with `selectedId` chosen in the address. */
export function productObject(product: Product, visit: Visit, selectedId?: string) {
  const ordered = [...product.variants].sort((a, b) => a.position - b.position);
  const variants = ordered.map((variant) => variantObject(product, variant, visit));
  const first = variants.find((variant) => variant.available) ?? null;
  const selected = variants.find((variant) => variant.id === selectedId) ?? null;
  return {
    id: product.id,
    title: product.title,
    handle: product.handle,
    url: `/products/${product.handle}`,
    description: product.descriptionHtml,
    content: product.descriptionHtml,
    vendor: product.vendor,
    type: product.productType,
    tags: product.tags,
    ...productPriceRange(variants.map((variant) => variant.price)),
    compare_at_price: (selected ?? first ?? variants[0])?.compare_at_price ?? null,
    available: first !== null,
    variants,
    variants_count: variants.length,
    selected_variant: selected,
    first_available_variant: first,
    selected_or_first_available_variant: selected ?? first ?? variants[0] ?? null,
    has_only_default_variant: variants.length === 1 && variants[0]?.title === 'Default Title',
    'gift_card?': product.isGiftCard,
    options: product.optionNames,
    options_with_values: product.optionNames.map((name, index) => ({
      name,
      position: index + 1,
      values: [...new Set(ordered.map((variant) => variant.options[index] ?? ''))],
    })),
    featured_image: imageObject(product),
    images: [imageObject(product)],
    published_at: product.publishedAt,
    created_at: product.createdAt,
    collections: () => listCollections(visit.ctx.pool, visit.domain, product.collectionIds),
    metafields: lazyMetafields(visit.ctx.pool, visit.domain, 'PRODUCT', product.id),
    template_suffix: null,
  };
}
