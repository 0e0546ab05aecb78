import { rereadOrder } from '~/platform/shopify/reread/index.server';
import type { JobPayload } from '../catalog';

export async function handle(shopId: bigint, { orderId }: JobPayload<'reread-order'>): Promise<void> {
  await rereadOrder(shopId, BigInt(orderId));
}
