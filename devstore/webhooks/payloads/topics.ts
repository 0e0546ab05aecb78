import type { Topic, TopicPayloads } from '../../state/events.ts';
import type { WireObject } from '../wire.ts';
import { bulkOperationFinished } from './bulk-operation.ts';
import { cartPayload, checkoutPayload } from './checkout.ts';
import { customerRedacted, dataRequested, shopRedacted } from './compliance.ts';
import {
  customerDeleted,
  customerPayload,
  customersMerged,
  customerTagsPayload,
  emailConsentPayload,
  purchasingSummary,
  smsConsentPayload,
} from './customer.ts';
import { discountDeleted, discountPayload, redeemCodePayload } from './discount.ts';
import type { Facts } from './documents.ts';
import { draftOrderPayload } from './draft-order.ts';
import { fulfillmentPayload } from './fulfillment.ts';
import { orderDeleted, orderEdited, orderPayload } from './order.ts';
import { collectionPayload, productDeleted, productPayload, variantPayload } from './product.ts';
import { refundPayload } from './refund.ts';
import { segmentDeleted, segmentMembership, segmentPayload } from './segment.ts';
import { scopesUpdated, shopPayload } from './shop.ts';
import { transactionPayload } from './transaction.ts';

/** Every topic the devstore sends, and what makes its payload. */
export const SERIALIZERS: { [T in Topic]: (facts: Facts<TopicPayloads[T]>) => WireObject } = {
  'orders/create': orderPayload,
  'orders/updated': orderPayload,
  'orders/paid': orderPayload,
  'orders/cancelled': orderPayload,
  'orders/fulfilled': orderPayload,
  'orders/partially_fulfilled': orderPayload,
  'orders/delete': orderDeleted,
  'orders/edited': orderEdited,
  'refunds/create': refundPayload,
  'order_transactions/create': transactionPayload,
  'fulfillments/create': fulfillmentPayload,
  'fulfillments/update': fulfillmentPayload,
  'customers/create': customerPayload,
  'customers/update': customerPayload,
  'customers/enable': customerPayload,
  'customers/disable': customerPayload,
  'customers/delete': customerDeleted,
  'customers/merge': customersMerged,
  'customers/purchasing_summary': purchasingSummary,
  'customers_email_marketing_consent/update': emailConsentPayload,
  'customers_marketing_consent/update': smsConsentPayload,
  'customer.tags_added': customerTagsPayload,
  'customer.tags_removed': customerTagsPayload,
  'customer.joined_segment': segmentMembership,
  'customer.left_segment': segmentMembership,
  'products/create': productPayload,
  'products/update': productPayload,
  'products/delete': productDeleted,
  'variants/in_stock': variantPayload,
  'variants/out_of_stock': variantPayload,
  'collections/create': collectionPayload,
  'collections/update': collectionPayload,
  'checkouts/create': checkoutPayload,
  'checkouts/update': checkoutPayload,
  'carts/create': cartPayload,
  'carts/update': cartPayload,
  'draft_orders/create': draftOrderPayload,
  'draft_orders/update': draftOrderPayload,
  'discounts/create': discountPayload,
  'discounts/update': discountPayload,
  'discounts/delete': discountDeleted,
  'discounts/redeemcode_added': redeemCodePayload,
  'discounts/redeemcode_removed': redeemCodePayload,
  'segments/create': segmentPayload,
  'segments/update': segmentPayload,
  'segments/delete': segmentDeleted,
  'shop/update': shopPayload,
  'app/uninstalled': shopPayload,
  'app/scopes_update': scopesUpdated,
  'bulk_operations/finish': bulkOperationFinished,
  'customers/data_request': dataRequested,
  'customers/redact': customerRedacted,
  'shop/redact': shopRedacted,
};

export const isTopic = (topic: string): topic is Topic => topic in SERIALIZERS;

/** The official body of an event. @throws Error when the event lacks a document. */
export const payloadOf = <T extends Topic>(topic: T, facts: Facts<TopicPayloads[T]>): WireObject => SERIALIZERS[topic](facts);
