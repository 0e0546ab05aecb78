import { applyDiscounts } from '~/domain/catalog/index.server';
import { gid } from '~/domain/shared/ids';
import type { AdminClient } from '../admin/index.server';
import { ReadDiscountDocument } from '../graphql/generated/documents';
import { discountFromAdmin } from '../mapping/discount';

/** Reads a discount from the store as it is now, and stores it. @returns whether the store shows it. */
export async function rereadDiscount(shopId: bigint, discountId: bigint, admin: AdminClient): Promise<boolean> {
  const { discountNode } = await admin.query(ReadDiscountDocument, { id: gid('DiscountNode', discountId) });
  if (!discountNode) return false;
  await applyDiscounts(shopId, [discountFromAdmin(discountNode)]);
  return true;
}
