import { logger } from '~/config/logger.server';
import { recheckEvents, shopsWithUnfinishedEvents } from '~/db/event-outcome.server';
import { eventJobId, handOver } from './outbox-relay.server';
import type { JobQueue } from './queue.server';

/** A job that has been in the queue this long is looked after, again and again until it has ended. */
const LOOK_AFTER_MS = 30_000;

/**
 * Looks whether the queue still has the job of every event that has not ended, and hands over again what it has lost: Redis
 * may be flushed, or replaced. @returns how many it had lost, so that the next round follows at once while there are more.
 */
export async function recheckUnfinished(queue: JobQueue, lookAfterMs = LOOK_AFTER_MS): Promise<number> {
  const before = new Date(Date.now() - lookAfterMs);
  let lost = 0;
  for (const shopId of await shopsWithUnfinishedEvents(before)) {
    await recheckEvents(shopId, before, async (event) => {
      const state = await queue.stateOf(eventJobId(shopId, event));
      if (state === 'completed') return { ended: true, error: null };
      // The processor notes why it gives up; a job that failed without a word has brought its worker down too often.
      if (state === 'failed') return { ended: true, error: 'its worker ended again and again' };
      if (state === 'unknown' && (await handOver(queue, shopId, event))) lost += 1;
      return { ended: false };
    });
  }
  if (lost > 0) logger.warn({ lost }, 'the queue had lost jobs; they were handed over again');
  return lost;
}
