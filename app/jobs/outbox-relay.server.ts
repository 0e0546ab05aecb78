import { logger } from '~/config/logger.server';
import { relayEvents } from '~/db/outbox.server';
import { shopsWith } from '~/db/tenant.server';
import { EVENT_JOBS } from './event-jobs';
import type { JobQueue } from './queue.server';

/** One round over all shops: committed events become jobs. @returns how many events were handed over. */
export async function relayOutbox(queue: JobQueue): Promise<number> {
  let relayed = 0;
  for (const shopId of await shopsWith('unrelayed_events')) {
    relayed += await relayEvents(shopId, async (events) => {
      for (const event of events) {
        const name = EVENT_JOBS[event.type];
        if (name) await queue.add(name, { shopId: shopId.toString(), payload: event.payload }, { jobId: `event-${shopId}-${event.id}` });
        else logger.debug({ shopId, type: event.type }, 'event without a job');
      }
    });
  }
  return relayed;
}
