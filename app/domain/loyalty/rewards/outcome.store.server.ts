import { withShopConnection } from '~/db/tenant.server';
import { endRedemption } from '../members/redeem.store.server';
import { isDiscountCode, type Saga } from './model';
import { END_GRACE_MS, finishSaga } from './saga.store.server';

/** Its reward is in the store. Points that are spent are spent. */
export async function noteMade(shopId: bigint, saga: Saga, storeId: bigint | null, now: Date): Promise<void> {
  await noteStoreId(shopId, saga.redemptionId, storeId);
  // An order that used the code may have been quicker than the answer.
  if (saga.status === 'reserved') await endUnlessUsed(shopId, saga.redemptionId, 'committed', now);
  const endAt = saga.endsAt && isDiscountCode(saga.promise) ? new Date(saga.endsAt.getTime() + END_GRACE_MS) : null;
  await withShopConnection(shopId, (connection) => finishSaga(connection, shopId, saga.redemptionId, endAt));
}

/** The store does not make it, and has not: the points go back. */
export async function noteRefused(shopId: bigint, saga: Saga, why: string, now: Date): Promise<void> {
  if (saga.status === 'reserved') await endUnlessUsed(shopId, saga.redemptionId, 'released', now);
  await close(shopId, saga.redemptionId, why);
}

/** It is in the store no more, and was not used: the points go back. */
export async function noteWithdrawn(shopId: bigint, saga: Saga, why: string | null, now: Date): Promise<void> {
  await endUnlessUsed(shopId, saga.redemptionId, 'cancelled', now);
  await close(shopId, saga.redemptionId, why);
}

/** Its end has come and nobody has used it: the points go back where that was promised. */
export async function noteEnded(shopId: bigint, saga: Saga, now: Date): Promise<void> {
  await endUnlessUsed(shopId, saga.redemptionId, 'expired', now);
  await close(shopId, saga.redemptionId, null);
}

/** The store says that it was used; on what, its order tells when it comes. */
export async function noteUsed(shopId: bigint, saga: Saga, now: Date): Promise<void> {
  await withShopConnection(shopId, async (connection) => {
    await connection.query(
      "update loyalty_redemption set status = 'used', settled_at = $3 where shop_id = $1 and id = $2 and status in ('reserved', 'committed')",
      [shopId, saga.redemptionId, now],
    );
    await finishSaga(connection, shopId, saga.redemptionId, null);
  });
}

/** It is as it was; when its end was put off in the store, it is looked at then. */
export async function noteKept(shopId: bigint, saga: Saga, endsAt: Date | null): Promise<void> {
  await withShopConnection(shopId, async (connection) => {
    await connection.query('update loyalty_redemption set ends_at = $3 where shop_id = $1 and id = $2', [shopId, saga.redemptionId, endsAt]);
    await finishSaga(connection, shopId, saga.redemptionId, endsAt && new Date(endsAt.getTime() + END_GRACE_MS));
  });
}

/** Taking it away again was refused: it stays what it was, and staff are told why. */
export async function noteNotWithdrawn(shopId: bigint, saga: Saga, why: string): Promise<void> {
  await withShopConnection(shopId, async (connection) => {
    await connection.query('update loyalty_redemption set note = $3 where shop_id = $1 and id = $2', [shopId, saga.redemptionId, why.slice(0, 300)]);
    await finishSaga(
      connection,
      shopId,
      saga.redemptionId,
      saga.endsAt && isDiscountCode(saga.promise) ? new Date(saga.endsAt.getTime() + END_GRACE_MS) : null,
    );
  });
}

async function endUnlessUsed(shopId: bigint, redemptionId: bigint, end: 'committed' | 'released' | 'cancelled' | 'expired', now: Date): Promise<void> {
  const { rows } = await withShopConnection(shopId, (connection) =>
    connection.query<{ status: string }>('select status from loyalty_redemption where shop_id = $1 and id = $2', [shopId, redemptionId]),
  );
  const status = rows[0]?.status ?? '';
  if (status === 'reserved' || status === 'committed') await endRedemption(shopId, redemptionId, end, now);
}

async function noteStoreId(shopId: bigint, redemptionId: bigint, storeId: bigint | null): Promise<void> {
  if (storeId === null) return;
  await withShopConnection(shopId, async (connection) => {
    await connection.query('update loyalty_redemption set store_id = $3 where shop_id = $1 and id = $2', [shopId, redemptionId, storeId]);
  });
}

async function close(shopId: bigint, redemptionId: bigint, note: string | null): Promise<void> {
  await withShopConnection(shopId, async (connection) => {
    if (note) await connection.query('update loyalty_redemption set note = $3 where shop_id = $1 and id = $2', [shopId, redemptionId, note.slice(0, 300)]);
    await finishSaga(connection, shopId, redemptionId, null);
  });
}
