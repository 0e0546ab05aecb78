import { setTimeout as sleep } from 'node:timers/promises';
import { devstoreApi } from '../../scripts/lib/devstore-api.mjs';
import { closeDatabase } from '~/db/client.server';
import { importProgress, restartImport } from '~/domain/imports/index.server';
import { advanceImport } from '~/platform/shopify/import/index.server';
import { installShop } from './install-shop';

/**
 * Imports a store of a running devstore and says how fast: `node --import tsx tests/support/import-bench.ts DOMAIN`, with the app's
 * environment and SHOPIFY_EMULATOR_ORIGIN. One JSON line a phase: seconds of reading, rows and lines a second, memory.
 */
const domain = process.argv[2];
if (!domain) throw new Error('usage: import-bench DOMAIN');
const shopId = await installShop(devstoreApi(process.env['SHOPIFY_EMULATOR_ORIGIN'] ?? ''), domain);
const runId = await restartImport(shopId, new Date());
let peakRss = 0;
const watch = setInterval(() => (peakRss = Math.max(peakRss, process.memoryUsage.rss())), 100);
const startedAt = performance.now();
const readingMs = new Map<string, number>();
for (;;) {
  const stepAt = performance.now();
  const again = await advanceImport(shopId, runId, new Date());
  const phase = (await importProgress(shopId, new Date()))?.phase;
  if (phase && again?.againInMs === 0) readingMs.set(phase, (readingMs.get(phase) ?? 0) + performance.now() - stepAt);
  if (!again) break;
  await sleep(Math.min(again.againInMs, 500));
}
clearInterval(watch);
const progress = await importProgress(shopId, new Date());
for (const phase of progress?.phases ?? []) console.log(JSON.stringify({ ...phase, seconds: Math.round((readingMs.get(phase.phase) ?? 0) / 100) / 10 }));
console.log(
  JSON.stringify({
    status: progress?.status,
    error: progress?.error,
    seconds: Math.round((performance.now() - startedAt) / 1000),
    peakRssMb: Math.round(peakRss / 1e6),
  }),
);
await closeDatabase();
