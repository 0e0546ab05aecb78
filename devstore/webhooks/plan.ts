import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { Context } from '../context.ts';
import { inTransaction } from '../state/database.ts';
import type { Installation, Store } from '../state/model.ts';
import { storefrontLinks } from '../storefront-links.ts';
import type { AppSettings, Subscription } from './app-toml.ts';
import { factsOf, type EventRow } from './event-facts.ts';
import { castFaults, readFaults, type Faults } from './faults.ts';
import { parseFilter } from './filter.ts';
import { includeFields } from './include-fields.ts';
import { reaches, readInstallation } from './installation.ts';
import { isTopic, payloadOf } from './payloads/topics.ts';
import { resolveUri, subscriptionsTo } from './subscriptions.ts';
import { writeWire } from './wire.ts';
import type { DeliveryDoc } from './deliveries.ts';

interface Planning {
  ctx: Context;
  client: PoolClient;
  settings: AppSettings;
  faults: Faults;
  stores: Map<string, Store>;
}

const EVENTS_AT_ONCE = 200;

/** Turns the oldest events that were not looked at yet into deliveries, in one transaction. Returns how many events it took. */
export function planDeliveries(ctx: Context, settings: AppSettings): Promise<number> {
  return inTransaction(ctx.pool, async (client) => {
    const { rows } = await client.query<EventRow>(
      `select seq, domain, topic, occurred_at, event_id, subject_id, payload from devstore.event
       where planned_at is null order by seq limit $1 for update skip locked`,
      [EVENTS_AT_ONCE],
    );
    if (rows.length === 0) return 0;
    const stores = new Map((await ctx.stores()).map((store) => [store.domain, store]));
    const planning: Planning = { ctx, client, settings, faults: await readFaults(client), stores };
    const installations = new Map<string, Installation | null>();
    for (const event of rows) {
      if (!installations.has(event.domain)) installations.set(event.domain, await readInstallation(client, event.domain));
      await planEvent(planning, event, installations.get(event.domain) ?? null);
    }
    await client.query('update devstore.event set planned_at = now() where seq = any($1)', [rows.map((row) => row.seq)]);
    return rows.length;
  });
}

async function planEvent(planning: Planning, event: EventRow, installation: Installation | null): Promise<void> {
  const subscriptions = await subscriptionsTo(planning.client, planning.settings.subscriptions, event.domain, event.topic, planning.settings.apiVersion);
  for (const subscription of subscriptions) {
    if (!reaches(installation, event.topic, event.occurred_at, subscription.compliance)) continue;
    const made = await makeBody(planning, event, subscription);
    if (made.body === null && made.error === null) continue;
    await insertDeliveries(planning, event, subscription, made);
  }
}

/** The body to send; both null when the filter says no. An error is kept with the delivery, so that one bad event stops no other. */
async function makeBody(planning: Planning, event: EventRow, subscription: Subscription): Promise<{ body: string | null; error: string | null }> {
  try {
    const store = planning.stores.get(event.domain);
    if (!store) throw new Error(`There is no store ${event.domain}.`);
    const { topic } = event;
    if (!isTopic(topic)) throw new Error(`The devstore has no payload for the topic ${topic}.`);
    const payload = payloadOf(topic, await factsOf(planning.client, { ...event, topic }, store, storefrontLinks(planning.ctx, event.domain)));
    if (subscription.filter && !parseFilter(subscription.filter)(payload)) return { body: null, error: null };
    return { body: writeWire(includeFields(payload, subscription.includeFields)), error: null };
  } catch (error) {
    return { body: null, error: error instanceof Error ? error.message : String(error) };
  }
}

async function insertDeliveries(
  planning: Planning,
  event: EventRow,
  subscription: Subscription,
  made: { body: string | null; error: string | null },
): Promise<void> {
  const doc: DeliveryDoc = {
    subscription: subscription.key,
    source: subscription.source,
    name: subscription.name,
    apiVersion: subscription.apiVersion,
    compliance: subscription.compliance,
    url: resolveUri(subscription.uri, planning.ctx.config.appUrl),
    webhookId: randomUUID(),
    eventId: event.event_id,
    triggeredAt: event.occurred_at.toISOString(),
    body: made.body ?? '',
    attempts: [],
    problem: made.error,
  };
  const { waitsMs } = castFaults(planning.faults, `${event.seq}:${subscription.key}`);
  if (made.error !== null) return insertOne(planning.client, event, 'failed', 0, doc);
  if (waitsMs.length === 0) return insertOne(planning.client, event, 'lost', 0, doc);
  for (const waitMs of waitsMs) await insertOne(planning.client, event, 'pending', waitMs, doc);
}

async function insertOne(client: PoolClient, event: EventRow, status: string, waitMs: number, doc: DeliveryDoc): Promise<void> {
  await client.query(
    `insert into devstore.delivery (domain, event_seq, topic, status, due_at, doc) values ($1, $2, $3, $4, now() + $5 * interval '1 millisecond', $6)`,
    [event.domain, event.seq, event.topic, status, waitMs, JSON.stringify(doc)],
  );
}
