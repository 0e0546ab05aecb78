/** Asks for a shop's offline token and sweeps idle tokens, as one process of several; prints what it got. Arguments: shop id, days ahead. */
import { closeDatabase } from '~/db/client.server';
import { refreshIdleTokens } from '~/jobs/refresh-tokens.server';
import { offlineToken } from '~/platform/shopify/session/offline-token.server';

const [shopId = '', days = '0'] = process.argv.slice(2);
await refreshIdleTokens(Number(days) * 86_400_000);
const { accessToken } = await offlineToken(BigInt(shopId));
process.stdout.write(accessToken);
await closeDatabase();
