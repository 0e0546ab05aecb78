import { createHash } from 'node:crypto';
import { arrayText } from '~/db/array-text';
import type { OrderSnapshot } from './model';
import { fulfillmentRows, lineRows, orderRow, refundLineRows, refundRows } from './order-rows';

/**
 * 63 bits over everything an order's webhook and the API both tell, as it will be stored; e-mail and phone left out: they must
 * not become guessable from here.
 */
export function orderFingerprint(order: OrderSnapshot): bigint {
  const owner = { namedId: order.customerId, survivorId: order.customerId };
  const rows = [
    orderRow(order, owner, { email: null, phone: null }, 0n),
    ...lineRows(order),
    ...refundRows(order),
    ...refundLineRows(order),
    ...fulfillmentRows(order),
  ];
  return (
    createHash('sha1')
      .update(rows.map((row) => arrayText(Object.values(row))).join(''))
      .digest()
      .readBigUInt64BE() >> 1n
  );
}
