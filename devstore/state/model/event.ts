import type { Id, Instant, Json } from './values.ts';

/** Everything that happened, in order; webhooks are made from these and nothing else. */
export interface StoreEvent {
  topic: string;
  occurredAt: Instant;
  /** The document the topic is about, as it stood at that moment. */
  subject: {
    kind:
      | 'order'
      | 'customer'
      | 'product'
      | 'collection'
      | 'refund'
      | 'fulfillment'
      | 'transaction'
      | 'checkout'
      | 'cart'
      | 'discount'
      | 'draft_order'
      | 'segment'
      | 'shop'
      | 'app'
      | 'bulk_operation'
      | 'compliance';
    id: Id;
  };
  payload: Json;
  /** The same merchant action gives several topics one event id. */
  eventId: string;
}
