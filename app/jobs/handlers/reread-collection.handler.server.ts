import { rereadCollection } from '~/platform/shopify/reread/index.server';
import type { JobPayload } from '../catalog';

export async function handle(shopId: bigint, { collectionId }: JobPayload<'reread-collection'>): Promise<void> {
  await rereadCollection(shopId, BigInt(collectionId));
}
