import { noteEnded, noteKept, noteNotWithdrawn, noteUsed, noteWithdrawn, postponeSaga } from '~/domain/loyalty/rewards/index.server';
import { isDiscountCode, type Saga, type SagaTrouble } from '~/domain/loyalty/rewards/model';
import type { AdminClient } from '../admin/index.server';
import { deleteCode, findCode } from './discount-code.server';
import { deactivateCard, findCard } from './gift-card.server';

/** Until then a request whose answer was lost may still be carried out. */
const SETTLES_MS = 60_000;

/** Takes a reward that nobody has used out of the store, and only then gives the points back. */
export async function withdrawReward(shopId: bigint, client: AdminClient, saga: Saga, now: Date): Promise<void> {
  if (saga.status !== 'reserved' && saga.status !== 'committed') return noteNotWithdrawn(shopId, saga, 'ended_before' satisfies SagaTrouble);
  const leftMs = saga.unknownAt ? saga.unknownAt.getTime() + SETTLES_MS - saga.takenAt.getTime() : 0;
  if (leftMs > 0) return postponeSaga(shopId, saga, 'being_made' satisfies SagaTrouble, { waitMs: leftMs });
  if (isDiscountCode(saga.promise)) {
    const code = await findCode(client, saga);
    if (code?.isUsed) return noteUsed(shopId, saga, now);
    if (code) await deleteCode(client, code.id);
  } else if (saga.promise.kind === 'gift_card') {
    const card = await findCard(client, saga);
    if (card?.isUsed) return noteNotWithdrawn(shopId, saga, 'card_used' satisfies SagaTrouble);
    if (card?.isEnabled) await deactivateCard(client, card.id);
  }
  return noteWithdrawn(shopId, saga, null, now);
}

/** The end of a code has come: was it used, was its end put off, or do the points go back? */
export async function endReward(shopId: bigint, client: AdminClient, saga: Saga, now: Date): Promise<void> {
  const code = await findCode(client, saga);
  if (code?.isUsed) return noteUsed(shopId, saga, now);
  const isPutOff = code !== null && (code.endsAt === null || code.endsAt > now);
  return isPutOff ? noteKept(shopId, saga, code.endsAt) : noteEnded(shopId, saga, now);
}

/** The store told that a code was deleted, and no order that used it has come: as if it had been cancelled. */
export async function lookForReward(shopId: bigint, client: AdminClient, saga: Saga, now: Date): Promise<void> {
  const code = await findCode(client, saga);
  return code ? noteKept(shopId, saga, saga.endsAt) : noteWithdrawn(shopId, saga, 'deleted_in_store' satisfies SagaTrouble, now);
}
