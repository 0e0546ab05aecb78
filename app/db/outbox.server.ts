import type { PoolClient } from 'pg';
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
  'bulk_action.requested': { actionId: string };
  'compliance.requested': { requestId: string };
}
export type DomainEventType = keyof DomainEvents;

/** Writes an event in the transaction of the facts it is about; a relay hands it to its job after the commit. */
export async function appendEvent<T extends DomainEventType>(tx: Tx, shopId: bigint, type: T, payload: DomainEvents[T], occurredAt: Date): Promise<void> {
  await tx.domainEvent.create({ data: { shopId, type, payload: payload, occurredAt } });
}

export type DomainEventEntry = { [T in DomainEventType]: { type: T; payload: DomainEvents[T] } }[DomainEventType];

/** {@link appendEvent} for many at once, in the transaction of a bare connection. */
export async function appendEvents(connection: PoolClient, shopId: bigint, events: DomainEventEntry[], occurredAt: Date): Promise<void> {
  if (events.length === 0) return;
  await connection.query(
    'insert into domain_event (shop_id, type, payload, occurred_at) select $1, e.type, e.payload, $3 from jsonb_to_recordset($2::jsonb) as e (type text, payload jsonb)',
    [shopId, JSON.stringify(events), occurredAt],
  );
}

export interface UnrelayedEvent {
  id: bigint;
  type: DomainEventType;
  payload: unknown;
}

/**
 * Hands a shop's committed events over, oldest first, and remembers which. A crash in between hands them over again: the
 * receiver sees the same ids. @returns how many there were.
 */
export function relayEvents(shopId: bigint, handOver: (events: UnrelayedEvent[]) => Promise<void>): Promise<number> {
  return withShopConnection(shopId, async (connection) => {
    const { rows } = await connection.query<UnrelayedEvent>(
      'select id, type, payload from domain_event where shop_id = $1 and relayed_at is null order by id limit 500 for update skip locked',
      [shopId],
    );
    if (rows.length === 0) return 0;
    await handOver(rows);
    await connection.query('update domain_event set relayed_at = now() where shop_id = $1 and id = any($2::bigint[])', [shopId, rows.map((row) => row.id)]);
    return rows.length;
  });
}
