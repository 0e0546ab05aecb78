import { createHash } from 'node:crypto';
import { arrayText } from '~/db/array-text';
import type { ChildRows, OrderRow } from './order-rows';

/**
 * 63 bits over everything an order's webhook and the API both tell, as it will be stored; e-mail and phone left out: they must
 * not become guessable from here.
 */
export function orderFingerprint(row: OrderRow, { lines, refunds, refundLines, fulfillments }: ChildRows): bigint {
  const rows = [row, ...lines, ...refunds, ...refundLines, ...fulfillments];
  return (
    createHash('sha1')
      .update(rows.map((one) => arrayText(Object.values(one))).join(''))
      .digest()
      .readBigUInt64BE() >> 1n
  );
}
