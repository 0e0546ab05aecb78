import { z } from 'zod';
import { now as shopTime } from '~/config/clock.server';
import { identifyCustomer } from '~/domain/customers/index.server';
import { reportedActivity } from '~/domain/loyalty/activities/model';
import { reportActivity } from '~/domain/loyalty/members/index.server';
import { AppError } from '~/domain/shared/errors';
import { findShop, shopDomain, shopIdOf } from '~/domain/shops/index.server';
import { bodyDigest, isSignedBody } from '../shopify/body-signature.server';
import { answer, invalid, refusal } from './refusal.server';
import { customerNumber } from './report-event.server';

const BODY_MAX = 65_536;
/** Flow sends a reference as a number or as a GID. */
const reference = z.union([z.int().positive().transform(String), z.string()]).pipe(customerNumber);
const run = z.looseObject({
  shopify_domain: shopDomain,
  /** The same when Flow sends a run again. */
  action_run_id: z.string().min(1).max(255),
  properties: z.looseObject({ customer_id: reference, event: z.string().trim().toLowerCase() }),
});
/** What a merchant writes as the event for a review; anything else is an event of their own. */
const REVIEW = 'review';

/**
 * `POST /flow/report-event`: the action of Shopify Flow (extensions/regulars-report-event). Signed as webhooks are. Flow shows the merchant what is
 * answered, tries again after 5xx and 429, and not after other refusals.
 */
export async function receiveFlowAction(request: Request): Promise<Response> {
  if (request.method !== 'POST') return refusal('method_not_allowed', 'Shopify Flow posts.', undefined, { allow: 'POST' });
  if (Number(request.headers.get('content-length') ?? 0) > BODY_MAX) return refusal('too_large', 'The body is too large.');
  const rawBody = await request.text();
  if (rawBody.length > BODY_MAX) return refusal('too_large', 'The body is too large.');
  const bytes = Buffer.from(rawBody);
  if (!isSignedBody(bytes, request.headers.get('x-shopify-hmac-sha256') ?? '', bodyDigest(bytes)))
    return refusal('unauthorised', 'This is not signed by Shopify.');
  const given = run.safeParse(JSON.parse(rawBody));
  if (!given.success) return invalid(given.error);
  const { shopify_domain: domain, action_run_id: key, properties } = given.data;
  const shopId = shopIdOf(domain);
  if ((await findShop(shopId))?.status !== 'installed') return refusal('unauthorised', 'This store does not use Regulars.');
  const activity = reportedActivity.safeParse(properties.event === REVIEW ? { kind: 'review' } : { kind: 'custom', event: properties.event });
  if (!activity.success) return invalid(activity.error);
  const customer = await identifyCustomer(shopId, { id: properties.customer_id });
  // It may be new: Flow tries again, and by then we know of them.
  if (typeof customer === 'string')
    return Response.json({ error: { code: 'unknown_customer', message: 'We do not know this customer yet.' } }, { status: 503 });
  const now = shopTime();
  try {
    const { points, nothing } = await reportActivity(shopId, { customerId: customer.id, activity: activity.data, occurredAt: now, source: 'flow', key }, now);
    return answer(200, { points: points.toString(), nothing });
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return refusal('no_programme', 'The store has no loyalty programme.');
    if (error instanceof AppError && error.code === 'conflict') return refusal('conflict', 'This run was something else before.');
    throw error;
  }
}
