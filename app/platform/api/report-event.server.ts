import { z } from 'zod';
import { now as shopTime } from '~/config/clock.server';
import { jsonOf } from '~/config/json-text';
import { checkApiToken } from '~/domain/api-tokens/index.server';
import { identifyCustomer } from '~/domain/customers/index.server';
import { reportedActivity } from '~/domain/loyalty/activities/model';
import { reportActivity } from '~/domain/loyalty/members/index.server';
import type { ActivityReport, Reported } from '~/domain/loyalty/members/model';
import { AppError } from '~/domain/shared/errors';
import { answer, invalid, refusal } from './refusal.server';

const BODY_MAX = 16_384;
const FUTURE_MS_MAX = 5 * 60_000;
const PAST_MS_MAX = 30 * 86_400_000;

/** The store's number of a customer, alone or as a GID. */
export const customerNumber = z
  .string()
  .regex(/^(gid:\/\/shopify\/Customer\/)?\d{1,18}$/, 'is not a customer number, as text')
  .transform((text) => BigInt(text.replace(/^.*\//, '')));
const customer = z.union([z.strictObject({ id: customerNumber }), z.strictObject({ email: z.email().max(254) })], {
  error: 'is neither {"id": "7000000000001"} nor {"email": "ada@example.com"}',
});
const body = z
  .looseObject({ customer, kind: z.enum(['custom', 'review', 'social']).default('custom'), occurredAt: z.iso.datetime({ offset: true }).optional() })
  .transform(({ customer: who, occurredAt, ...activity }) => ({ who, occurredAt, activity }));
const idempotencyKey = z.string().regex(/^[\x20-\x7e]{1,255}$/);

/** `POST /api/v1/events`: something a customer has done, told by a merchant's other systems (docs/api.md). */
export async function receiveEvent(request: Request): Promise<Response> {
  const token = /^Bearer (\S+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
  const check = await checkApiToken(token, new Date());
  if (!check.ok && check.reason === 'too_many')
    return refusal('too_many_requests', 'Too many requests with this token in this minute.', undefined, { 'retry-after': String(check.retryAfterSeconds) });
  if (!check.ok) return refusal('unauthorised', 'This token is not known, or has been revoked.', undefined, { 'www-authenticate': 'Bearer' });
  if (request.method !== 'POST') return refusal('method_not_allowed', 'Events are reported with POST.', undefined, { allow: 'POST' });
  const key = idempotencyKey.safeParse(request.headers.get('idempotency-key')?.trim());
  if (!key.success) return refusal('bad_request', 'Send an Idempotency-Key of 1 to 255 characters, the same when you repeat the request.', 'Idempotency-Key');
  const text = Number(request.headers.get('content-length') ?? 0) > BODY_MAX ? null : await request.text();
  if (text === null || text.length > BODY_MAX) return refusal('too_large', `The body has more than ${BODY_MAX} bytes.`);
  const json = jsonOf(text);
  if (json === undefined) return refusal('bad_request', 'The body is not JSON.');
  const given = body.safeParse(json);
  if (!given.success) return invalid(given.error);
  const activity = reportedActivity.safeParse(given.data.activity);
  if (!activity.success) return invalid(activity.error);
  const now = shopTime();
  const occurredAt = given.data.occurredAt ? new Date(given.data.occurredAt) : now;
  if (occurredAt.getTime() > now.getTime() + FUTURE_MS_MAX || occurredAt.getTime() < now.getTime() - PAST_MS_MAX)
    return refusal('invalid', 'occurredAt: is in the future, or more than 30 days ago', 'occurredAt');
  const found = await identifyCustomer(check.shopId, given.data.who);
  if (found === 'unknown') return refusal('unknown_customer', 'The store has no such customer, or we do not know of them yet.', 'customer');
  if (found === 'ambiguous') return refusal('ambiguous_customer', 'Several customers have this e-mail address: name the customer by id.', 'customer.email');
  return told(check.shopId, { customerId: found.id, activity: activity.data, occurredAt, source: 'api', key: key.data }, now);
}

/** Reports, and puts the outcome as callers read it. */
async function told(shopId: bigint, report: ActivityReport, now: Date): Promise<Response> {
  try {
    const reported = await reportActivity(shopId, report, now);
    return answer(reported.settledAt ? 200 : 202, outcomeOf(reported));
  } catch (error) {
    if (error instanceof AppError && error.code === 'conflict')
      return refusal('conflict', 'This Idempotency-Key was used for another event.', 'Idempotency-Key');
    if (error instanceof AppError && error.code === 'not_found') return refusal('no_programme', 'The store has no loyalty programme.');
    throw error;
  }
}

const outcomeOf = ({ settledAt, repeated, points, rules, nothing }: Reported) => ({
  status: settledAt ? 'settled' : 'waiting',
  repeated,
  points: points.toString(),
  ways: rules,
  nothing,
});
