import type { ThrottleStatus } from './envelope';

const BACKOFF_BASE_MS = 500;
const BACKOFF_MAX_MS = 20_000;

/** Doubling from half a second to twenty, of which a random half is taken off, so that many callers do not come back together. `random` is in [0, 1). */
export function backoffMs(attempt: number, random: number): number {
  const full = Math.min(BACKOFF_MAX_MS, BACKOFF_BASE_MS * 2 ** attempt);
  return Math.round(full / 2 + (full / 2) * random);
}

/** Milliseconds until the bucket holds `points`; 0 when it does already. */
export function refillMs(status: ThrottleStatus, points: number): number {
  const wanting = Math.min(points, status.maximumAvailable) - status.currentlyAvailable;
  return wanting <= 0 ? 0 : Math.ceil((wanting / status.restoreRate) * 1000);
}

/** `Retry-After` in milliseconds: whole or broken seconds, or an HTTP date. `null` when it says nothing. */
export function retryAfterMs(header: string | null, now: Date): number | null {
  if (!header) return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds) && seconds >= 0) return Math.ceil(seconds * 1000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}
