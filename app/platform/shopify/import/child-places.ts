import type { BulkLine } from './bulk-line';
import type { Shape } from './root-grouper';

/** For objects with one connection: every child goes into it. */
export function allInto(connection: string, keep?: number): Shape {
  return { connections: { '': [connection] }, connectionOf: () => connection, ...(keep !== undefined && { keep: () => keep }) };
}

const AGREEMENTS = ['OrderAgreement', 'OrderEditAgreement', 'RefundAgreement', 'ReturnAgreement'];

/**
 * An order's lines, its agreements, and the sales under each of those. Half of a file are the sales of the order itself, which
 * say no more than its lines do: only those of refunds are held.
 */
export const placeInOrder: Shape = {
  connections: { '': ['lineItems', 'agreements'], ...Object.fromEntries(AGREEMENTS.map((typename) => [typename, ['sales']])) },
  connectionOf(typename) {
    if (typename === 'LineItem') return 'lineItems';
    if (typename.endsWith('Agreement')) return 'agreements';
    if (typename.endsWith('Sale')) return 'sales';
    throw new Error(`An order in a bulk file has a child of the kind "${typename.slice(0, 40)}".`);
  },
  keep: (parentKind, connection) => (connection === 'sales' && parentKind !== 'RefundAgreement' ? 0 : Infinity),
};

/** A bulk file hangs codes on the discount's node; asked for alone they stand inside its `discount`. */
export function discountWithCodes(root: BulkLine): unknown {
  const { codes, ...node } = root;
  const { discount } = node;
  const isCode = typeof discount === 'object' && discount !== null && '__typename' in discount && String(discount.__typename).startsWith('DiscountCode');
  return isCode ? { ...node, discount: { ...discount, codes } } : node;
}
