import { promiseJson, type RewardPromise } from '~/domain/loyalty/rewards/model';
import type { TestStore } from './e2e-store';
import { rewardPromise } from './promise';

/** More than a year of points that were spent or have expired: enough to reckon with. */
export async function givePoints(store: TestStore): Promise<void> {
  const past = (kind: string, reason: string, points: string, at: string, lot = 'null::bigint', end = 'null::timestamptz') =>
    `ledger_post($shop, customer_id, '${kind}', format('past:%s:%s:${kind}', customer_id, n), 1, '${reason}', ${points}, ${at}, 1, null, null, null, ${lot}, null, null, ${end}, false)`;
  const people = `(select id as customer_id from customer where shop_id = $shop order by id limit 100) as people`;
  const begun = "now() - n * interval '1 month'";
  await store.crm(
    `select ${past('accrue', 'activity', '100', begun, 'null', "now() + (12 - n) * interval '1 month'")} from ${people}, generate_series(0, 17) n`,
  );
  await store.crm(
    `select ${past('spend', 'redeemed', '100', begun)} from ${people}, generate_series(0, 17) n where hashint8(customer_id) % 2 = 0 and n % 3 = 0`,
  );
  await store.crm(
    `select ${past('expire', 'expired', '1', 'expires_at', 'id')} from (select *, id as n from ledger_lot where shop_id = $shop and expires_at < now()) as ended`,
  );
}

/** What points were spent on: used, waiting, and stuck in every way. */
export async function spendPoints(store: TestStore): Promise<void> {
  const promise = (kind: RewardPromise['kind']) => promiseJson(rewardPromise({ kind }));
  await store.crm(
    `insert into loyalty_redemption (shop_id, id, customer_id, reward, request_key, points, returned, status, entry_id, created_at, promise, code, order_id)
     select $shop, n, o.customer_id, 'off', 'past-' || n, 100, case when n % 5 = 1 then 100 else 0 end, (array['used', 'expired', 'cancelled', 'committed', 'reserved'])[1 + n % 5], 1, now() - n * interval '1 hour',
       $1, 'PAST-' || n, case when n % 5 = 0 then o.id end
     from (select id, customer_id, row_number() over (order by id) as n from sales_order where shop_id = $shop and customer_id is not null order by id limit 60) o`,
    promise('amount_off'),
  );
  await store.crm("update loyalty_redemption set promise = $1, code = null, reward = 'credit' where shop_id = $shop and id % 20 = 4", promise('store_credit'));
  await store.crm(
    `insert into loyalty_saga (shop_id, redemption_id, task, due_at, next_at, attempts, error, sent_at)
     select $shop, id, 'make', '-infinity', case when id % 20 = 4 then 'infinity' else now() + interval '1 day' end, 3, case when id % 20 = 4 then 'uncertain' when id % 20 = 9 then 'Customer is not eligible.' else 'network' end, case when id % 20 = 4 then now() end
     from loyalty_redemption where shop_id = $shop and status = 'reserved'`,
  );
}
