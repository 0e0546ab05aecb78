import { now } from '~/config/clock.server';
import { startImport } from '~/domain/imports/index.server';
import type { JobPayload } from '../catalog';

/** A shop has installed the app: everything it has is read. */
export async function handle(shopId: bigint, { reason }: JobPayload<'start-import'>): Promise<void> {
  await startImport(shopId, reason, now());
}
