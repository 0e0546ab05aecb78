import { createHash } from 'node:crypto';
import { arrayText } from '~/db/array-text';
import type { OrderSnapshot } from './model';
import { orderRow, type ChildRows } from './order-rows';

/**
 * 63 bits over everything an order's webhook and the API both tell, as it will be stored; e-mail and phone left out: they must
 * not become guessable from here.
 */
export function orderFingerprint(order: OrderSnapshot, { lines, refunds, refundLines, fulfillments }: ChildRows): bigint {
  const owner = { namedId: order.customerId, survivorId: order.customerId };
  const rows = [orderRow(order, owner, null, 0n), ...lines, ...refunds, ...refundLines, ...fulfillments];
  return (
    createHash('sha1')
      .update(rows.map((row) => arrayText(Object.values(row))).join(''))
      .digest()
      .readBigUInt64BE() >> 1n
  );
}
