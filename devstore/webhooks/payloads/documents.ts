import type { Topic, TopicPayloads } from '../../state/events.ts';
import type { Collection, Customer, Product, Store } from '../../state/model.ts';
import type { Id, Instant } from '../../state/model/values.ts';
import type { StorefrontLinks } from '../../storefront-links.ts';
import type { WireObject } from '../wire.ts';

/** What a payload is made of: the documents the event carries, as they stood at that moment, and what they refer to. */
export interface Facts<Payload> {
  store: Store;
  payload: Payload;
  subjectId: Id;
  occurredAt: Instant;
  seq: string;
  /** Products of the lines of a checkout or cart, which name variants only. */
  products: Product[];
  collection: Collection | null;
  /** The customer of a draft. */
  buyer: Customer | null;
  /** Absent where no storefront is served; then addresses are below the shop's domain. */
  links?: StorefrontLinks;
}
export type Serializer<T extends Topic> = (facts: Facts<TopicPayloads[T]>) => WireObject;

/** @throws Error naming the document that the event should have carried. */
export function need<T>(document: T | null | undefined, name: string): T {
  if (document === null || document === undefined) throw new Error(`The event carries no ${name}.`);
  return document;
}
