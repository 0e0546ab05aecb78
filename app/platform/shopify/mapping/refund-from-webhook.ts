import { z } from 'zod';
import type { RefundSnapshot } from '~/domain/orders/model';
import { parseMoney } from '~/domain/shared/money';
import { mergedRefundLines } from './refund-lines';
import { amountOrNull, bothIds, idOf, instant, instantOrNull, magnitude, moneySet, quantity, restId, shopMoney, sum } from './rest-fields';
import { transactionBody } from './transaction-from-webhook';

const refundLine = z.object({
  line_item_id: restId,
  quantity,
  subtotal: amountOrNull,
  total_tax: amountOrNull,
  subtotal_set: moneySet,
  total_tax_set: moneySet,
  line_item: z.object(bothIds).nullish(),
});
const adjustment = z.object({ kind: z.string().nullish(), amount: amountOrNull, tax_amount: amountOrNull, amount_set: moneySet, tax_amount_set: moneySet });
/** The newer form of a shipping refund; where it is, `order_adjustments` no longer says it. */
const refundShipping = z.object({ subtotal_amount_set: moneySet, tax_amount_set: moneySet });

export const refundBody = z.object({
  ...bothIds,
  order_id: restId.optional(),
  created_at: instantOrNull,
  processed_at: instantOrNull,
  refund_line_items: z
    .array(refundLine)
    .nullish()
    .transform((list) => list ?? []),
  order_adjustments: z
    .array(adjustment)
    .nullish()
    .transform((list) => list ?? []),
  refund_shipping_lines: z
    .array(refundShipping)
    .nullish()
    .transform((list) => list ?? []),
  transactions: z
    .array(transactionBody)
    .nullish()
    .transform((list) => list ?? []),
});
type RefundBody = z.output<typeof refundBody>;

interface Facts {
  currency: string;
  taxesIncluded: boolean;
}

/** A refund out of an order's body or its own, in shop money. */
export function refundFromWebhook(body: RefundBody, { currency, taxesIncluded }: Facts): RefundSnapshot {
  const lines = mergedRefundLines(
    body.refund_line_items.map((line) => ({
      // The nested line has the exact id where the bare number has been rounded.
      lineId: line.line_item?.admin_graphql_api_id ?? line.line_item_id,
      quantity: line.quantity,
      subtotal: shopMoney(line.subtotal_set, line.subtotal, currency),
      tax: shopMoney(line.total_tax_set, line.total_tax, currency),
    })),
  );
  const shippings = shippingsOf(body, currency);
  const shipping = sum(shippings.map((one) => one.amount));
  const tax = sum(lines.map((line) => line.tax)) + sum(shippings.map((one) => one.tax));
  const at = body.created_at ?? body.processed_at ?? instant.parse('1970-01-01T00:00:00Z');
  return {
    id: idOf(body),
    amount: moneyBack(body, currency) ?? computedAmount(body, currency, sum(lines.map((line) => line.subtotal)) + shipping + (taxesIncluded ? 0n : tax)),
    shipping,
    tax,
    occurredAt: at,
    lines,
  };
}

function shippingsOf(body: RefundBody, currency: string) {
  if (body.refund_shipping_lines.length > 0) {
    return body.refund_shipping_lines.map((line) => ({
      amount: magnitude(shopMoney(line.subtotal_amount_set, null, currency)),
      tax: magnitude(shopMoney(line.tax_amount_set, null, currency)),
    }));
  }
  return body.order_adjustments
    .filter((one) => one.kind === 'shipping_refund')
    .map((one) => ({
      amount: magnitude(shopMoney(one.amount_set, one.amount, currency)),
      tax: magnitude(shopMoney(one.tax_amount_set, one.tax_amount, currency)),
    }));
}

/** What really went back, as the payment says it; `null` where that is in the shopper's currency, not the shop's. */
function moneyBack(body: RefundBody, currency: string) {
  const refunds = body.transactions.filter((one) => one.kind === 'refund' && one.status === 'success');
  if (refunds.some((one) => (one.currency ?? currency) !== currency)) return null;
  return sum(refunds.map((one) => parseMoney(one.amount, currency)));
}

function computedAmount(body: RefundBody, currency: string, calculated: bigint) {
  const discrepancies = body.order_adjustments.filter((one) => one.kind === 'refund_discrepancy').map((one) => shopMoney(one.amount_set, one.amount, currency));
  return calculated - sum(discrepancies);
}
