import { rereadProduct } from '~/platform/shopify/reread/index.server';
import type { JobPayload } from '../catalog';

export async function handle(shopId: bigint, { productId }: JobPayload<'reread-product'>): Promise<void> {
  await rereadProduct(shopId, BigInt(productId));
}
