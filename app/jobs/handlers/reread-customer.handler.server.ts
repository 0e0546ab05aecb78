import { rereadCustomer } from '~/platform/shopify/reread/index.server';
import type { JobPayload } from '../catalog';

export async function handle(shopId: bigint, { customerId }: JobPayload<'reread-customer'>): Promise<void> {
  await rereadCustomer(shopId, BigInt(customerId));
}
