import { z } from 'zod';
import type { TransactionSnapshot } from '~/domain/orders/model';
import { parseMoney } from '~/domain/shared/money';
import { amount, bothIds, currencyCode, idOf, instantOrNull, restId, text } from './rest-fields';

export const transactionBody = z.object({
  ...bothIds,
  order_id: restId.nullish(),
  kind: z.string(),
  status: z.string(),
  gateway: text.nullish(),
  amount,
  currency: currencyCode.nullish(),
  processed_at: instantOrNull,
  created_at: instantOrNull,
});

/** A payment's step with its order. `null` when it is in another currency than the shop's: the amount must then be read from the API. */
export function transactionFromWebhook(json: unknown, shopCurrency: string): { orderId: bigint; transaction: TransactionSnapshot | null } {
  const body = transactionBody.extend({ order_id: restId }).parse(json);
  const currency = body.currency ?? shopCurrency;
  const occurredAt = body.processed_at ?? body.created_at;
  const known = currency === shopCurrency && occurredAt !== null;
  return {
    orderId: body.order_id,
    transaction: known
      ? {
          id: idOf(body),
          kind: body.kind.toLowerCase(),
          status: body.status.toLowerCase(),
          gateway: body.gateway ?? '',
          amount: parseMoney(body.amount, currency),
          occurredAt,
        }
      : null,
  };
}
