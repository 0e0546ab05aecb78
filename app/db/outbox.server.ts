import type { Prisma } from '@prisma/client';
import type { Tx } from './tenant.server';

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
  await tx.domainEvent.create({ data: { shopId, type, payload: payload as Prisma.InputJsonObject, occurredAt } });
}
