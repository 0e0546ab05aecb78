import { z } from 'zod';
import { noteFlowUse } from '~/domain/loyalty/flow/index.server';
import { FLOW_TRIGGERS } from '~/domain/loyalty/flow/model';
import { shopDomain } from '~/domain/shops/index.server';
import { fromFlow } from './flow-door.server';
import { answer } from './refusal.server';

const told = z.looseObject({
  shopify_domain: shopDomain,
  flow_trigger_definition_id: z.union([z.string(), z.int().transform(String)]),
  has_enabled_flow: z.boolean(),
  timestamp: z.iso.datetime({ offset: true }),
});

/**
 * `POST /flow/triggers`: Shopify Flow says that a store has, or no longer has, a workflow that begins with a trigger of ours
 * (extensions/regulars-flow-use). Without a good answer Flow does not let the merchant turn the workflow on.
 */
export function receiveFlowUse(request: Request): Promise<Response> {
  return fromFlow(request, told, async (shopId, { flow_trigger_definition_id: id, has_enabled_flow: enabled, timestamp }) => {
    const named = FLOW_TRIGGERS.filter((trigger) => trigger === id);
    // By a name that we do not know it may be any of them: one too many is sent for nothing, one too few would be missed.
    const triggers = named.length > 0 ? named : enabled ? FLOW_TRIGGERS : [];
    if (triggers.length > 0) await noteFlowUse(shopId, triggers, { enabled, toldAt: new Date(timestamp) });
    return answer(200, {});
  });
}
