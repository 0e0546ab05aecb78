import { logger } from '~/config/logger.server';

/**
 * One round of a kind of work over shops, so many at once. What one shop has run into keeps no other waiting. @returns how much was worked in
 * all. @throws the first failure when nothing came off: the loop then waits longer before its next round.
 */
export async function overShops(
  shops: Promise<readonly bigint[]>,
  what: string,
  work: (shopId: bigint) => Promise<number>,
  { atOnce = 1 }: { atOnce?: number } = {},
): Promise<number> {
  const waiting = [...(await shops)];
  let worked = 0;
  let failure: unknown;
  const lane = async (): Promise<void> => {
    for (let shopId = waiting.shift(); shopId !== undefined; shopId = waiting.shift()) {
      try {
        // Read after the wait: other lanes count meanwhile.
        const done = await work(shopId);
        worked += done;
      } catch (error) {
        logger.error({ err: error, shopId, what }, 'the work of a round failed for a shop');
        failure ??= error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, waiting.length) }, lane));
  if (failure && worked === 0) throw failure;
  return worked;
}
