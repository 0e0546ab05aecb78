import { z } from 'zod';
import type { RefundSnapshot } from '~/domain/orders/model';
import type { Minor } from '~/domain/shared/money';
import { idFromGid } from '~/domain/shared/ids';
import { count, maybeText, minorOf, money, nodes, ref, timeOf } from './admin-fields';
import { mergedRefundLines } from './refund-lines';
import { magnitude, sum } from './rest-fields';

const sale = z.object({ lineType: z.string(), quantity: count.nullish(), totalAmount: money, totalTaxAmount: money, lineItem: ref });
export const agreement = z.object({ __typename: z.string(), id: z.string(), happenedAt: z.string(), refund: ref, sales: nodes(sale) });
export const refundNode = z.object({ id: z.string(), createdAt: maybeText, totalRefundedSet: money });
type Sale = z.output<typeof sale>;

const taxOf = (one: Sale): Minor => magnitude(minorOf(one.totalTaxAmount));
/** Sales carry tax in their total; a line of a refund does so only where prices do. */
const netOf = (one: Sale, taxesIncluded: boolean): Minor => magnitude(minorOf(one.totalAmount)) - (taxesIncluded ? 0n : taxOf(one));

/** The refunds of an order: money from the list, lines from the agreements that took them back. */
export function refundsFromAgreements(
  refunds: z.output<typeof refundNode>[],
  agreements: z.output<typeof agreement>[],
  taxesIncluded: boolean,
  orderAt: Date,
): RefundSnapshot[] {
  return refunds.map((refund) => {
    const agreed = agreements.filter((one) => one.__typename === 'RefundAgreement' && one.refund?.id === refund.id);
    const sales = agreed.flatMap((one) => one.sales.nodes);
    const shippings = sales.filter((one) => one.lineType === 'SHIPPING');
    const lines = mergedRefundLines(
      sales.flatMap((one) =>
        one.lineItem
          ? [{ lineId: idFromGid(one.lineItem.id), quantity: Math.abs(one.quantity ?? 0), subtotal: netOf(one, taxesIncluded), tax: taxOf(one) }]
          : [],
      ),
    );
    return {
      id: idFromGid(refund.id),
      amount: minorOf(refund.totalRefundedSet),
      shipping: sum(shippings.map((one) => netOf(one, taxesIncluded))),
      tax: sum(lines.map((line) => line.tax)) + sum(shippings.map(taxOf)),
      occurredAt: timeOf(refund.createdAt ?? agreed[0]?.happenedAt) ?? orderAt,
      lines,
    };
  });
}
