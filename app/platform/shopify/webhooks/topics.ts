import { parseMoney } from '~/domain/shared/money';
import { checkoutFromWebhook } from '../mapping/checkout-from-webhook';
import { collectionFromWebhook } from '../mapping/collection';
import {
  customerFromWebhook,
  emailConsentFromWebhook,
  mergeFromWebhook,
  purchasingSummaryFromWebhook,
  smsConsentFromWebhook,
  tagsFromWebhook,
} from '../mapping/customer-from-webhook';
import { discountFromWebhook, redeemCodeFromWebhook } from '../mapping/discount';
import { orderFromWebhook } from '../mapping/order-from-webhook';
import { productFromWebhook } from '../mapping/product-from-webhook';
import {
  childOfOrder,
  complianceBody,
  deletedId,
  editedOrder,
  finishedBulkOperation,
  scopesFromWebhook,
  subscriptionFromWebhook,
  variantsProduct,
} from '../mapping/small-bodies';
import { transactionFromWebhook } from '../mapping/transaction-from-webhook';
import type { Effects } from './effects';

/** One delivery: its body, when it was sent, and the currency that bare prices are in. */
export interface Told {
  body: unknown;
  at: Date;
  currency: string;
}
/** Says what a delivery means. @throws when the body is not what its topic promises. */
type Topic = (told: Told, effects: Effects) => void;

const order: Topic = ({ body }, effects) => void effects.orders.push(orderFromWebhook(body));
const customer: Topic = ({ body, at }, effects) => void effects.customers.push(customerFromWebhook(body, at));
const checkout: Topic = ({ body }, effects) => void effects.checkouts.push(checkoutFromWebhook(body));
const discount: Topic = ({ body, at }, effects) => void effects.discounts.push(discountFromWebhook(body, at));
const fulfillment: Topic = ({ body }, effects) => void effects.fulfillments.push(childOfOrder(body));
const stock: Topic = ({ body }, effects) => void effects.rereads.products.push(variantsProduct(body));

const product: Topic = ({ body, at, currency }, effects) => {
  const { product: snapshot, complete } = productFromWebhook(body, currency, at);
  // Applying part of the variants would delete the rest.
  if (complete) effects.products.push(snapshot);
  else effects.rereads.products.push(snapshot.id);
};

/** The body does not say what is in it. */
const collection: Topic = ({ body, at }, effects) => {
  const snapshot = collectionFromWebhook(body, at);
  effects.collections.push(snapshot);
  effects.rereads.collections.push(snapshot.id);
};

const transaction: Topic = ({ body, currency }, effects) => {
  const { orderId, transaction: step } = transactionFromWebhook(body, currency);
  if (step) effects.transactions.push({ orderId, transaction: step });
  else effects.rereads.orders.push(orderId);
};

const merge: Topic = ({ body, at }, effects) => {
  const { intoId, fromId, completed } = mergeFromWebhook(body);
  if (completed) effects.merges.push({ intoId, fromId, at });
};

const figures: Topic = ({ body }, effects) => {
  const { customerId, numberOfOrders, amountSpent, occurredAt } = purchasingSummaryFromWebhook(body);
  effects.figures.push({ customerId, ordersCount: numberOfOrders, spent: parseMoney(amountSpent.amount, amountSpent.currencyCode), occurredAt });
};

const tagged: Topic = ({ body }, effects) => {
  const { tags, ...rest } = tagsFromWebhook(body);
  effects.tags.push({ ...rest, added: tags, removed: [] });
};
const untagged: Topic = ({ body }, effects) => {
  const { tags, ...rest } = tagsFromWebhook(body);
  effects.tags.push({ ...rest, added: [], removed: tags });
};

/**
 * Every topic that we know, one entry each. What has a version of its own is applied from the body. A refund or a
 * fulfilment has none, and does not carry what it changes in its order (standing quantities, statuses): the order's own
 * webhook says all of it, and only where that has not arrived is the order read from the API. A payment's step is a fact
 * by itself. An edit names ids and quantities only: read the order. `null`: known, and of no use to the CRM yet.
 */
export const TOPICS: Readonly<Record<string, Topic | null>> = {
  'orders/create': order,
  'orders/updated': order,
  'orders/paid': order,
  'orders/cancelled': order,
  'orders/fulfilled': order,
  'orders/partially_fulfilled': order,
  'orders/edited': ({ body }, effects) => void effects.rereads.orders.push(editedOrder(body).orderId),
  'orders/delete': ({ body, at }, effects) => void effects.deletedOrders.push({ id: deletedId(body), at }),
  'refunds/create': ({ body }, effects) => void effects.refunds.push({ ...childOfOrder(body), status: null }),
  'order_transactions/create': transaction,
  'fulfillments/create': fulfillment,
  'fulfillments/update': fulfillment,
  'checkouts/create': checkout,
  'checkouts/update': checkout,
  'checkouts/delete': null,
  'carts/create': null,
  'carts/update': null,
  'draft_orders/create': null,
  'draft_orders/update': null,
  'draft_orders/delete': null,
  'customers/create': customer,
  'customers/update': customer,
  'customers/enable': customer,
  'customers/disable': customer,
  'customers/delete': ({ body, at }, effects) => void effects.deletedCustomers.push({ id: deletedId(body), at }),
  'customers/merge': merge,
  'customers/purchasing_summary': figures,
  'customers_email_marketing_consent/update': ({ body }, effects) => void effects.consents.push({ channel: 'email', ...emailConsentFromWebhook(body) }),
  'customers_marketing_consent/update': ({ body }, effects) => void effects.consents.push({ channel: 'sms', ...smsConsentFromWebhook(body) }),
  'customers_whats_app_marketing_consent/update': null,
  'customer.tags_added': tagged,
  'customer.tags_removed': untagged,
  'customer.joined_segment': null,
  'customer.left_segment': null,
  'segments/create': null,
  'segments/update': null,
  'segments/delete': null,
  'products/create': product,
  'products/update': product,
  'products/delete': ({ body, at }, effects) => void effects.deletedProducts.push({ id: deletedId(body), at }),
  'variants/in_stock': stock,
  'variants/out_of_stock': stock,
  'collections/create': collection,
  'collections/update': collection,
  'collections/delete': ({ body }, effects) => void effects.deletedCollections.push(deletedId(body)),
  'discounts/create': discount,
  'discounts/update': discount,
  'discounts/delete': ({ body, at }, effects) => void effects.deletedDiscounts.push({ id: deletedId(body), at }),
  'discounts/redeemcode_added': ({ body }, effects) => void effects.redeemCodes.push({ ...redeemCodeFromWebhook(body), added: true }),
  'discounts/redeemcode_removed': ({ body }, effects) => void effects.redeemCodes.push({ ...redeemCodeFromWebhook(body), added: false }),
  'returns/request': null,
  'returns/approve': null,
  'returns/decline': null,
  'returns/cancel': null,
  'returns/close': null,
  'returns/reopen': null,
  'returns/process': null,
  'returns/update': null,
  'shop/update': ({ body }, effects) => void effects.shopBodies.push(body),
  'app/uninstalled': ({ at }, effects) => void effects.uninstalledAt.push(at),
  'app/scopes_update': ({ body }, effects) => void effects.scopes.push(scopesFromWebhook(body)),
  'app_subscriptions/update': ({ body }, effects) => void effects.subscriptions.push(subscriptionFromWebhook(body)),
  'app_subscriptions/approaching_capped_amount': null,
  'bulk_operations/finish': ({ body }, effects) => void effects.finishedBulks.push(finishedBulkOperation(body)),
  'customers/data_request': ({ body, at }, effects) => void effects.compliance.push({ kind: 'data_request', ...complianceBody(body), at }),
  'customers/redact': ({ body, at }, effects) => void effects.compliance.push({ kind: 'customer_redact', ...complianceBody(body), at }),
  'shop/redact': ({ body, at }, effects) => void effects.compliance.push({ kind: 'shop_redact', ...complianceBody(body), at }),
};
