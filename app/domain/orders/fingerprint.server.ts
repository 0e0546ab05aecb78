import { createHash } from 'node:crypto';
import type { OrderSnapshot } from './model';

/** 63 bits over everything an order's webhook and the API both tell, the e-mail left out: it must not become guessable from here. */
export function orderFingerprint(order: OrderSnapshot): bigint {
  const { transactions: _transactions, editedAt: _edits, email: _email, ...told } = order;
  const text = JSON.stringify(told, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
  return createHash('sha1').update(text).digest().readBigUInt64BE() >> 1n;
}
