import { setTimeout as sleep } from 'node:timers/promises';
import { createTurns } from '../turns';
import { bookPoints, pauseCalls, pauseLeft, reservePoints, settlePoints, type Reservation } from './budget.store.server';
import type { QueryCost } from './envelope';
import { AdminApiError } from './errors';

export type Priority = 'person' | 'background';

/** Share of a shop's points that work in the background leaves to people who are waiting for a page. */
const LEFT_TO_PEOPLE = 0.5;
/** What a document is taken to cost until the store has said so once. */
const UNKNOWN_COST = 100;
/** The longest pause that one answer may bring upon everybody. */
const PAUSE_MS_MAX = 60_000;
/** Asking again a little late costs nothing; a little early costs a round trip. */
const MARGIN_MS = 5;

const inTurn = createTurns<bigint>();
const costs = new Map<string, number>();

/**
 * Waits until the shop's budget has points for a request of `document`. People are served in the order in which they asked, on
 * whichever process; the background waits in a line within this process, and only takes what lies above the share of people.
 * @param endsAt `performance.now()` after which a person does not wait any more. @throws AdminApiError throttled when it would take longer.
 */
export function reserve(shopId: bigint, document: string, priority: Priority, endsAt: number): Promise<Reservation> {
  const points = costs.get(document) ?? UNKNOWN_COST;
  return priority === 'person' ? book(shopId, points, endsAt) : inTurn(shopId, () => takeWhatIsLeft(shopId, points));
}

async function book(shopId: bigint, points: number, endsAt: number): Promise<Reservation> {
  const { reservation, waitMs } = await bookPoints(shopId, points, endsAt - performance.now());
  if (!reservation) throw usedUp(waitMs);
  for (let left = waitMs; left > 0; left = await pauseLeft(shopId)) {
    if (performance.now() + left > endsAt) {
      await settlePoints(reservation, undefined);
      throw usedUp(left);
    }
    await sleep(left + MARGIN_MS);
  }
  return reservation;
}

const usedUp = (retryAfterMs: number) => new AdminApiError('throttled', "The shop's API points are used up for now.", { retryAfterMs });

async function takeWhatIsLeft(shopId: bigint, points: number): Promise<Reservation> {
  for (;;) {
    const outcome = await reservePoints(shopId, points, LEFT_TO_PEOPLE);
    if ('points' in outcome) return outcome;
    await sleep(outcome.waitMs + MARGIN_MS);
  }
}

/** Tells the budget what the store has said in its answer. */
export async function settle(reservation: Reservation, document: string, cost: QueryCost | undefined): Promise<void> {
  if (cost?.requestedQueryCost) costs.set(document, cost.requestedQueryCost);
  await settlePoints(reservation, cost?.throttleStatus);
}

/** Settles a request that came to nothing. When the store asks all of us to pause (429, 430), all of us do. */
export async function settleFailure(reservation: Reservation, document: string, error: unknown): Promise<void> {
  const known = error instanceof AdminApiError ? error : undefined;
  await settle(reservation, document, known?.cost);
  if (known?.retryAfterMs !== undefined && (known.status === 429 || known.status === 430))
    await pauseCalls(reservation.shopId, Math.min(known.retryAfterMs, PAUSE_MS_MAX));
}
