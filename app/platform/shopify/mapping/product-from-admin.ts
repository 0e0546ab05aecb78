import { z } from 'zod';
import type { ProductSnapshot } from '~/domain/catalog/model';
import { parseMoney } from '~/domain/shared/money';
import { nodes } from './admin-fields';
import { sortById } from './order-words';
import { amount, amountOrNull, gidText, instant, quantity, text, textOrNull } from './rest-fields';

const variantNode = z.object({
  id: gidText,
  title: text,
  sku: textOrNull,
  price: amount,
  compareAtPrice: amountOrNull,
  position: quantity,
  inventoryQuantity: quantity.nullish(),
});
const productNode = z.object({
  id: gidText,
  title: text,
  handle: text,
  vendor: text,
  productType: text,
  status: z.string(),
  isGiftCard: z.boolean(),
  tags: z.array(text),
  totalInventory: quantity,
  createdAt: instant,
  updatedAt: instant,
  variants: nodes(variantNode),
});

/** `ProductFields` with `variants { nodes { ProductVariantFields } }`; prices are in the shop's currency, which they do not name. @throws ZodError */
export function productFromAdmin(json: unknown, currency: string): ProductSnapshot {
  const { createdAt, updatedAt, status, tags, variants, ...rest } = productNode.parse(json);
  return {
    ...rest,
    status: status.toLowerCase(),
    tags: [...tags].sort(),
    occurredAt: createdAt,
    versionAt: updatedAt,
    variants: sortById(
      variants.nodes.map(({ price, compareAtPrice, inventoryQuantity, ...variant }) => ({
        ...variant,
        price: parseMoney(price, currency),
        compareAt: compareAtPrice === null ? null : parseMoney(compareAtPrice, currency),
        inventory: inventoryQuantity ?? null,
      })),
    ),
  };
}
