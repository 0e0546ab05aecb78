import { z } from 'zod';
import { now as shopTime } from '~/config/clock.server';
import { reportedActivity } from '~/domain/loyalty/activities/model';
import { reportActivity } from '~/domain/loyalty/members/index.server';
import { flowRun, forFlowCustomer, fromFlow } from './flow-door.server';
import { invalid } from './refusal.server';

const run = flowRun({ event: z.string().trim().toLowerCase() });
/** What a merchant writes as the event for a review; anything else is an event of their own. */
const REVIEW = 'review';

/** `POST /flow/report-event`: the action of Shopify Flow that reports what somebody has done (extensions/regulars-report-event). */
export function receiveFlowAction(request: Request): Promise<Response> {
  return fromFlow(request, run, async (shopId, { action_run_id: key, properties }) => {
    const activity = reportedActivity.safeParse(properties.event === REVIEW ? { kind: 'review' } : { kind: 'custom', event: properties.event });
    if (!activity.success) return invalid(activity.error);
    const now = shopTime();
    return forFlowCustomer(shopId, properties.customer_id, (customerId) =>
      reportActivity(shopId, { customerId, activity: activity.data, occurredAt: now, source: 'flow', key }, now),
    );
  });
}
