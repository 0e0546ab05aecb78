import { postAlone } from '~/domain/loyalty/ledger/index.server';
import type { Posting } from '~/domain/loyalty/ledger/model';

/** What a merchant's day looks like to the ledger: accruals and redemptions, each with a key of its own. */
const EARNED = 100n;
const SPENT = 80n;
const BEGUN_AT = Date.UTC(2026, 0, 1);
const DAY_MS = 86_400_000;
/** Enough for a long run of bad luck: a redemption that is refused is none. */
const AT_FIRST = 1_000_000n;

let nextKey = 0;

const at = (n: number): Date => new Date(BEGUN_AT + n * 1000);
const key = (n: number, purpose: string) => ({ source: 'bench', sourceId: n.toString(), rule: 'base', purpose });

function accrual(customerId: bigint, points: bigint): Posting {
  const n = nextKey++;
  const explanation = { programmeVersion: 1, pointsPerUnit: '1', base: `${points}00`, exact: points.toString(), rounding: 'floor', points: points.toString() };
  return {
    kind: 'accrue',
    customerId,
    key: key(n, 'grant'),
    reason: 'order_earned',
    occurredAt: at(n),
    programmeVersion: 1,
    orderId: BigInt(n + 1),
    points,
    maturesAt: null,
    expiresAt: new Date(at(n).getTime() + 365 * DAY_MS),
    explanation,
  };
}

function redemption(customerId: bigint): Posting {
  const n = nextKey++;
  return {
    kind: 'spend',
    customerId,
    key: key(n, 'reserve'),
    reason: 'redeemed',
    occurredAt: at(n),
    programmeVersion: 1,
    redemptionId: BigInt(n + 1),
    points: SPENT,
  };
}

export interface Place {
  shopId: bigint;
  customerId: bigint;
}
export const begin = ({ shopId, customerId }: Place) => postAlone(shopId, accrual(customerId, AT_FIRST));

/** Postings a second, by so many at once, on members taken at random. @returns the rate and how many were posted. */
export async function measure(places: readonly Place[], clients: number, seconds: number): Promise<{ perSecond: number; posted: number }> {
  const startedAt = performance.now();
  const endAt = startedAt + seconds * 1000;
  let posted = 0;
  const client = async () => {
    while (performance.now() < endAt) {
      const place = places[Math.floor(Math.random() * places.length)];
      if (!place) throw new Error('There is nobody to post for.');
      const answer = await postAlone(place.shopId, Math.random() < 0.5 ? accrual(place.customerId, EARNED) : redemption(place.customerId));
      if (answer.outcome !== 'posted') throw new Error(`A posting was ${answer.outcome}.`);
      posted += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return { perSecond: posted / ((performance.now() - startedAt) / 1000), posted };
}
