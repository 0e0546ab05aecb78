import { overShops } from './over-shops.server';
import { now } from '~/config/clock.server';
import { shopsWithFlow } from '~/domain/loyalty/flow/index.server';
import { sendFlowTriggers } from '~/platform/shopify/flow/send-triggers.server';

/** One round over all shops whose workflows begin with our triggers. @returns how many events Flow was told. */
export const tellFlow = (): Promise<number> =>
  overShops(shopsWithFlow(), 'Shopify Flow', async (shopId) => (await sendFlowTriggers(shopId, now())) ?? 0, { atOnce: Infinity });
