import { z } from 'zod';
import type { Queryable } from '../state/database.ts';
import type { Answer } from './send.ts';

export type DeliveryStatus = 'pending' | 'delivered' | 'failed' | 'lost' | 'dropped';
export interface Attempt extends Answer {
  at: string;
}
/** What is kept of one delivery. The body is the original one: retries do not rebuild it. */
export interface DeliveryDoc {
  subscription: string;
  source: 'toml' | 'api';
  name: string | null;
  apiVersion: string;
  compliance: boolean;
  url: string;
  webhookId: string;
  eventId: string;
  triggeredAt: string;
  body: string;
  attempts: Attempt[];
  /** Why there is nothing to send, when the payload could not be made. */
  problem: string | null;
}
export interface Delivery {
  domain: string;
  id: string;
  topic: string;
  status: DeliveryStatus;
  attempt: number;
  createdAt: string;
  dueAt: string;
  doc: DeliveryDoc;
}

interface Row {
  domain: string;
  id: string;
  topic: string;
  status: DeliveryStatus;
  attempt: number;
  created_at: Date;
  due_at: Date;
  doc: DeliveryDoc;
}
export const toDelivery = (row: Row): Delivery => ({
  domain: row.domain,
  id: row.id,
  topic: row.topic,
  status: row.status,
  attempt: row.attempt,
  createdAt: row.created_at.toISOString(),
  dueAt: row.due_at.toISOString(),
  doc: row.doc,
});

export const deliveryQuery = z
  .object({
    topic: z.string(),
    status: z.enum(['pending', 'delivered', 'failed', 'lost', 'dropped']),
    /** an id */ before: z.string().regex(/^\d{1,18}$/),
    limit: z.coerce.number().int().min(1).max(500),
  })
  .partial();
export type DeliveryQuery = z.infer<typeof deliveryQuery>;

/** A store's deliveries, newest first. `before` is the id of the last one of the page before. */
export async function listDeliveries(db: Queryable, domain: string, query: DeliveryQuery = {}): Promise<Delivery[]> {
  const { rows } = await db.query<Row>(
    `select domain, id, topic, status, attempt, created_at, due_at, doc from devstore.delivery
     where domain = $1 and ($2::text is null or topic = $2) and ($3::text is null or status = $3) and ($4::bigint is null or id < $4)
     order by id desc limit $5`,
    [domain, query.topic ?? null, query.status ?? null, query.before ?? null, Math.min(query.limit ?? 50, 500)],
  );
  return rows.map(toDelivery);
}

/** How many deliveries there are of each status. */
export async function countDeliveries(db: Queryable, domain: string): Promise<Record<DeliveryStatus, number>> {
  const counts: Record<DeliveryStatus, number> = { pending: 0, delivered: 0, failed: 0, lost: 0, dropped: 0 };
  const { rows } = await db.query<{ status: DeliveryStatus; count: string }>(
    'select status, count(*) from devstore.delivery where domain = $1 group by status',
    [domain],
  );
  for (const row of rows) counts[row.status] = Number(row.count);
  return counts;
}

/** Sends a delivery again, now, with the same body and webhook id, as from the partner dashboard. */
export async function redeliver(db: Queryable, domain: string, id: string): Promise<void> {
  await db.query(
    "update devstore.delivery set status = 'pending', attempt = 0, due_at = now(), updated_at = now() where domain = $1 and id = $2 and doc->>'body' <> ''",
    [domain, id],
  );
}
