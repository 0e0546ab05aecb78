import { formatMinor, sum } from '../../state/money.ts';
import type { Store } from '../../state/model.ts';
import type { DraftOrder } from '../../state/model/draft.ts';
import { Exact, exact, exactOrNull, gid, type WireObject } from '../wire.ts';
import { customerInOrder } from './customer.ts';
import type { Serializer } from './documents.ts';
import { localTime } from './time.ts';

/** Lines of a draft have no ids of their own in the store; these are unique beside each other. */
function lineOf(line: DraftOrder['lines'][number], index: number, draft: DraftOrder, store: Store): WireObject {
  const id = (BigInt(draft.id) * 100n + BigInt(index + 1)).toString();
  return {
    id: new Exact(id),
    variant_id: exactOrNull(line.variantId),
    product_id: null,
    title: line.title,
    variant_title: null,
    sku: null,
    vendor: null,
    quantity: line.quantity,
    requires_shipping: true,
    taxable: true,
    gift_card: false,
    fulfillment_service: 'manual',
    grams: 0,
    tax_lines: [],
    applied_discount: null,
    name: line.title,
    properties: [],
    custom: line.variantId === null,
    price: formatMinor(line.unitPrice, store.currency),
    admin_graphql_api_id: gid('DraftOrderLineItem', id),
  };
}

/** `draft_orders/create` and `update`. */
export const draftOrderPayload: Serializer<'draft_orders/create'> = ({ store, payload: { draft }, buyer }) => {
  const subtotal = sum(draft.lines.map((line) => line.quantity * line.unitPrice));
  const money = (minor: number) => formatMinor(minor, store.currency);
  return {
    id: exact(draft.id),
    note: draft.note,
    email: draft.email ?? '',
    taxes_included: store.taxesIncluded,
    currency: store.currency,
    invoice_sent_at: null,
    created_at: localTime(draft.createdAt, store),
    updated_at: localTime(draft.updatedAt, store),
    tax_exempt: false,
    completed_at: draft.status === 'COMPLETED' ? localTime(draft.updatedAt, store) : null,
    name: draft.name,
    'allow_discount_codes_in_checkout?': false,
    'b2b?': false,
    status: draft.status.toLowerCase(),
    line_items: draft.lines.map((line, index) => lineOf(line, index, draft, store)),
    api_client_id: null,
    shipping_address: null,
    billing_address: null,
    invoice_url: `https://${store.domain}/${store.id}/invoices/${draft.id}`,
    created_on_api_version_handle: null,
    applied_discount:
      draft.discount === 0 ? null : { description: null, value: money(draft.discount), title: null, amount: money(draft.discount), value_type: 'fixed_amount' },
    order_id: exactOrNull(draft.orderId),
    shipping_line: null,
    tax_lines: [],
    tags: '',
    note_attributes: [],
    total_price: money(subtotal - draft.discount),
    subtotal_price: money(subtotal - draft.discount),
    total_tax: money(0),
    payment_terms: null,
    admin_graphql_api_id: gid('DraftOrder', draft.id),
    ...(buyer && { customer: customerInOrder(buyer, store) }),
  };
};
