import type { DomainEventType } from '~/db/outbox.server';
import type { JobName } from './catalog';

/** Which job an event starts. The event's payload is the job's. */
export const EVENT_JOBS: Record<DomainEventType, JobName | null> = {
  'shop.installed': 'start-import',
  'shop.uninstalled': null,
  'import.requested': 'advance-import',
  'import.bulk_finished': 'bulk-finished',
  'order.reread_requested': 'reread-order',
  'customer.reread_requested': 'reread-customer',
  'product.reread_requested': 'reread-product',
  'collection.reread_requested': 'reread-collection',
  'reconcile.requested': 'advance-reconcile',
  'bulk_action.requested': 'run-bulk-action',
  'file_import.requested': 'advance-file-import',
  'compliance.requested': 'compliance',
  'programme.published': null,
  'replay.requested': 'advance-replay',
  'code_mail.requested': 'mail-code',
  'customer.merged': 'merge-members',
  'customer.unmerged': 'unmerge-members',
  'order.claimed': null,
};
