import { followDevstoreClock, now } from '~/config/clock.server';
import { closeDatabase } from '~/db/client.server';
import { beginReconcile } from '~/domain/reconcile/index.server';
import { shopIdOf } from '~/domain/shops/index.server';

/** Asks for a comparison with the store, as the button in the admin does. Arguments: domains. */
await followDevstoreClock();
for (const domain of process.argv.slice(2)) await beginReconcile(shopIdOf(domain), { reason: 'asked' }, now());
await closeDatabase();
