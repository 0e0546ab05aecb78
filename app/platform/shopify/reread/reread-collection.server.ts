import { applyCollections, unknownProducts } from '~/domain/catalog/index.server';
import { gid, idFromGid } from '~/domain/shared/ids';
import { adminClient, type AdminClient } from '../admin/index.server';
import { ReadCollectionDocument } from '../graphql/generated/documents';
import { collectionFromAdmin } from '../mapping/collection';
import { rereadProduct } from './reread-product.server';

/** Shopify pages no further than 25,000 objects. */
const PAGES_MAX = 100;

/**
 * Reads a collection and what is in it from the store as it is now, and stores it; products in it that are not known yet
 * are read too. Nothing happens where the store does not show it (see rereadOrder). @returns whether it does.
 */
export async function rereadCollection(
  shopId: bigint,
  collectionId: bigint,
  admin: AdminClient = adminClient(shopId, { priority: 'background' }),
): Promise<boolean> {
  const id = gid('Collection', collectionId);
  const products: { id: string }[] = [];
  let after: string | null = null;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const collection = await collectionPage(admin, { id, after });
    if (!collection) return false;
    products.push(...collection.products.nodes);
    after = collection.products.pageInfo.endCursor ?? null;
    if (collection.products.pageInfo.hasNextPage && page + 1 < PAGES_MAX) continue;
    const productIds = products.map((product) => idFromGid(product.id, 'Product'));
    for (const unknown of await unknownProducts(shopId, productIds)) await rereadProduct(shopId, unknown, admin);
    await applyCollections(shopId, [collectionFromAdmin({ ...collection, products: { nodes: products } })]);
    return true;
  }
  return false;
}

async function collectionPage(admin: AdminClient, variables: { id: string; after: string | null }) {
  return (await admin.query(ReadCollectionDocument, variables)).collection;
}
