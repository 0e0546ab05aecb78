import { closeDatabase } from '~/db/client.server';
import { verifyShop } from '~/domain/loyalty/ledger/index.server';
import { shopIdOf } from '~/domain/shops/index.server';

/** Prints the first difference of a shop's books, or nothing. Argument: domain. */
const { difference } = await verifyShop(shopIdOf(process.argv[2] ?? ''));
if (difference) console.log(`${difference.what}: ${difference.found}, expected ${difference.expected}`);
await closeDatabase();
