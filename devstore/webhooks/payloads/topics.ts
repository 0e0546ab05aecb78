import type { WireObject } from '../wire.ts';
import { bulkOperationFinished } from './bulk-operation.ts';
import { cartPayload, checkoutDeleted, checkoutPayload } from './checkout.ts';
import { customerRedacted, dataRequested, shopRedacted } from './compliance.ts';
import { customerDeleted, customerPayload, customersMerged, customerTagsPayload, emailConsentPayload, purchasingSummary, smsConsentPayload } from './customer.ts';
import { discountDeleted, discountPayload, redeemCodePayload } from './discount.ts';
import type { Documents, EventFacts, Serializer } from './documents.ts';
import { draftOrderDeleted, draftOrderPayload } from './draft-order.ts';
import { fulfillmentPayload } from './fulfillment.ts';
import { orderDeleted, orderEdited, orderPayload } from './order.ts';
import { collectionDeleted, collectionPayload, productDeleted, productPayload } from './product.ts';
import { refundPayload } from './refund.ts';
import { segmentDeleted, segmentMembership, segmentPayload } from './segment.ts';
import { scopesUpdated, shopPayload } from './shop.ts';
import { transactionPayload } from './transaction.ts';

/** Every topic the devstore sends, and what makes its payload. */
export const SERIALIZERS: Record<string, Serializer> = {
  'orders/create': orderPayload, 'orders/updated': orderPayload, 'orders/paid': orderPayload, 'orders/cancelled': orderPayload,
  'orders/fulfilled': orderPayload, 'orders/partially_fulfilled': orderPayload, 'orders/delete': orderDeleted, 'orders/edited': orderEdited,
  'refunds/create': refundPayload, 'order_transactions/create': transactionPayload,
  'fulfillments/create': fulfillmentPayload, 'fulfillments/update': fulfillmentPayload,
  'customers/create': customerPayload, 'customers/update': customerPayload, 'customers/enable': customerPayload, 'customers/disable': customerPayload,
  'customers/delete': customerDeleted, 'customers/merge': customersMerged, 'customers/purchasing_summary': purchasingSummary,
  'customers_email_marketing_consent/update': emailConsentPayload, 'customers_marketing_consent/update': smsConsentPayload,
  'customer.tags_added': customerTagsPayload, 'customer.tags_removed': customerTagsPayload,
  'customer.joined_segment': segmentMembership, 'customer.left_segment': segmentMembership,
  'products/create': productPayload, 'products/update': productPayload, 'products/delete': productDeleted,
  'collections/create': collectionPayload, 'collections/update': collectionPayload, 'collections/delete': collectionDeleted,
  'checkouts/create': checkoutPayload, 'checkouts/update': checkoutPayload, 'checkouts/delete': checkoutDeleted,
  'carts/create': cartPayload, 'carts/update': cartPayload,
  'draft_orders/create': draftOrderPayload, 'draft_orders/update': draftOrderPayload, 'draft_orders/delete': draftOrderDeleted,
  'discounts/create': discountPayload, 'discounts/update': discountPayload, 'discounts/delete': discountDeleted,
  'discounts/redeemcode_added': redeemCodePayload, 'discounts/redeemcode_removed': redeemCodePayload,
  'segments/create': segmentPayload, 'segments/update': segmentPayload, 'segments/delete': segmentDeleted,
  'shop/update': shopPayload, 'app/uninstalled': shopPayload, 'app/scopes_update': scopesUpdated,
  'bulk_operations/finish': bulkOperationFinished,
  'customers/data_request': dataRequested, 'customers/redact': customerRedacted, 'shop/redact': shopRedacted,
};

/** The official body of an event. @throws Error when the topic is unknown or the event lacks a document. */
export function payloadOf(topic: string, facts: EventFacts): WireObject {
  const serialize = SERIALIZERS[topic];
  if (!serialize) throw new Error(`The devstore has no payload for the topic ${topic}.`);
  // Written by our own operations in the same database, by the contract that Documents states.
  const documents = (facts.payload ?? {}) as unknown as Documents;
  return serialize({ store: facts.store, documents, subjectId: facts.subjectId, occurredAt: facts.occurredAt });
}
