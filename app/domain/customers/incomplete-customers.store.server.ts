import type { PoolClient } from 'pg';
import { appendEvents, type DomainEventEntry } from '~/db/outbox.server';
import type { CustomerSnapshot } from './model';

/**
 * Asks for those customers to be read again whose stored version is newer than these snapshots and came from a webhook: that
 * carries neither tags nor language nor the store's figures, and the older snapshots, which do, came too late to be used.
 */
export async function rereadIncomplete(shopId: bigint, snapshots: readonly CustomerSnapshot[], connection: PoolClient): Promise<void> {
  const { rows } = await connection.query<{ id: bigint }>(
    `select c.id from customer c join unnest($2::bigint[], $3::timestamptz[]) as s (id, version_at) on s.id = c.id
     where c.shop_id = $1 and c.status = 'active' and c.version_at > s.version_at and (c.tags_at is null or c.store_figures_at is null)`,
    [shopId, snapshots.map((snapshot) => snapshot.id), snapshots.map((snapshot) => snapshot.versionAt)],
  );
  const events = rows.map(({ id }): DomainEventEntry => ({ type: 'customer.reread_requested', payload: { customerId: id.toString() } }));
  if (snapshots[0]) await appendEvents(connection, shopId, events, snapshots[0].versionAt);
}
