import { z } from 'zod';
import type { Queryable } from '../state/database.ts';
import * as read from '../state/read.ts';

const readers = {
  customer: read.getCustomer,
  order: read.getOrder,
  product: read.getProduct,
  collection: read.getCollection,
  discount: read.getDiscount,
  'gift-card': read.getGiftCard,
  'draft-order': read.getDraftOrder,
  segment: read.getSegment,
  checkout: read.getCheckout,
  'customer-by-email': read.findCustomerByEmail,
  'order-by-number': (db: Queryable, domain: string, number: string) =>
    read.findOrderByNumber(db, domain, z.coerce.number().int().min(0).max(2_147_483_647).parse(number)),
  'orders-of-customer': (db: Queryable, domain: string, customerId: string) => read.listOrdersOfCustomer(db, domain, customerId),
};
const kindSchema = z.enum(Object.keys(readers) as (keyof typeof readers)[]);

/** One document by kind and id (token, e-mail, number). @throws ZodError for an unknown kind */
export function readDocument(db: Queryable, domain: string, kind: string, id: string): Promise<unknown> {
  return readers[kindSchema.parse(kind)](db, domain, id);
}

const eventQuery = z.strictObject({
  after: z
    .string()
    .regex(/^\d{1,18}$/)
    .default('0'),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  topic: z.string().optional(),
});

/** Events in order, `after` a sequence number. @throws ZodError */
export async function listEvents(db: Queryable, domain: string, query: Record<string, string>): Promise<unknown[]> {
  const { after, limit, topic } = eventQuery.parse(query);
  const { rows } = await db.query<Record<string, unknown>>(
    `select seq, topic, occurred_at as "occurredAt", event_id as "eventId", subject_kind as "subjectKind", subject_id as "subjectId", payload
     from devstore.event where domain = $1 and seq > $2 and ($3::text is null or topic = $3) order by seq limit $4`,
    [domain, after, topic ?? null, limit],
  );
  return rows;
}
