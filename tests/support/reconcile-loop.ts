import { setTimeout as sleep } from 'node:timers/promises';
import { closeDatabase } from '~/db/client.server';
import { advanceReconcile } from '~/platform/shopify/reconcile/index.server';

/** What a worker does with a comparison: steps until there is none left. Run as a process of its own, so that it can be killed. Arguments: shop id, run id. */
const [shopId, runId] = process.argv.slice(2).map(BigInt);
if (shopId === undefined || runId === undefined) throw new Error('usage: reconcile-loop SHOP_ID RUN_ID');
for (;;) {
  const again = await advanceReconcile(shopId, runId, new Date());
  if (!again) break;
  await sleep(Math.min(again.againInMs, 250));
}
await closeDatabase();
