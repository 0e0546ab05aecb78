import type { ThrottleStatus } from './envelope';
import { refillMs } from './retry-delay';

/** Share of a shop's points that work in the background leaves to people who are waiting for a page. */
const LEFT_TO_PEOPLE = 0.5;

/**
 * What is known of each shop's points, from its last answer. Per process: the store itself keeps the true count, this
 * only spares most of the refusals.
 */
export function createThrottleGate(nowMs: () => number) {
  const seen = new Map<string, { status: ThrottleStatus; atMs: number }>();

  return {
    saw(domain: string, status: ThrottleStatus): void {
      seen.set(domain, { status, atMs: nowMs() });
    },
    /** How long work in the background should wait before its next request. */
    backgroundWaitMs(domain: string): number {
      const last = seen.get(domain);
      if (!last) return 0;
      const refilled = last.status.currentlyAvailable + ((nowMs() - last.atMs) / 1000) * last.status.restoreRate;
      return refillMs({ ...last.status, currentlyAvailable: refilled }, last.status.maximumAvailable * LEFT_TO_PEOPLE);
    },
  };
}
