import { logger } from '~/config/logger.server';
import { advanceKeyRotation, shopsInKeyRotation } from '~/domain/privacy/index.server';

/** One round over the shops whose data key is being exchanged: each goes one step further. @returns 0: the loop waits after each round. */
export async function advanceKeyRotations(): Promise<number> {
  for (const shopId of await shopsInKeyRotation()) {
    const resealed = await advanceKeyRotation(shopId);
    if (resealed !== null) logger.info({ shopId, resealed }, 'key rotation');
  }
  return 0;
}
