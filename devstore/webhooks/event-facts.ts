import type { Queryable } from '../state/database.ts';
import type { Topic, TopicPayloads } from '../state/events.ts';
import type { Product, Store } from '../state/model.ts';
import type { Json } from '../state/model/values.ts';
import { findVariant, getCollection, getCustomer } from '../state/read.ts';
import type { StorefrontLinks } from '../storefront-links.ts';
import type { Facts } from './payloads/documents.ts';

export interface EventRow {
  seq: string;
  domain: string;
  topic: string;
  occurred_at: Date;
  event_id: string;
  subject_id: string;
  payload: Json;
}

/** An event with the documents that it only refers to, read as they stand now. */
export async function factsOf<T extends Topic>(
  db: Queryable,
  event: EventRow & { topic: T },
  store: Store,
  links: StorefrontLinks,
): Promise<Facts<TopicPayloads[T]>> {
  // Written by our own operations, which hold payload and topic together by type.
  const payload = event.payload as unknown as TopicPayloads[T];
  const collectionId = typeof payload === 'object' && 'collectionId' in payload ? payload.collectionId : null;
  return {
    store,
    links,
    payload,
    subjectId: event.subject_id,
    occurredAt: event.occurred_at.toISOString(),
    seq: event.seq,
    products:
      'checkout' in payload
        ? await productsOf(
            db,
            event.domain,
            payload.checkout.lines.map((line) => line.variantId),
          )
        : [],
    collection: collectionId === null ? null : await getCollection(db, event.domain, collectionId),
    buyer: 'draft' in payload && payload.draft.customerId !== null ? await getCustomer(db, event.domain, payload.draft.customerId) : null,
  };
}

async function productsOf(db: Queryable, domain: string, variantIds: string[]): Promise<Product[]> {
  const products: Product[] = [];
  for (const variantId of variantIds) {
    if (products.some((product) => product.variants.some((variant) => variant.id === variantId))) continue;
    const found = await findVariant(db, domain, variantId);
    if (found) products.push(found.product);
  }
  return products;
}
