import { z } from 'zod';
import type { ProductSnapshot } from '~/domain/catalog/model';
import { parseMoney } from '~/domain/shared/money';
import { sortById } from './order-words';
import { amount, amountOrNull, bothIds, idOf, instantOrNull, quantity, tagList, text, textOrNull } from './rest-fields';

const variantBody = z.object({
  ...bothIds,
  title: text.nullish(),
  sku: textOrNull,
  price: amount,
  compare_at_price: amountOrNull,
  position: quantity.nullish(),
  inventory_quantity: quantity.nullish(),
});
const productBody = z.object({
  ...bothIds,
  title: text.nullish(),
  handle: text.nullish(),
  vendor: text.nullish(),
  product_type: text.nullish(),
  status: text.nullish(),
  tags: tagList,
  created_at: instantOrNull,
  updated_at: instantOrNull,
  variants: z.array(variantBody),
  variant_gids: z.array(z.unknown()).nullish(),
});

/**
 * `complete` is false when the product has more variants than the body carries, and must be read from the API.
 * Gift cards cannot be told from the body: `isGiftCard` is left out. @throws ZodError
 */
export function productFromWebhook(json: unknown, currency: string, readAt: Date): { product: ProductSnapshot; complete: boolean } {
  const body = productBody.parse(json);
  const versionAt = body.updated_at ?? body.created_at ?? readAt;
  const product: ProductSnapshot = {
    id: idOf(body),
    title: body.title ?? '',
    handle: body.handle ?? '',
    vendor: body.vendor ?? '',
    productType: body.product_type ?? '',
    status: (body.status ?? 'active').toLowerCase(),
    tags: [...body.tags].sort(),
    occurredAt: body.created_at ?? versionAt,
    versionAt,
    variants: sortById(
      body.variants.map((variant, index) => ({
        id: idOf(variant),
        title: variant.title ?? '',
        sku: variant.sku,
        price: parseMoney(variant.price, currency),
        compareAt: variant.compare_at_price === null ? null : parseMoney(variant.compare_at_price, currency),
        position: variant.position ?? index + 1,
        inventory: variant.inventory_quantity ?? null,
      })),
    ),
  };
  return { product, complete: (body.variant_gids?.length ?? 0) <= body.variants.length };
}
