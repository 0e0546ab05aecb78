import type { PoolClient } from 'pg';
import { currentTrace } from '~/config/tracing.server';
import { withShopConnection, type Tx } from './tenant.server';

/** Everything that jobs may be told about, and what it carries: ids and counts, never people. */
export interface DomainEvents {
  'shop.installed': { reason: 'install' | 'reinstall' };
  'shop.uninstalled': Record<string, never>;
  'import.requested': { runId: string };
  'import.bulk_finished': { bulkId: string };
  'order.reread_requested': { orderId: string };
  'customer.reread_requested': { customerId: string };
  'product.reread_requested': { productId: string };
  'collection.reread_requested': { collectionId: string };
  'reconcile.requested': { runId: string };
  'bulk_action.requested': { actionId: string };
  'file_import.requested': { importId: string };
  'compliance.requested': { requestId: string };
  'programme.published': { version: number };
  'replay.requested': { replayId: string };
  /** Which of the mails that were asked for with a reward's code. */
  'code_mail.requested': { redemptionId: string; mail: string };
  /** Two customers are one from now on. `into` may have been merged into another by the time this is read. */
  'customer.merged': { from: string; into: string; at: string };
  /** They are two again; the pair is that of the merge it undoes. */
  'customer.unmerged': { from: string; into: string; at: string };
  /** A guest's order has found its customer: the one who stands for them. */
  'order.claimed': { orderId: string; customerId: string };
}
export type DomainEventType = keyof DomainEvents;

/** Writes an event in the transaction of the facts it is about; a relay hands it to its job after the commit. */
export async function appendEvent<T extends DomainEventType>(tx: Tx, shopId: bigint, type: T, payload: DomainEvents[T], occurredAt: Date): Promise<void> {
  await tx.domainEvent.create({ data: { shopId, type, payload: payload, occurredAt, trace: currentTrace() } });
}

export type DomainEventEntry = { [T in DomainEventType]: { type: T; payload: DomainEvents[T] } }[DomainEventType];

/** {@link appendEvent} for many at once, in the transaction of a bare connection. */
export async function appendEvents(connection: PoolClient, shopId: bigint, events: DomainEventEntry[], occurredAt: Date): Promise<void> {
  if (events.length === 0) return;
  await connection.query(
    'insert into domain_event (shop_id, type, payload, occurred_at, trace) select $1, e.type, e.payload, $3, $4 from jsonb_to_recordset($2::jsonb) as e (type text, payload jsonb)',
    [shopId, JSON.stringify(events), occurredAt, currentTrace()],
  );
}

export interface CommittedEvent {
  id: bigint;
  type: DomainEventType;
  payload: unknown;
  /** How often it was begun anew. */
  runs: number;
  /** W3C trace context of what caused it. */
  trace: string | null;
}

/**
 * Hands a shop's committed events over, oldest first, and remembers which. A crash in between hands them over again: the
 * receiver sees the same ids. `handOver` names those that nobody has to work on. @returns how many there were.
 */
export function relayEvents(shopId: bigint, handOver: (events: CommittedEvent[]) => Promise<bigint[]>): Promise<number> {
  return withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<CommittedEvent>(
      'select id, type, payload, runs, trace from domain_event where shop_id = $1 and relayed_at is null and not held order by id limit 500 for update skip locked',
      [shopId],
    );
    if (rows.length === 0) return 0;
    const idle = await handOver(rows);
    await connection.query(
      'update domain_event set relayed_at = now(), finished_at = case when id = any($3::bigint[]) then now() else finished_at end where shop_id = $1 and id = any($2::bigint[])',
      [shopId, rows.map((row) => row.id), idle],
    );
    return rows.length;
  });
}
