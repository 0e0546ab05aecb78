import { applyProducts } from '~/domain/catalog/index.server';
import { gid } from '~/domain/shared/ids';
import { getShop } from '~/domain/shops/index.server';
import { adminClient, type AdminClient } from '../admin/index.server';
import { ReadProductDocument } from '../graphql/generated/documents';
import { productFromAdmin } from '../mapping/product-from-admin';

/** Shopify allows 2,048 variants a product. */
const PAGES_MAX = 50;

/**
 * Reads a product with all its variants from the store as it is now, and stores it. Nothing happens where the store does not
 * show it (see rereadOrder). @returns whether it does.
 */
export async function rereadProduct(shopId: bigint, productId: bigint, admin: AdminClient = adminClient(shopId, { priority: 'background' })): Promise<boolean> {
  const { currency } = await getShop(shopId);
  const id = gid('Product', productId);
  const variants: unknown[] = [];
  let after: string | null = null;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const product = await productPage(admin, { id, after });
    if (!product) return false;
    variants.push(...product.variants.nodes);
    after = product.variants.pageInfo.endCursor ?? null;
    if (product.variants.pageInfo.hasNextPage) continue;
    await applyProducts(shopId, [productFromAdmin({ ...product, variants: { nodes: variants } }, currency)], undefined, { authoritative: true });
    return true;
  }
  throw new Error(`Product ${id} has more variants than can be read.`);
}

async function productPage(admin: AdminClient, variables: { id: string; after: string | null }) {
  return (await admin.query(ReadProductDocument, variables)).product;
}
