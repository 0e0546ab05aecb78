import { now } from '~/config/clock.server';
import { logger } from '~/config/logger.server';
import { shopsWith } from '~/db/tenant.server';
import { applyInboxBatch, drainBatch } from '~/platform/shopify/webhooks/index.server';

const BATCH = 200;

/** One round over all shops: pending webhooks are applied, a batch a shop, so that a busy shop does not starve others. @returns how many were worked. */
export async function drainInbox(): Promise<number> {
  let worked = 0;
  let failure: unknown;
  for (const shopId of await shopsWith('pending_inbox')) {
    try {
      worked += await drainShop(shopId);
    } catch (error) {
      // What one shop has run into must not keep the next ones waiting.
      logger.error({ err: error, shopId }, 'the webhooks of a shop could not be applied');
      failure ??= error;
    }
  }
  // With nothing else to do, the loop waits longer and longer.
  if (failure && worked === 0) throw failure;
  return worked;
}

function drainShop(shopId: bigint): Promise<number> {
  return drainBatch(shopId, BATCH, async (batch) => {
    const settled = await applyInboxBatch(shopId, batch, now());
    for (const { id, error } of settled) if (error) logger.warn({ shopId, inboxId: id, error }, 'a webhook could not be applied');
    return settled;
  });
}
