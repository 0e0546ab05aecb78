import { z } from 'zod';
import type { ProductSnapshot } from '~/domain/catalog/model';
import { idFromGid } from '~/domain/shared/ids';
import { parseMoney } from '~/domain/shared/money';
import { count, maybeText, nodes, reader, textOf } from './admin-fields';
import { sortById } from './order-words';
import { cleanText, instantOf } from './rest-fields';

const variantNode = z.object({
  id: z.string(),
  title: z.string(),
  sku: maybeText,
  price: z.string(),
  compareAtPrice: maybeText,
  position: count,
  inventoryQuantity: count.nullish(),
});
const productNode = z.object({
  id: z.string(),
  title: z.string(),
  handle: z.string(),
  vendor: z.string(),
  productType: z.string(),
  status: z.string(),
  isGiftCard: z.boolean(),
  tags: z.array(z.string()),
  totalInventory: count,
  createdAt: z.string(),
  updatedAt: z.string(),
  variants: nodes(variantNode),
});

/** `ProductFields` with `variants { nodes { ProductVariantFields } }`; prices are in the shop's currency, which they do not name. @throws ZodError */
export const productFromAdmin = reader(productNode, (node, currency: string): ProductSnapshot => {
  return {
    id: idFromGid(node.id),
    title: cleanText(node.title),
    handle: cleanText(node.handle),
    vendor: cleanText(node.vendor),
    productType: cleanText(node.productType),
    status: node.status.toLowerCase(),
    isGiftCard: node.isGiftCard,
    tags: node.tags.map(cleanText).sort(),
    totalInventory: node.totalInventory,
    occurredAt: instantOf(node.createdAt),
    versionAt: instantOf(node.updatedAt),
    variants: sortById(
      node.variants.nodes.map((variant) => ({
        id: idFromGid(variant.id),
        title: cleanText(variant.title),
        sku: textOf(variant.sku),
        price: parseMoney(variant.price, currency),
        compareAt: variant.compareAtPrice ? parseMoney(variant.compareAtPrice, currency) : null,
        position: variant.position,
        inventory: variant.inventoryQuantity ?? null,
      })),
    ),
  };
});
