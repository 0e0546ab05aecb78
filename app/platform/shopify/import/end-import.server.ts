import { logger } from '~/config/logger.server';
import { endRun } from '~/domain/imports/index.server';
import type { ImportFailure } from '~/domain/imports/model';
import { rebuildProductSales } from '~/domain/orders/index.server';

/** Ends a run, well or with its `failure`: what an import leaves to the end of its orders is added up first, whatever has come of them. */
export async function endImport(shopId: bigint, runId: bigint, failure: ImportFailure | null, now: Date): Promise<void> {
  await rebuildProductSales(shopId);
  await endRun(shopId, runId, failure, now);
  if (failure) logger.error({ shopId, runId, failure }, 'an import has failed');
  else logger.info({ shopId, runId }, 'an import is done');
}
