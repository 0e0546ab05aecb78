import { overShops } from './over-shops.server';
import { logger } from '~/config/logger.server';
import { sealCardsInClear, shopsWithCardsInClear } from '~/domain/loyalty/rewards/index.server';
import { advanceKeyRotation, shopsInKeyRotation } from '~/domain/privacy/index.server';

/**
 * One round over the shops whose data key is being exchanged: each goes one step further; and over those with codes of gift cards from
 * before these were sealed. @returns how many codes were sealed; the loop waits when there are none.
 */
export async function advanceKeyRotations(): Promise<number> {
  await overShops(shopsInKeyRotation(), 'key rotation', async (shopId) => {
    const resealed = await advanceKeyRotation(shopId);
    if (resealed !== null) logger.info({ shopId, resealed }, 'key rotation');
    return resealed ?? 0;
  });
  return overShops(shopsWithCardsInClear(), 'codes of gift cards', sealCardsInClear);
}
