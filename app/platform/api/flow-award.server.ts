import { createHash } from 'node:crypto';
import { z } from 'zod';
import { now as shopTime } from '~/config/clock.server';
import { adjust } from '~/domain/loyalty/members/index.server';
import { ADJUSTED_NOTE_MAX, BY_FLOW } from '~/domain/loyalty/members/model';
import { flowRun, forFlowCustomer, fromFlow } from './flow-door.server';

/** Most that a run may give: a workflow that was built wrong runs for everybody. */
const POINTS_MAX = 10_000;
const run = flowRun({
  points: z
    .union([
      z.int(),
      z
        .string()
        .regex(/^\d{1,9}$/)
        .transform(Number),
    ])
    .refine((points) => points >= 1 && points <= POINTS_MAX, `has to be from 1 to ${POINTS_MAX}`),
  reason: z.string().trim().min(1, 'is missing').max(ADJUSTED_NOTE_MAX),
});

/** `POST /flow/award-points`: the action of Shopify Flow that gives points (extensions/regulars-award-points). The same run twice gives once. */
export function receiveFlowAward(request: Request): Promise<Response> {
  return fromFlow(request, run, (shopId, { action_run_id: runId, properties: { customer_id, points, reason } }) =>
    forFlowCustomer(shopId, customer_id, async (customerId) => {
      const requestKey = `flow-${createHash('sha256').update(runId).digest('hex').slice(0, 48)}`;
      await adjust(shopId, { customerId, points: BigInt(points), note: reason, by: BY_FLOW, requestKey }, shopTime());
      return { points: BigInt(points) };
    }),
  );
}
