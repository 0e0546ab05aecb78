import { drawCardCode, noteMade, noteRefused, noteSent, noteUnsent, knownInStore, parkSaga, postponeSaga } from '~/domain/loyalty/rewards/index.server';
import { isDiscountCode, type Saga, type SagaTrouble } from '~/domain/loyalty/rewards/model';
import { AdminUserError, wasNotExecuted, type AdminClient } from '../admin/index.server';
import { createCode, findCode } from './discount-code.server';
import { isRefusal, troubleOf } from './failures';
import { createCard, findCard } from './gift-card.server';
import { credit, readCredits } from './store-credit.server';

/** Until then a request whose answer was lost may still be carried out; a request is given up after ten seconds. */
const SETTLES_MS = 60_000;
/** Another credit of the same member is being cleared up. */
const TURN_MS = 5_000;

/** Makes what was promised, or finds it made, and ends the redemption; once, however often it is called. @throws whatever the store could not be asked for. */
export async function makeReward(shopId: bigint, client: AdminClient, taken: Saga, now: Date): Promise<void> {
  const isCodeless = taken.promise.kind === 'gift_card' && taken.code === null && taken.status === 'reserved';
  const saga = isCodeless ? { ...taken, code: await drawCardCode(shopId, taken.redemptionId) } : taken;
  // It was made already, and who made it died before they could say so.
  const wasMade = saga.status !== 'reserved' && saga.storeId !== null;
  if (wasMade || saga.promise.kind === 'custom') return noteMade(shopId, saga, saga.storeId, now);
  if (saga.promise.kind === 'store_credit') return saga.sentAt === null ? sendCredit(shopId, client, saga, now) : lookForCredit(shopId, client, saga, now);
  const [create, find] = isDiscountCode(saga.promise) ? [createCode, findCode] : [createCard, findCard];
  // Somebody has tried before: what they asked for may be there.
  const before = saga.attempts > 1 ? await find(client, saga) : null;
  if (before) return noteMade(shopId, saga, before.id, now);
  try {
    return await noteMade(shopId, saga, await create(client, saga), now);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    // A code that is taken is ours from a try whose answer was lost.
    const there = await find(client, saga);
    return there ? noteMade(shopId, saga, there.id, now) : noteRefused(shopId, saga, troubleOf(error), now);
  }
}

/** Sends a credit, noting before that it is sent: from then on nobody sends it again without having looked whether it is there. */
async function sendCredit(shopId: bigint, client: AdminClient, saga: Saga, now: Date): Promise<void> {
  const [latest] = await readCredits(client, saga);
  if (!(await noteSent(shopId, saga, latest?.id ?? null))) return postponeSaga(shopId, saga, 'other_credit' satisfies SagaTrouble, { waitMs: TURN_MS });
  let storeId: bigint | null;
  try {
    storeId = await credit(client, saga);
  } catch (error) {
    if (isRefusal(error) || error instanceof AdminUserError) return noteRefused(shopId, saga, troubleOf(error), now);
    if (!wasNotExecuted(error)) return postponeSaga(shopId, saga, troubleOf(error), { waitMs: SETTLES_MS, isUnknown: true });
    await noteUnsent(shopId, saga.redemptionId);
    throw error;
  }
  return noteMade(shopId, saga, storeId, now);
}

/** The answer was lost: what has come to the account since it was sent tells whether it was done. What cannot be told is left to staff. */
async function lookForCredit(shopId: bigint, client: AdminClient, saga: Saga, now: Date): Promise<void> {
  const leftMs = (saga.sentAt?.getTime() ?? 0) + SETTLES_MS - saga.takenAt.getTime();
  if (leftMs > 0) return postponeSaga(shopId, saga, 'answer_lost' satisfies SagaTrouble, { waitMs: leftMs });
  const credits = await readCredits(client, saga);
  const seen = credits.findIndex(({ id }) => id === saga.sentAfter);
  const isWhole = seen >= 0 || saga.sentAfter === null;
  const since = credits.slice(0, seen < 0 ? undefined : seen).filter(({ amount }) => amount === saga.promise.amount);
  const known = await knownInStore(
    shopId,
    since.map(({ id }) => id),
  );
  const ours = since.filter(({ id }) => !known.has(id));
  const [only] = ours;
  if (isWhole && only?.isAdjustment && ours.length === 1) return noteMade(shopId, saga, only.id, now);
  if (isWhole && ours.length === 0) {
    await noteUnsent(shopId, saga.redemptionId);
    return postponeSaga(shopId, saga, 'not_credited' satisfies SagaTrouble, { waitMs: 0 });
  }
  return parkSaga(shopId, saga, 'uncertain' satisfies SagaTrouble);
}
