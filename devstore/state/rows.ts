import type { Collection, Customer, Order, Product, Segment } from './model.ts';
import type { CheckoutDoc, DraftOrder } from './model/draft.ts';
import type { Discount, GiftCard } from './model/promotion.ts';
import { orderTotals } from './totals.ts';

/** The columns of a table that are written from a document, and how. The same for an operation and for a bulk load by COPY. */
export interface RowShape<Doc> {
  table: string;
  columns: readonly string[];
  /** Values in the order of `columns`; the document itself comes last, as JSON text. */
  values(domain: string, doc: Doc): (string | number | null)[];
}

/** JSON that jsonb accepts: it knows neither NUL nor half a surrogate pair, and shoppers may type anything. */
export function toJsonText(value: unknown): string {
  const text = JSON.stringify(value);
  if (!/\\u(?:0000|d[89a-f])/i.test(text)) return text;
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'string' ? Buffer.from(inner.replaceAll('\0', '')).toString() : inner));
}

interface Dated {
  id: string;
  createdAt: string;
  updatedAt: string;
}

function shape<Doc extends Dated>(table: string, extra: readonly string[], extras: (doc: Doc) => (string | number | null)[]): RowShape<Doc> {
  return {
    table: `devstore.${table}`,
    columns: ['domain', 'id', 'created_at', 'updated_at', ...extra, 'doc'],
    values: (domain, doc) => [domain, doc.id, doc.createdAt, doc.updatedAt, ...extras(doc), toJsonText(doc)],
  };
}

export const customerRows = shape<Customer>('customer', ['email', 'phone', 'orders_count', 'amount_spent', 'merged_into'], (doc) => [
  doc.email?.toLowerCase() ?? null,
  doc.phone,
  doc.ordersCount,
  doc.amountSpent,
  doc.mergedInto,
]);
export const productRows = shape<Product>('product', ['handle', 'status'], (doc) => [doc.handle, doc.status]);
export const discountRows = shape<Discount>('discount', ['code'], (doc) => [doc.code?.toLowerCase() ?? null]);
export const draftOrderRows = shape<DraftOrder>('draft_order', ['status'], (doc) => [doc.status]);
export const segmentRows = shape<Segment>('segment', [], () => []);
export const orderRows = shape<Order>(
  '"order"',
  ['number', 'customer_id', 'email', 'processed_at', 'financial_status', 'fulfillment_status', 'total', 'refunded', 'cancelled_at'],
  (doc) => {
    const totals = orderTotals(doc);
    return [
      doc.number,
      doc.customerId,
      doc.email?.toLowerCase() ?? null,
      doc.processedAt,
      doc.financialStatus,
      doc.fulfillmentStatus,
      totals.currentTotal,
      totals.refunded,
      doc.cancelledAt,
    ];
  },
);

const undated = <Doc extends { id: string }>(
  table: string,
  extra: readonly string[],
  extras: (doc: Doc) => (string | number | null)[],
  dates: (doc: Doc) => [string, string],
): RowShape<Doc> => ({
  table: `devstore.${table}`,
  columns: ['domain', 'id', 'created_at', 'updated_at', ...extra, 'doc'],
  values: (domain, doc) => [domain, doc.id, ...dates(doc), ...extras(doc), toJsonText(doc)],
});
export const collectionRows = undated<Collection>(
  'collection',
  ['handle'],
  (doc) => [doc.handle],
  (doc) => [doc.updatedAt, doc.updatedAt],
);
export const giftCardRows = undated<GiftCard>(
  'gift_card',
  ['code'],
  (doc) => [doc.code.toLowerCase()],
  (doc) => [doc.createdAt, doc.createdAt],
);

export const checkoutColumns = ['domain', 'token', 'id', 'created_at', 'updated_at', 'completed_at', 'customer_id', 'doc'] as const;
export const checkoutValues = (domain: string, id: string, doc: CheckoutDoc) => [
  domain,
  doc.token,
  id,
  doc.createdAt,
  doc.updatedAt,
  doc.completedAt,
  doc.customerId,
  toJsonText(doc),
];
