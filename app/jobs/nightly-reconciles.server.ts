import { now } from '~/config/clock.server';
import { logger } from '~/config/logger.server';
import { installedShops } from '~/db/tenant.server';
import { beginReconcile, lastComparedAt, nightDue, runningReconcile } from '~/domain/reconcile/index.server';
import { findShop } from '~/domain/shops/index.server';
import { compareTonight } from './drift-rounds.server';
import type { JobQueue } from './queue.server';

/**
 * Begins each shop's comparisons of the night, once whoever asks, and looks that one under way has its job, whatever has
 * become of the queue. @returns 0: the loop waits after each round.
 */
export async function nightlyReconciles(queue: JobQueue): Promise<number> {
  for (const shopId of await installedShops()) {
    const running = await runningReconcile(shopId);
    if (running !== null) await queue.add('advance-reconcile', { shopId: shopId.toString(), payload: { runId: running.toString() } });
    else await beginTonight(shopId);
    await compareTonight(shopId);
  }
  return 0;
}

async function beginTonight(shopId: bigint): Promise<void> {
  const shop = await findShop(shopId);
  if (!shop) return;
  const lastAt = await lastComparedAt(shopId);
  // A shop that nothing has been imported of has nothing to compare.
  const night = lastAt && nightDue(now(), shop.timezone, shopId, lastAt);
  if (!night) return;
  const runId = await beginReconcile(shopId, { reason: 'nightly', night }, now());
  if (runId !== null) logger.info({ shopId, runId, night }, 'the nightly comparison begins');
}
