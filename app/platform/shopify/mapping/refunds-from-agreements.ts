import { z } from 'zod';
import type { RefundSnapshot } from '~/domain/orders/model';
import type { Minor } from '~/domain/shared/money';
import { adminMoney, count, nodes, ref } from './admin-fields';
import { mergedRefundLines } from './refund-lines';
import { gidText, instant, magnitude, sum } from './rest-fields';

const sale = z.object({ lineType: z.string(), quantity: count.nullish(), totalAmount: adminMoney, totalTaxAmount: adminMoney, lineItem: ref });
export const agreement = z.object({ __typename: z.string(), id: gidText, happenedAt: instant, refund: ref, sales: nodes(sale) });
export const refundNode = z.object({ id: gidText, createdAt: instant.nullish(), totalRefundedSet: adminMoney });
type Sale = z.output<typeof sale>;

/** Sales carry tax in their total; a line of a refund does so only where prices do. */
const netOf = (one: Sale, taxesIncluded: boolean): Minor => magnitude(one.totalAmount) - (taxesIncluded ? 0n : magnitude(one.totalTaxAmount));

/** The refunds of an order: money from the list, lines from the agreements that took them back. */
export function refundsFromAgreements(
  refunds: z.output<typeof refundNode>[],
  agreements: z.output<typeof agreement>[],
  taxesIncluded: boolean,
  orderAt: Date,
): RefundSnapshot[] {
  return refunds.map((refund) => {
    const agreed = agreements.filter((one) => one.__typename === 'RefundAgreement' && one.refund === refund.id);
    const sales = agreed.flatMap((one) => one.sales.nodes);
    const shippings = sales.filter((one) => one.lineType === 'SHIPPING');
    const lines = mergedRefundLines(
      sales.flatMap((one) =>
        one.lineItem === null
          ? []
          : [{ lineId: one.lineItem, quantity: Math.abs(one.quantity ?? 0), subtotal: netOf(one, taxesIncluded), tax: magnitude(one.totalTaxAmount) }],
      ),
    );
    return {
      id: refund.id,
      amount: refund.totalRefundedSet,
      shipping: sum(shippings.map((one) => netOf(one, taxesIncluded))),
      tax: sum(lines.map((line) => line.tax)) + sum(shippings.map((one) => magnitude(one.totalTaxAmount))),
      occurredAt: refund.createdAt ?? agreed[0]?.happenedAt ?? orderAt,
      lines,
    };
  });
}
