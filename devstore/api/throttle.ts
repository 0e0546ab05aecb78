import type { Store } from '../state/model.ts';

/** Points restored per second, by plan; a bucket holds twenty seconds' worth. */
const restoreRates: Record<Store['plan'], number> = { basic: 100, shopify: 100, advanced: 200, shopify_plus: 1000 };
const bucketSeconds = 20;

export interface ThrottleStatus {
  maximumAvailable: number;
  currentlyAvailable: number;
  restoreRate: number;
}

interface Bucket {
  available: number;
  at: number;
}

/** Leaky buckets, one for each store. It runs on the machine's clock: moving the store's time must not fill it. */
export function createThrottle(now: () => number = () => performance.now()) {
  const buckets = new Map<string, Bucket>();

  function refreshed(domain: string, plan: Store['plan']): Bucket {
    const rate = restoreRates[plan];
    const capacity = rate * bucketSeconds;
    const at = now();
    const bucket = buckets.get(domain) ?? { available: capacity, at };
    bucket.available = Math.min(capacity, bucket.available + ((at - bucket.at) / 1000) * rate);
    bucket.at = at;
    buckets.set(domain, bucket);
    return bucket;
  }

  const status = (domain: string, plan: Store['plan']): ThrottleStatus => {
    const rate = restoreRates[plan];
    return { maximumAvailable: rate * bucketSeconds, currentlyAvailable: Math.floor(refreshed(domain, plan).available), restoreRate: rate };
  };

  return {
    status,
    /** Takes the requested cost, or takes nothing and says no. */
    take(domain: string, plan: Store['plan'], cost: number): boolean {
      const bucket = refreshed(domain, plan);
      if (bucket.available < cost) return false;
      bucket.available -= cost;
      return true;
    },
    /** Gives back what was requested but not used. */
    giveBack(domain: string, plan: Store['plan'], cost: number): void {
      const bucket = refreshed(domain, plan);
      bucket.available = Math.min(restoreRates[plan] * bucketSeconds, bucket.available + cost);
    },
  };
}
export type Throttle = ReturnType<typeof createThrottle>;
