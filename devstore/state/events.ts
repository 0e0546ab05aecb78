import type { PoolClient } from 'pg';
import type { Customer, Order, Product, Segment, Store } from './model.ts';
import type { CheckoutDoc, DraftOrder } from './model/draft.ts';
import type { Discount } from './model/promotion.ts';
import type { Id, Json } from './model/values.ts';
import type { OrderEdit } from './model/order-parts.ts';
import type { StoreEvent } from './model/event.ts';
import { toJsonText } from './rows.ts';

type OrderPayload = { order: Order; customer: Customer | null };
type CustomerPayload = { customer: Customer };
type Deleted = { id: Id };
type Compliance = { store: Store; customer: Customer; orderIds: Id[] };

/** What an event of each topic carries: the documents its webhook payload is made from, as of that moment. */
export interface TopicPayloads {
  'orders/create': OrderPayload;
  'orders/updated': OrderPayload;
  'orders/paid': OrderPayload;
  'orders/cancelled': OrderPayload;
  'orders/fulfilled': OrderPayload;
  'orders/partially_fulfilled': OrderPayload;
  'orders/delete': Deleted;
  'orders/edited': OrderPayload & { edit: OrderEdit };
  'refunds/create': { order: Order; refundId: Id };
  'order_transactions/create': { order: Order; transactionId: Id };
  'fulfillments/create': { order: Order; fulfillmentId: Id };
  'fulfillments/update': { order: Order; fulfillmentId: Id };
  'customers/create': CustomerPayload;
  'customers/update': CustomerPayload;
  'customers/enable': CustomerPayload;
  'customers/disable': CustomerPayload;
  'customers/delete': Deleted;
  'customers/merge': { keptId: Id; deletedId: Id };
  'customers/purchasing_summary': CustomerPayload;
  'customers_email_marketing_consent/update': CustomerPayload;
  'customers_marketing_consent/update': CustomerPayload;
  'customer.tags_added': { customerId: Id; tags: string[] };
  'customer.tags_removed': { customerId: Id; tags: string[] };
  'customer.joined_segment': { customerId: Id; segmentId: Id };
  'customer.left_segment': { customerId: Id; segmentId: Id };
  'products/create': { product: Product };
  'products/update': { product: Product };
  'products/delete': Deleted;
  'variants/in_stock': { product: Product; variantId: Id };
  'variants/out_of_stock': { product: Product; variantId: Id };
  'collections/create': { collectionId: Id };
  'collections/update': { collectionId: Id };
  'discounts/create': { discount: Discount };
  'discounts/update': { discount: Discount };
  'discounts/delete': { discount: Discount };
  'discounts/redeemcode_added': { discount: Discount; code: string };
  'discounts/redeemcode_removed': { discount: Discount; code: string };
  'draft_orders/create': { draft: DraftOrder };
  'draft_orders/update': { draft: DraftOrder };
  'checkouts/create': { checkout: CheckoutDoc; customer: Customer | null };
  'checkouts/update': { checkout: CheckoutDoc; customer: Customer | null };
  'carts/create': { checkout: CheckoutDoc };
  'carts/update': { checkout: CheckoutDoc };
  'segments/create': { segment: Segment };
  'segments/update': { segment: Segment };
  'segments/delete': Deleted;
  'shop/update': { store: Store };
  'app/uninstalled': { store: Store };
  'shop/redact': { store: Store };
  'app/scopes_update': { store: Store; previous: string[]; current: string[] };
  'bulk_operations/finish': { operation: Json };
  'customers/data_request': Compliance;
  'customers/redact': Compliance;
}
export type Topic = keyof TopicPayloads;
export type Subject = StoreEvent['subject'];

/** An event before it is stored; build it with {@link event}, which holds payload and topic together. */
export interface PendingEvent {
  topic: Topic;
  subject: Subject;
  payload: TopicPayloads[Topic];
}
export const event = <T extends Topic>(topic: T, kind: Subject['kind'], id: Id, payload: TopicPayloads[T]): PendingEvent => ({
  topic,
  subject: { kind, id },
  payload,
});

/** Any number will do, as long as only writers of `devstore.event` take it. */
const appendLock = 7_204_412;

/**
 * Appends the events of one merchant action. Call it last in the transaction: writers wait for each other until they
 * commit, so that `seq` is also the order of commits and a follower that reads upwards misses none.
 */
export async function appendEvents(client: PoolClient, domain: string, occurredAt: string, eventId: string, events: PendingEvent[]): Promise<void> {
  if (events.length === 0) return;
  await client.query('select pg_advisory_xact_lock($1)', [appendLock]);
  for (const { topic, subject, payload } of events) {
    await client.query(
      'insert into devstore.event (domain, topic, occurred_at, event_id, subject_kind, subject_id, payload) values ($1, $2, $3, $4, $5, $6, $7)',
      [domain, topic, occurredAt, eventId, subject.kind, subject.id, toJsonText(payload)],
    );
  }
}
