import { logger } from '~/config/logger.server';
import { relayEvents, type CommittedEvent } from '~/db/outbox.server';
import { shopsWith } from '~/db/tenant.server';
import { EVENT_JOBS } from './event-jobs';
import type { JobQueue } from './queue.server';

/** The id of an event's job; another one each time the event is begun anew, because the queue remembers those that ended. */
export const eventJobId = (shopId: bigint, { id, runs }: Pick<CommittedEvent, 'id' | 'runs'>): string => `event-${shopId}-${id}${runs > 0 ? `-${runs}` : ''}`;

/** Gives an event's job to the queue; one that is there already stays alone. @returns false when nobody has to work on such an event. */
export async function handOver(queue: JobQueue, shopId: bigint, event: CommittedEvent): Promise<boolean> {
  const name = EVENT_JOBS[event.type];
  if (!name) return false;
  const data = { shopId: shopId.toString(), payload: event.payload, event: { id: event.id.toString(), run: event.runs }, trace: event.trace };
  await queue.add(name, data, { jobId: eventJobId(shopId, event) });
  return true;
}

/** One round over all shops: committed events become jobs. @returns how many events were handed over. */
export async function relayOutbox(queue: JobQueue): Promise<number> {
  let relayed = 0;
  for (const shopId of await shopsWith('unrelayed_events')) {
    relayed += await relayEvents(shopId, async (events) => {
      const idle: bigint[] = [];
      for (const event of events) {
        if (await handOver(queue, shopId, event)) continue;
        idle.push(event.id);
        logger.debug({ shopId, type: event.type }, 'event without a job');
      }
      return idle;
    });
  }
  return relayed;
}
