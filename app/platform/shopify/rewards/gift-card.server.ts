import { promisedMoney, type Saga } from '~/domain/loyalty/rewards/model';
import { gid, idFromGid } from '~/domain/shared/ids';
import type { AdminClient } from '../admin/index.server';
import { CreateGiftCardDocument, DeactivateGiftCardDocument, FindGiftCardDocument, type CurrencyCode } from '../graphql/generated/documents';

export interface StoreCard {
  id: bigint;
  /** Something of it has been spent. */
  isUsed: boolean;
  isEnabled: boolean;
}

const noteOf = ({ redemptionId }: Saga): string => `Regulars #${redemptionId}`;

/** The redemption's gift card as it stands in the store: by its code, or by its number where the code is not known any more (books that were moved). */
export async function findCard(client: AdminClient, saga: Saga): Promise<StoreCard | null> {
  const query = saga.code ?? (saga.storeId === null ? null : `id:${saga.storeId}`);
  if (query === null) return null;
  const { giftCards } = await client.query(FindGiftCardDocument, { query });
  const card = giftCards.nodes.find(({ note }) => note === noteOf(saga));
  return card ? { id: idFromGid(card.id, 'GiftCard'), isUsed: card.balance.amount !== card.initialValue.amount, isEnabled: card.enabled } : null;
}

/** Makes a gift card with the redemption's own code, which the store takes once. @returns its number */
export async function createCard(client: AdminClient, saga: Saga): Promise<bigint | null> {
  const { promise } = saga;
  const made = await client.query(CreateGiftCardDocument, {
    input: {
      code: saga.code,
      note: noteOf(saga),
      customerId: gid('Customer', promise.holder),
      initialAmount: { amount: promisedMoney(promise, promise.amount), currencyCode: promise.currency as CurrencyCode },
      expiresOn: promise.lastDay,
    },
  });
  const id = made.giftCardCreate?.giftCard?.id;
  return id ? idFromGid(id, 'GiftCard') : null;
}

/** From here on nobody can pay with it, and nothing turns that back. */
export async function deactivateCard(client: AdminClient, id: bigint): Promise<void> {
  await client.query(DeactivateGiftCardDocument, { id: gid('GiftCard', id) }, { repeatable: true });
}
