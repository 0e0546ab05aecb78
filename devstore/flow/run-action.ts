import { randomUUID } from 'node:crypto';
import type { Context } from '../context.ts';
import { StoreError } from '../state/errors.ts';
import { send, signBody, type Answer } from '../webhooks/send.ts';
import { appAddress, flowExtensionOf, flowExtensions } from './extensions.ts';

export interface FlowRun {
  customerId: string;
  /** Handle of the action. */
  action?: string | undefined;
  /** The action's own fields. */
  properties: Record<string, string | number>;
  /** The same for a run that is sent again. */
  runId?: string | undefined;
}

/** Runs an action of the app in Shopify Flow for a customer, signed as Shopify signs it. @throws StoreError when the app has none of that handle */
export async function runFlowAction(ctx: Context, domain: string, { customerId, action = 'report-event', properties, runId }: FlowRun): Promise<Answer> {
  const found = flowExtensionOf(await flowExtensions(ctx), 'flow_action', action);
  if (!found) throw new StoreError(`The app has no action ${action}.`);
  const body = JSON.stringify({
    shop_id: 1,
    shopify_domain: domain,
    action_run_id: runId ?? randomUUID(),
    action_definition_id: action,
    handle: action,
    properties: { customer_id: Number(customerId), ...properties },
  });
  return sendSigned(ctx, domain, found.extensions[0].runtime_url, body);
}

/** Posts to the app as Shopify Flow does. */
export const sendSigned = (ctx: Context, domain: string, url: string, body: string): Promise<Answer> =>
  send(appAddress(ctx, url), { 'x-shopify-hmac-sha256': signBody(body, ctx.config.clientSecret), 'x-shopify-shop-domain': domain }, body);
