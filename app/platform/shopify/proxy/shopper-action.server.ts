import { type z } from 'zod';
import { now } from '~/config/clock.server';
import { jsonOf } from '~/config/json-text';
import { identifyCustomer } from '~/domain/customers/index.server';
import { AppError, ERROR_STATUS } from '~/domain/shared/errors';
import { requireShopper } from './authenticate-shopper.server';

const BODY_MAX = 4096;
const reply = (body: object, status = 200) => Response.json(body, { status, headers: { 'cache-control': 'private, no-store' } });

interface SignedIn {
  shopId: bigint;
  customerId: bigint;
}

/** What a signed-in shopper asks to see. What `read` throws as an AppError becomes an answer of its status. */
export async function shopperQuestion(request: Request, read: (shopper: SignedIn, asked: URLSearchParams, now: Date) => Promise<object>): Promise<Response> {
  const shopper = await signedIn(request);
  if (!shopper) return reply({ error: 'not_signed_in' }, 401);
  return answered(() => read(shopper, new URL(request.url).searchParams, now()));
}

/**
 * Something that a signed-in shopper does on the storefront, told as JSON: a page of another origin cannot send that in the shopper's name without
 * asking first. What `work` throws as an AppError becomes an answer of its status.
 */
export async function shopperAction<T>(
  request: Request,
  schema: z.ZodType<T>,
  work: (shopper: SignedIn, given: T, now: Date, asked: URLSearchParams) => Promise<object>,
): Promise<Response> {
  const shopper = await signedIn(request);
  if (request.method !== 'POST') return reply({ error: 'method_not_allowed' }, 405);
  if (!request.headers.get('content-type')?.startsWith('application/json')) return reply({ error: 'not_json' }, 415);
  if (!shopper) return reply({ error: 'not_signed_in' }, 401);
  const text = await request.text();
  const given = schema.safeParse(text.length > BODY_MAX ? undefined : jsonOf(text));
  if (!given.success) return reply({ error: 'invalid_input', field: given.error.issues[0]?.path.join('.') ?? null }, 422);
  return answered(() => work(shopper, given.data, now(), new URL(request.url).searchParams));
}

/** @returns `null` for visitors, and for who is no customer of the shop that we know. */
async function signedIn(request: Request): Promise<SignedIn | null> {
  const { shopId, customerId } = await requireShopper(request);
  return customerId === null || (await identifyCustomer(shopId, { id: customerId })) === 'unknown' ? null : { shopId, customerId };
}

async function answered(work: () => Promise<object>): Promise<Response> {
  try {
    return reply(await work());
  } catch (error) {
    if (error instanceof AppError) return reply({ error: error.code, field: error.field ?? null }, ERROR_STATUS[error.code]);
    throw error;
  }
}
