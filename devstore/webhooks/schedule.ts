/**
 * Seconds to wait before each of the eight retries; together four hours, as Shopify documents. The single steps are
 * not documented: they grow, so that a short outage is bridged quickly.
 */
export const RETRY_WAITS_S = [60, 180, 420, 900, 1800, 3000, 3600, 4440] as const;
export const ATTEMPTS_MAX = RETRY_WAITS_S.length + 1;

/**
 * Milliseconds until the next attempt, after `attempts` that failed; null when the delivery is given up.
 * @param speedup seconds of the schedule that pass in one real second
 */
export function retryWaitMs(attempts: number, speedup: number): number | null {
  const wait = RETRY_WAITS_S[attempts - 1];
  return wait === undefined ? null : Math.ceil((wait * 1000) / speedup);
}
