import { now } from '~/config/clock.server';
import { logger } from '~/config/logger.server';
import { shopsWithProjection, withProjectionLock } from '~/domain/loyalty/projection/index.server';
import { projectMembers } from '~/platform/shopify/projection/project-members.server';

/** Each waits for its own store's points, so that a slow one keeps no other back. */
const SHOPS_AT_ONCE = 4;

/** One round over all shops whose members' tiers and balances the store has to be told of. @returns how many members it was told of. */
export async function projectLoyalty(): Promise<number> {
  const shops = await shopsWithProjection();
  let worked = 0;
  const next = async (): Promise<void> => {
    for (let shopId = shops.shift(); shopId !== undefined; shopId = shops.shift()) worked += await projectShop(shopId);
  };
  await Promise.all(Array.from({ length: SHOPS_AT_ONCE }, next));
  return worked;
}

async function projectShop(shopId: bigint): Promise<number> {
  try {
    return (await withProjectionLock(shopId, () => projectMembers(shopId, now()))) ?? 0;
  } catch (error) {
    logger.warn({ err: error, shopId }, 'the store could not be told of its members');
    return 0;
  }
}
