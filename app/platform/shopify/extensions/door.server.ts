import type { z } from 'zod';
import { now as shopTime } from '~/config/clock.server';
import { jsonOf } from '~/config/json-text';
import { identifyCustomer } from '~/domain/customers/index.server';
import { AppError, ERROR_STATUS } from '~/domain/shared/errors';
import { callerOf, type Caller } from './caller.server';

const BODY_MAX = 4096;
/** Extensions run in workers of Shopify's origins; it is the token that lets somebody in, and there are no cookies. */
const CORS = { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'authorization, content-type', 'access-control-max-age': '7200' };

/** What a door answers when it does not do what was asked; `more` may say why in numbers. */
export class DoorRefusal extends Error {
  constructor(
    readonly code: string,
    readonly more: Record<string, string | null> = {},
  ) {
    super(code);
  }
}

const reply = (body: object, status = 200) => Response.json(body, { status, headers: { ...CORS, 'cache-control': 'private, no-store' } });
const refusal = (code: string, status: number, more: object = {}) => reply({ error: { code, ...more } }, status);

type Of<K extends Caller['kind']> = Extract<Caller, { kind: K }>;

/** Opened by whoever has the token of a member of staff; `customer` in what they send names whom it is about. */
export const staffDoor = <T extends { customer: bigint }>(
  request: Request,
  method: 'GET' | 'POST',
  schema: z.ZodType<T>,
  work: (caller: Of<'staff'>, given: T, now: Date) => Promise<object>,
): Promise<Response> =>
  open(request, method, 'staff', schema, async (caller, given) => {
    await mustBeKnown(caller.shopId, given.customer);
    return work(caller, given, shopTime());
  });

/** Opened by a signed-in customer, for themselves. */
export const shopperDoor = <T>(
  request: Request,
  method: 'GET' | 'POST',
  schema: z.ZodType<T>,
  work: (caller: Of<'shopper'>, given: T, now: Date) => Promise<object>,
): Promise<Response> =>
  open(request, method, 'shopper', schema, async (caller, given) => {
    await mustBeKnown(caller.shopId, caller.customerId);
    return work(caller, given, shopTime());
  });

async function mustBeKnown(shopId: bigint, customerId: bigint): Promise<void> {
  if (typeof (await identifyCustomer(shopId, { id: customerId })) === 'string') throw new AppError('not_found', 'There is no such customer');
}

async function open<K extends Caller['kind'], T>(
  request: Request,
  method: 'GET' | 'POST',
  kind: K,
  schema: z.ZodType<T>,
  work: (caller: Of<K>, given: T) => Promise<object>,
): Promise<Response> {
  if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: CORS });
  if (request.method !== method) return refusal('method_not_allowed', 405);
  const caller = await callerOf(request);
  if (caller?.kind !== kind) return refusal('unauthorised', 401);
  const given = schema.safeParse(method === 'GET' ? Object.fromEntries(new URL(request.url).searchParams) : await bodyOf(request));
  if (!given.success) return refusal('invalid_input', 422, { field: given.error.issues[0]?.path.join('.') ?? null });
  try {
    return reply(await work(caller as Of<K>, given.data));
  } catch (error) {
    if (error instanceof DoorRefusal) return refusal(error.code, 422, error.more);
    if (error instanceof AppError) return refusal(error.code, ERROR_STATUS[error.code], { field: error.field ?? null });
    throw error;
  }
}

async function bodyOf(request: Request): Promise<unknown> {
  const text = await request.text();
  return text.length > BODY_MAX ? undefined : jsonOf(text);
}
