import { now } from '~/config/clock.server';
import { logger } from '~/config/logger.server';
import { metrics, timed } from '~/config/metrics.server';
import { inSpan, pastSpan } from '~/config/tracing.server';
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
  return drainBatch(shopId, BATCH, async (batch, connection) => {
    const startedAt = Date.now();
    // A batch is one piece of work for many traces: it belongs to the first, and each of the others is told of it.
    const [parent, ...others] = batch.flatMap((delivery) => delivery.trace ?? []);
    const attributes = { 'regulars.shop_id': shopId.toString(), 'regulars.deliveries': batch.length };
    const apply = () =>
      inSpan('webhooks apply', { kind: 'consumer', parent, links: others, attributes }, () => applyInboxBatch(shopId, batch, now(), connection));
    const settled = await timed(apply, (seconds) => metrics.webhookBatch.observe(seconds));
    for (const other of others) pastSpan('webhook apply', { parent: other, attributes }, startedAt);
    for (const { id, error } of settled) if (error) logger.warn({ shopId, inboxId: id, error }, 'a webhook could not be applied');
    return settled;
  });
}
