import { closeDatabase } from '~/db/client.server';
import { changeSettings, checkFile, createUpload, getFileImport, reasonsOf, runImport, uploadPiece } from '~/domain/file-imports/index.server';
import { PIECE_BYTES } from '~/domain/file-imports/model';
import { registerShop, updateShopFacts } from '~/domain/shops/index.server';
import { encoded, messyOrders, work } from './file-import';

/**
 * Imports a messy file of orders in GBK and says how fast: `node --import tsx tests/support/file-import-bench.ts ROWS`, with the
 * app's environment and a migrated database of its own. One JSON line a stage: seconds, rows a second, the most memory.
 */
const rows = Number(process.argv[2] ?? 30_000);
const shopId = await registerShop(`bench-${rows}-${Date.now()}.myshopify.com`);
await updateShopFacts(shopId, { shopifyId: 1n, name: '', currency: 'CNY', timezone: 'Asia/Shanghai', locale: 'zh', country: 'CN', plan: null });
let peakRss = 0;
const watch = setInterval(() => (peakRss = Math.max(peakRss, process.memoryUsage.rss())), 50);

function* pieces(): Generator<Buffer> {
  let held: Buffer[] = [];
  let size = 0;
  let text: string[] = [];
  const flush = () => {
    const bytes = encoded(text.join(''), 'gbk');
    held.push(bytes);
    size += bytes.length;
    text = [];
  };
  for (const line of messyOrders(rows)) {
    text.push(line);
    if (text.length < 2000) continue;
    flush();
    while (size >= PIECE_BYTES) {
      const all = Buffer.concat(held);
      yield all.subarray(0, PIECE_BYTES);
      held = [all.subarray(PIECE_BYTES)];
      size -= PIECE_BYTES;
    }
  }
  flush();
  const all = Buffer.concat(held);
  for (let at = 0; at < all.length; at += PIECE_BYTES) yield all.subarray(at, at + PIECE_BYTES);
}

let sizeBytes = 0;
for (const piece of pieces()) sizeBytes += piece.length;
const importId = await createUpload(shopId, { fileName: 'bench.csv', sizeBytes, userId: '0' }, new Date());

async function stage(name: string, run: () => Promise<unknown>): Promise<void> {
  peakRss = 0;
  const startedAt = performance.now();
  await run();
  const seconds = (performance.now() - startedAt) / 1000;
  const { file } = await getFileImport(shopId, importId);
  console.log(
    JSON.stringify({
      stage: name,
      seconds: Math.round(seconds),
      rowsPerSecond: Math.round(rows / seconds),
      peakRssMb: Math.round(peakRss / 1e6),
      status: file.status,
      counts: file.counts,
    }),
  );
}

await stage('upload', async () => {
  let place = 0;
  for (const piece of pieces()) {
    await uploadPiece(shopId, importId, place, piece);
    place += 1;
  }
  await changeSettings(shopId, importId, { dateOrder: 'dmy' });
});
await stage('check', async () => {
  await checkFile(shopId, importId, new Date());
  await work(shopId, importId);
});
await stage('import', async () => {
  await runImport(shopId, importId, new Date());
  await work(shopId, importId);
});
console.log(JSON.stringify({ bytes: sizeBytes, reasons: await reasonsOf(shopId, importId) }));
clearInterval(watch);
await closeDatabase();
