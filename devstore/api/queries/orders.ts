import type { Order } from '../../state/model.ts';
import type { Id } from '../../state/model/values.ts';
import { currencyDigits } from '../../state/money.ts';
import { hasScope, type Api } from '../api.ts';
import { listConnection } from '../connection.ts';
import { whenHere } from '../loaders.ts';
import { listPage, type Listing } from '../listing.ts';
import { booleanField, enumField, idField, instantField, moneyField, tagField, textField, without, wordField, wordsField } from '../search/compile.ts';
import { OrderObject } from '../types/order.ts';
import { isVisible, visibleSince } from '../visibility.ts';
import type { ListArgs } from '../page-args.ts';

const financial = ['PENDING', 'AUTHORIZED', 'PAID', 'PARTIALLY_PAID', 'PARTIALLY_REFUNDED', 'REFUNDED', 'VOIDED'];

/** Orders, without those that were deleted, nor those the app's scopes hide. */
export const orderListing: Listing<Order> = {
  kind: 'orders',
  source: 'devstore."order"',
  where: (api, bind) => `t.deleted_at is null${hasScope(api, 'read_all_orders') ? '' : ` and t.created_at >= ${bind(visibleSince(api))}`}`,
  sorts: {
    ID: { expression: 't.id', type: 'bigint' },
    CREATED_AT: { expression: 't.created_at', type: 'timestamptz' },
    UPDATED_AT: { expression: 't.updated_at', type: 'timestamptz' },
    PROCESSED_AT: { expression: 't.processed_at', type: 'timestamptz' },
    ORDER_NUMBER: { expression: 't.number::bigint', type: 'bigint' },
    CURRENT_TOTAL_PRICE: { expression: 't.total', type: 'bigint' },
    TOTAL_PRICE: { expression: 't.total', type: 'bigint' },
    FINANCIAL_STATUS: { expression: 't.financial_status', type: 'text' },
    FULFILLMENT_STATUS: { expression: 't.fulfillment_status', type: 'text' },
  },
  defaultSort: 'PROCESSED_AT',
  fields: (api) => ({
    default: wordsField("t.doc->>'name'", 't.email', "t.doc->>'note'"),
    id: idField('t.id'),
    created_at: instantField('t.created_at'),
    updated_at: instantField('t.updated_at'),
    processed_at: instantField('t.processed_at'),
    name: textField("ltrim(t.doc->>'name', '#')"),
    email: textField('t.email'),
    customer_id: idField('t.customer_id'),
    tag: tagField("t.doc->'tags'"),
    tag_not: without(tagField("t.doc->'tags'")),
    financial_status: enumField('t.financial_status', financial),
    fulfillment_status: wordField({
      unfulfilled: "t.fulfillment_status = 'UNFULFILLED'",
      unshipped: "t.fulfillment_status = 'UNFULFILLED'",
      fulfilled: "t.fulfillment_status = 'FULFILLED'",
      shipped: "t.fulfillment_status = 'FULFILLED'",
      partial: "t.fulfillment_status = 'PARTIALLY_FULFILLED'",
    }),
    status: wordField({
      any: 'true',
      open: "t.cancelled_at is null and t.doc->>'closedAt' is null",
      closed: "t.doc->>'closedAt' is not null",
      cancelled: 't.cancelled_at is not null',
      not_closed: "t.doc->>'closedAt' is null",
    }),
    test: booleanField("(t.doc->>'test')::boolean"),
    source_name: textField("t.doc->>'source'"),
    cart_token: textField("t.doc->>'cartToken'"),
    checkout_token: textField("t.doc->>'checkoutToken'"),
    current_total_price: moneyField('t.total', currencyDigits(api.store.currency)),
    total_price: moneyField('t.total', currencyDigits(api.store.currency)),
    discount_code: (term, bind) =>
      `exists (select 1 from jsonb_array_elements(t.doc->'discountApplications') a where lower(a->>'code') = ${bind(term.value.toLowerCase())})`,
    sku: (term, bind) => `exists (select 1 from jsonb_array_elements(t.doc->'lines') l where lower(l->>'sku') = ${bind(term.value.toLowerCase())})`,
    product_id: (term, bind) => `t.doc->'lines' @> jsonb_build_array(jsonb_build_object('productId', ${bind(term.value)}::text))`,
  }),
  wrap: (doc, api) => new OrderObject(doc, api),
};

/** The orders of one customer. Within a bulk query they come all together, read for a page of customers at once. */
export function ordersOfCustomer(api: Api, customerId: Id, args: ListArgs) {
  if (api.bulk && !args.query) {
    return whenHere(api.loaders.ordersOfCustomer.get(customerId), (docs) =>
      listConnection(
        api,
        (docs ?? []).filter((doc) => isVisible(doc, api)),
        args,
        (doc) => new OrderObject(doc, api),
      ),
    );
  }
  const own: Listing<Order> = {
    ...orderListing,
    kind: 'Customer.orders',
    where: (inner, bind) => `${orderListing.where?.(inner, bind) ?? 'true'} and t.customer_id = ${bind(customerId)}`,
  };
  return listPage(api, own, { ...args, sortKey: args.sortKey ?? 'ID' });
}
