import { z } from 'zod';
import type { CheckoutSnapshot } from '~/domain/orders/model';
import { parseMoney } from '~/domain/shared/money';
import { amountOrNull, bothIds, currencyCode, idOf, instant, instantOrNull, text } from './rest-fields';

const checkoutBody = z.object({
  token: text,
  customer: z.object(bothIds).nullish(),
  currency: currencyCode,
  total_price: amountOrNull,
  completed_at: instantOrNull,
  created_at: instant,
  updated_at: instantOrNull,
});

/** @throws ZodError */
export function checkoutFromWebhook(json: unknown): CheckoutSnapshot {
  const body = checkoutBody.parse(json);
  return {
    token: body.token,
    customerId: body.customer ? idOf(body.customer) : null,
    currency: body.currency,
    total: body.total_price === null ? 0n : parseMoney(body.total_price, body.currency),
    completedAt: body.completed_at,
    occurredAt: body.created_at,
    versionAt: body.updated_at ?? body.created_at,
  };
}
