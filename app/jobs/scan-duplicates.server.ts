import { now } from '~/config/clock.server';
import { shopsWith } from '~/db/tenant.server';
import { scanDuplicates } from '~/domain/duplicates/index.server';
import { runningImport } from '~/domain/imports/index.server';

/** One round over all shops: the next customers of each about whom something has changed. While a shop is being imported its people wait: they would only hold it up. */
export async function scanEveryShop(): Promise<number> {
  let scanned = 0;
  for (const shopId of await shopsWith('pending_duplicates')) if ((await runningImport(shopId)) === null) scanned += await scanDuplicates(shopId, now());
  return scanned;
}
