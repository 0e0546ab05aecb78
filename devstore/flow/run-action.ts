import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'smol-toml';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { send, signBody, type Answer } from '../webhooks/send.ts';

const ACTION = 'regulars-report-event';
const extension = z.object({
  extensions: z.tuple([z.object({ type: z.literal('flow_action'), handle: z.string(), runtime_url: z.url() })]),
});

/** Runs the app's action of Shopify Flow for a customer, signed as Shopify signs it. `runId`: the same for a run that is sent again. */
export async function runFlowAction(ctx: Context, domain: string, customerId: string, event: string, runId: string = randomUUID()): Promise<Answer> {
  const file = path.join(path.dirname(ctx.config.appTomlPath), 'extensions', ACTION, 'shopify.extension.toml');
  const [action] = extension.parse(parse(await readFile(file, 'utf8'))).extensions;
  const body = JSON.stringify({
    shop_id: 1,
    shopify_domain: domain,
    action_run_id: runId,
    action_definition_id: ACTION,
    handle: action.handle,
    properties: { customer_id: Number(customerId), event },
  });
  // On this machine the app answers at its own address, whatever host the configuration names.
  const { pathname } = new URL(action.runtime_url);
  return send(`${ctx.config.appUrl}${pathname}`, { 'x-shopify-hmac-sha256': signBody(body, ctx.config.clientSecret), 'x-shopify-shop-domain': domain }, body);
}
