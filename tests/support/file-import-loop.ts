import { closeDatabase } from '~/db/client.server';
import { work } from './file-import';

/** What a worker does with a file. Run as a process of its own, so that it can be killed. Arguments: shop id, import id. */
const [shopId, importId] = process.argv.slice(2).map(BigInt);
if (shopId === undefined || importId === undefined) throw new Error('usage: file-import-loop SHOP_ID IMPORT_ID');
process.send?.({ ready: true });
await work(shopId, importId);
await closeDatabase();
process.disconnect?.();
