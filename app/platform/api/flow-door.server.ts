import { z } from 'zod';
import { jsonOf } from '~/config/json-text';
import { identifyCustomer } from '~/domain/customers/index.server';
import { AppError } from '~/domain/shared/errors';
import { findShop, shopDomain, shopIdOf } from '~/domain/shops/index.server';
import { bodyDigest, isSignedBody } from '../shopify/body-signature.server';
import { answer, invalid, refusal } from './refusal.server';
import { customerNumber } from './report-event.server';

const BODY_MAX = 65_536;
/** Flow sends a reference as a number or as a GID. */
const reference = z.union([z.int().positive().transform(String), z.string()]).pipe(customerNumber);

/** What Flow posts when a workflow runs an action of ours, with the action's own fields. */
export const flowRun = <Fields extends z.ZodRawShape>(fields: Fields) =>
  z.looseObject({
    shopify_domain: shopDomain,
    /** The same when Flow sends a run again. */
    action_run_id: z.string().min(1).max(255),
    properties: z.looseObject({ customer_id: reference }).extend(fields),
  });

/**
 * A request of Shopify Flow: signed as webhooks are, from a store that uses the app. Flow shows the merchant what is answered, tries again after 5xx
 * and 429, and not after other refusals.
 */
export async function fromFlow<T extends { shopify_domain: string }>(
  request: Request,
  shape: z.ZodType<T>,
  work: (shopId: bigint, given: T) => Promise<Response>,
): Promise<Response> {
  if (request.method !== 'POST') return refusal('method_not_allowed', 'Shopify Flow posts.', undefined, { allow: 'POST' });
  if (Number(request.headers.get('content-length') ?? 0) > BODY_MAX) return refusal('too_large', 'The body is too large.');
  const rawBody = await request.text();
  if (rawBody.length > BODY_MAX) return refusal('too_large', 'The body is too large.');
  const bytes = Buffer.from(rawBody);
  if (!isSignedBody(bytes, request.headers.get('x-shopify-hmac-sha256') ?? '', bodyDigest(bytes)))
    return refusal('unauthorised', 'This is not signed by Shopify.');
  const given = shape.safeParse(jsonOf(rawBody));
  if (!given.success) return invalid(given.error);
  const shopId = shopIdOf(given.data.shopify_domain);
  if ((await findShop(shopId))?.status !== 'installed') return refusal('unauthorised', 'This store does not use Regulars.');
  return work(shopId, given.data);
}

/** Does something for the customer whom a run names, and answers with the points they got. */
export async function forFlowCustomer(
  shopId: bigint,
  customerId: bigint,
  work: (customerId: bigint) => Promise<{ points: bigint; nothing?: string | null }>,
): Promise<Response> {
  const customer = await identifyCustomer(shopId, { id: customerId });
  // It may be new: Flow tries again, and by then we know of them.
  if (typeof customer === 'string')
    return Response.json({ error: { code: 'unknown_customer', message: 'We do not know this customer yet.' } }, { status: 503 });
  try {
    const { points, nothing = null } = await work(customer.id);
    return answer(200, { points: points.toString(), nothing });
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return refusal('no_programme', 'The store has no loyalty programme.');
    if (error instanceof AppError && error.code === 'conflict') return refusal('conflict', 'This run was something else before.');
    throw error;
  }
}
