import { setTimeout as sleep } from 'node:timers/promises';
import { closeDatabase } from '~/db/client.server';
import { advanceImport } from '~/platform/shopify/import/index.server';

/** What a worker does with an import: steps until there is none left. Run as a process of its own, so that it can be killed. Arguments: shop id, run id. */
const [shopId, runId] = process.argv.slice(2).map(BigInt);
if (shopId === undefined || runId === undefined) throw new Error('usage: import-loop SHOP_ID RUN_ID');
process.send?.({ ready: true });
let peakRss = 0;
const watch = setInterval(() => (peakRss = Math.max(peakRss, process.memoryUsage.rss())), 50);
for (;;) {
  const again = await advanceImport(shopId, runId, new Date());
  if (!again) break;
  await sleep(Math.min(again.againInMs, 250));
}
clearInterval(watch);
process.send?.({ peakRss });
await closeDatabase();
process.disconnect?.();
