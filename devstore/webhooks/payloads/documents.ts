import type { CheckoutDoc, Collection, Customer, Discount, DraftOrder, Id, Instant, Json, Order, Product, Segment, Store } from '../../state/model.ts';
import type { WireObject } from '../wire.ts';

/** The documents an operation left with its event, as they stood at that moment. Which of them depends on the topic. */
export interface Documents {
  order?: Order; customer?: Customer | null; product?: Product; collection?: Collection; discount?: Discount; draftOrder?: DraftOrder;
  checkout?: CheckoutDoc; segment?: Segment; shop?: Store;
  refundId?: Id; fulfillmentId?: Id; transactionId?: Id; editId?: Id;
  /** Products of the lines of a checkout or cart, which name variants only. */
  products?: Product[];
  tags?: string[]; fromId?: Id; intoId?: Id; orderIds?: Id[]; customerId?: Id; segmentId?: Id; dataRequestId?: Id;
  bulkOperation?: { id: Id; status: string; type: string; errorCode: string | null; createdAt: Instant; completedAt: Instant | null };
  previous?: string[]; current?: string[];
}

/** What a payload is made of. */
export interface EventFacts { store: Store; payload: Json; subjectId: Id; occurredAt: Instant }
export interface Facts { store: Store; documents: Documents; subjectId: Id; occurredAt: Instant }
export type Serializer = (facts: Facts) => WireObject;

/** @throws Error naming the document that the event should have carried. */
export function need<T>(document: T | null | undefined, name: string): T {
  if (document === null || document === undefined) throw new Error(`The event carries no ${name}.`);
  return document;
}
