import { randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { instant, type Clock } from './clock.ts';
import { inTransaction } from './database.ts';
import { UnknownStore } from './errors.ts';
import { appendEvents, event, type PendingEvent, type Subject, type Topic, type TopicPayloads } from './events.ts';
import { nextId, nextIds } from './ids.ts';
import type { Store } from './model.ts';
import type { Id, Instant } from './model/values.ts';
import { getStore } from './read.ts';
import type { RowShape } from './rows.ts';

/** One operation at work on one store: a transaction, the moment it happens, and the events it will leave. */
export interface Unit {
  client: PoolClient;
  domain: string;
  store: Store;
  now: Instant;
  id(): Promise<Id>;
  ids(count: number): Promise<Id[]>;
  /** Keeps an event for the end of the transaction. A second one of the same topic and subject replaces the first. */
  emit<T extends Topic>(topic: T, kind: Subject['kind'], id: Id, payload: TopicPayloads[T]): void;
  /** Inserts or replaces a document with its search columns. */
  save<Doc>(shape: RowShape<Doc>, doc: Doc): Promise<void>;
}

const attemptsMax = 5;
/** Two operations took the same rows in opposite order: PostgreSQL gave one up, which may simply be run again. */
const mayRunAgain = (error: unknown) => error instanceof Error && 'code' in error && (error.code === '40P01' || error.code === '40001');

/** Runs `work` in one transaction and stores its events in the same one. @throws UnknownStore, StoreError */
export async function runOperation<T>(pool: Pool, clock: Clock, domain: string, work: (unit: Unit) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const now = instant(await clock.now());
    try {
      return await inTransaction(pool, (client) => runIn(client, domain, now, work));
    } catch (error) {
      if (attempt >= attemptsMax || !mayRunAgain(error)) throw error;
    }
  }
}

async function runIn<T>(client: PoolClient, domain: string, now: Instant, work: (unit: Unit) => Promise<T>): Promise<T> {
  const store = await getStore(client, domain);
  if (!store) throw new UnknownStore(domain);
  const events: PendingEvent[] = [];
  const unit: Unit = {
    client,
    domain,
    store,
    now,
    id: () => nextId(client),
    ids: (count) => nextIds(client, count),
    emit(topic, kind, id, payload) {
      const next = event(topic, kind, id, payload);
      const same = events.findIndex((known) => known.topic === topic && known.subject.kind === kind && known.subject.id === id);
      if (same >= 0) events[same] = next;
      else events.push(next);
    },
    save: (shape, doc) => saveRow(client, domain, shape, doc),
  };
  const result = await work(unit);
  await appendEvents(client, domain, now, randomUUID(), events);
  return result;
}

async function saveRow<Doc>(client: PoolClient, domain: string, shape: RowShape<Doc>, doc: Doc): Promise<void> {
  const values = shape.values(domain, doc);
  const changed = shape.columns.filter((column) => column !== 'domain' && column !== 'id' && column !== 'created_at');
  await client.query(
    `insert into ${shape.table} (${shape.columns.join(', ')}) values (${values.map((_, index) => `$${index + 1}`).join(', ')})
     on conflict (domain, id) do update set ${changed.map((column) => `${column} = excluded.${column}`).join(', ')}`,
    values,
  );
}
