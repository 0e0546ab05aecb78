import { now } from '~/config/clock.server';
import { logger } from '~/config/logger.server';
import { shopsWithProjection, withProjectionLock } from '~/domain/loyalty/projection/index.server';
import { bringBenefits } from '~/platform/shopify/projection/bring-benefits.server';
import { projectMembers } from '~/platform/shopify/projection/project-members.server';
import { overShops } from './over-shops.server';

/** Each waits for its own store's points, so that a slow one keeps no other back. */
const SHOPS_AT_ONCE = 4;

/** One round over all shops whose members' tiers and balances the store has to be told of. @returns how many members it was told of. */
export function projectLoyalty(): Promise<number> {
  return overShops(shopsWithProjection(), 'projection', projectShop, { atOnce: SHOPS_AT_ONCE });
}

async function projectShop(shopId: bigint): Promise<number> {
  const worked = await withProjectionLock(shopId, async () => {
    const brought = await tried(shopId, 'what tiers give at the checkout', () => bringBenefits(shopId, now()));
    return (brought === null ? 0 : 1) + ((await tried(shopId, 'members', () => projectMembers(shopId, now()))) ?? 0);
  });
  return worked ?? 0;
}

/** One kind of work that fails keeps the other from nothing. */
async function tried(shopId: bigint, what: string, work: () => Promise<number | null>): Promise<number | null> {
  try {
    return await work();
  } catch (error) {
    logger.warn({ err: error, shopId, what }, 'the store could not be brought up to date');
    return null;
  }
}
