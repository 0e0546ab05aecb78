import {
  collectFlowEvents,
  flowPayload,
  noteFlowSent,
  postponeFlowEvent,
  tierNameIn,
  waitingFlowEvents,
  withFlowLock,
} from '~/domain/loyalty/flow/index.server';
import { tierNames } from '~/domain/loyalty/members/index.server';
import { getShop } from '~/domain/shops/index.server';
import { logger } from '~/config/logger.server';
import { adminClient, AdminUserError, isTerminal } from '../admin/index.server';
import { ReceiveFlowTriggerDocument } from '../graphql/generated/documents';

/** Then the next round begins, in which other shops have their turn as well. */
const AT_ONCE = 50;

/**
 * Notes what Shopify Flow has to be told of a shop, and tells it what waits. When an answer is lost it is told again: no workflow is left out, and in
 * that case one may run twice. @returns how many events it was told; `null` when another worker is at it.
 */
export function sendFlowTriggers(shopId: bigint, now: Date): Promise<number | null> {
  return withFlowLock(shopId, async () => {
    while (await collectFlowEvents(shopId, now));
    const events = await waitingFlowEvents(shopId, AT_ONCE);
    if (events.length === 0) return 0;
    const name = tierNameIn(await tierNames(shopId, now), (await getShop(shopId)).locale);
    const client = adminClient(shopId, { priority: 'background' });
    let told = 0;
    for (const event of events) {
      try {
        await client.query(ReceiveFlowTriggerDocument, { handle: event.trigger, payload: flowPayload(event, name) }, { repeatable: true });
        await noteFlowSent(shopId, event.id);
        told += 1;
      } catch (error) {
        const isRefused = error instanceof AdminUserError;
        await postponeFlowEvent(shopId, event, error, isRefused);
        logger.warn({ err: error, shopId, flowEventId: event.id }, 'Shopify Flow could not be told of an event');
        // The rest would fare no better now.
        if (!isRefused && !isTerminal(error)) break;
      }
    }
    return told;
  });
}
