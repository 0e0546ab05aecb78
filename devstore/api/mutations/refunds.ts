import { createHash } from 'node:crypto';
import type { Order } from '../../state/model.ts';
import type { Id } from '../../state/model/values.ts';
import { parseMinor, convert, sum } from '../../state/money.ts';
import { shippingWorth } from '../../state/totals.ts';
import type { RefundRequest } from '../../state/operations.ts';
import type { Api } from '../api.ts';
import { NoAnswer, UserError, UserMistake } from '../errors.ts';
import { OrderObject } from '../types/order.ts';
import { Refund } from '../types/refund.ts';
import { idempotencyKey, idIn, mutation } from './payload.ts';
import { present } from '../present.ts';

interface RefundInput {
  orderId: string;
  note?: string | null;
  currency?: string | null;
  refundLineItems?: { lineItemId: string; quantity: number; restockType?: 'CANCEL' | 'NO_RESTOCK' | 'RETURN' | 'LEGACY_RESTOCK' | null }[] | null;
  shipping?: { amount?: string | null; fullRefund?: boolean | null } | null;
  transactions?: { amount: string; kind: string }[] | null;
  refundMethods?: { storeCreditRefund?: { amount: { amount: string; currencyCode: string } } | null }[] | null;
}
const known = new Set([
  'orderId',
  'note',
  'currency',
  'refundLineItems',
  'shipping',
  'transactions',
  'refundMethods',
  'notify',
  'discrepancyReason',
  'allowOverRefunding',
]);

/** An amount in the currency the refund names, in minor units of the shop's. */
function shopAmount(order: Order, text: string, currency: string, field: string[]): number {
  try {
    const amount = parseMinor(String(text), currency);
    if (currency === order.currency) return amount;
    if (currency !== order.presentmentCurrency) throw new RangeError(`The order is neither in ${currency} nor paid in it.`);
    const inverse = (1 / Number(order.presentmentRate)).toFixed(12);
    return convert(amount, inverse, currency, order.currency);
  } catch (error) {
    if (error instanceof RangeError) throw new UserError(field, error.message);
    throw error;
  }
}

function requestOf(order: Order, input: RefundInput): RefundRequest {
  const currency = input.currency ?? order.currency;
  const request: RefundRequest = {
    lines: (input.refundLineItems ?? []).map((line, index) => ({
      lineId: idIn(line.lineItemId, ['refundLineItems', String(index), 'lineItemId'], 'LineItem'),
      quantity: line.quantity,
      restock: (line.restockType ?? 'NO_RESTOCK') !== 'NO_RESTOCK',
    })),
    note: input.note ?? null,
  };
  const { shipping } = input;
  if (shipping?.fullRefund) request.shipping = shippingWorth(order).current.net;
  else if (present(shipping?.amount)) request.shipping = shopAmount(order, shipping.amount, currency, ['shipping', 'amount']);
  const credits = (input.refundMethods ?? []).flatMap((method) => method.storeCreditRefund ?? []);
  if (credits.length > 0 && (input.transactions ?? []).length > 0) throw new NoAnswer('refundCreate with transactions and store credit together');
  if (credits.length > 0) {
    request.toStoreCredit = true;
    request.amount = sum(credits.map((credit) => shopAmount(order, credit.amount.amount, credit.amount.currencyCode, ['refundMethods'])));
  } else
    request.amount = sum((input.transactions ?? []).map((one, index) => shopAmount(order, one.amount, currency, ['transactions', String(index), 'amount'])));
  return request;
}

/** Claims a key; answers the refund it already made, or null when the key is new. */
async function claim(api: Api, key: string, input: RefundInput): Promise<Id | null> {
  const hash = createHash('sha256').update(JSON.stringify(input)).digest('hex');
  const inserted = await api.ctx.pool.query('insert into devstore.idempotency (domain, key, input_hash) values ($1, $2, $3) on conflict do nothing', [
    api.domain,
    key,
    hash,
  ]);
  if (inserted.rowCount) return null;
  const { rows } = await api.ctx.pool.query<{ input_hash: string; result_id: string | null }>(
    'select input_hash, result_id::text from devstore.idempotency where domain = $1 and key = $2',
    [api.domain, key],
  );
  if (rows[0]?.input_hash !== hash) throw new UserMistake('The idempotency key was used with other arguments.', 'IDEMPOTENCY_KEY_PARAMETER_MISMATCH');
  if (!rows[0].result_id) throw new UserMistake('A request with this idempotency key is under way.', 'IDEMPOTENCY_CONCURRENT_REQUEST');
  return rows[0].result_id;
}

const refundCreate = mutation({ empty: { refund: null, order: null } }, async ({ input }: { input: RefundInput }, api, info) => {
  const unknown = Object.keys(input).find((name) => !known.has(name));
  if (unknown) throw new NoAnswer(`refundCreate(input.${unknown}:)`);
  const key = idempotencyKey(info);
  if (!key?.trim()) throw new UserMistake('The @idempotent directive is required for this mutation but was not provided.', 'BAD_REQUEST');
  const order = await api.loaders.order.get(idIn(input.orderId, ['orderId'], 'Order'));
  if (!order) throw new UserError(['orderId'], 'Order does not exist');
  const madeBefore = await claim(api, key, input);
  if (madeBefore) return answerWith(order, madeBefore, api);
  try {
    const after = await api.ctx.operations(api.domain).refund(order.id, requestOf(order, input));
    const made = after.refunds.at(-1)?.id ?? '';
    await api.ctx.pool.query('update devstore.idempotency set result_id = $3 where domain = $1 and key = $2', [api.domain, key, made]);
    return answerWith(after, made, api);
  } catch (error) {
    // What was refused may be asked again with the same key.
    await api.ctx.pool.query('delete from devstore.idempotency where domain = $1 and key = $2 and result_id is null', [api.domain, key]);
    throw error;
  }
});
function answerWith(order: Order, refundId: Id, api: Api) {
  const refund = order.refunds.find((one) => one.id === refundId);
  return { order: new OrderObject(order, api), refund: refund ? new Refund(refund, order, api) : null };
}

export const refundMutations = { refundCreate };
