import type { PoolClient } from 'pg';
import { END_GRACE_MS } from './saga.store.server';
import { DISCOUNT_CODES } from './model';

/**
 * Goes on with redemptions of books that were moved in, in the caller's transaction. A code that was being made is looked for by its name, and made when it is not
 * there; of a gift card or store credit nobody but staff can tell whether it was given, so they are asked; codes that end are looked at then.
 */
export async function resumeRedemptions(connection: PoolClient, shopId: bigint): Promise<void> {
  await connection.query(
    `insert into loyalty_saga (shop_id, redemption_id, task, due_at, attempts)
     select shop_id, id, 'make', '-infinity', 1 from loyalty_redemption where shop_id = $1 and status = 'reserved' and promise ->> 'kind' = any($2::text[])`,
    [shopId, [...DISCOUNT_CODES, 'custom']],
  );
  await connection.query(
    `insert into loyalty_saga (shop_id, redemption_id, task, due_at, next_at, attempts, error, sent_at)
     select shop_id, id, 'make', '-infinity', 'infinity', 1, 'uncertain', now() from loyalty_redemption
     where shop_id = $1 and status = 'reserved' and promise ->> 'kind' in ('gift_card', 'store_credit')`,
    [shopId],
  );
  await connection.query(
    `insert into loyalty_saga (shop_id, redemption_id, task, due_at)
     select shop_id, id, 'end', ends_at + make_interval(secs => $3::float8 / 1000) from loyalty_redemption
     where shop_id = $1 and status = 'committed' and ends_at is not null and promise ->> 'kind' = any($2::text[])`,
    [shopId, [...DISCOUNT_CODES], END_GRACE_MS],
  );
}
