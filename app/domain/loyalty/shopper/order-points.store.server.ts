import { survivorOf } from '../members/member.store.server';
import { versionAt } from '../members/model';
import { withLoyalty } from '../members/scope.store.server';
import type { OrderPoints } from './model';

/** Points that wait for something that has no date yet stand at the end of time. */
const DATES_END = new Date('9000-01-01T00:00:00Z');

/** @returns `null` when the shop has no programme; of an order that is somebody else's, the same as of one that has brought nothing. */
export function readOrderPoints(shopId: bigint, asked: bigint, orderId: bigint, now: Date): Promise<OrderPoints | null> {
  return withLoyalty(shopId, async (scope) => {
    const customerId = await survivorOf(scope, asked);
    const { rows } = await scope.connection.query<{ entries: bigint; points: bigint; pending: bigint; maturesAt: Date | null }>(
      `select count(*) as entries, coalesce(sum(case when e.debit = 'shop:issued' then e.points when e.credit = 'shop:issued' then -e.points else 0 end), 0)::bigint as points,
         (select coalesce(sum(remaining), 0)::bigint from ledger_lot where shop_id = $1 and customer_id = $2 and order_id = $3 and state = 0) as pending,
         (select max(matures_at) from ledger_lot where shop_id = $1 and customer_id = $2 and order_id = $3 and state = 0 and remaining > 0) as "maturesAt"
       from ledger_entry e where e.shop_id = $1 and e.customer_id = $2 and e.order_id = $3`,
      [shopId, customerId, orderId],
    );
    const { entries = 0n, points = 0n, pending = 0n, maturesAt = null } = rows[0] ?? {};
    const state = entries === 0n ? 'none' : points <= 0n ? 'taken_back' : pending > 0n ? 'pending' : 'available';
    return {
      ...{ currency: scope.currency, zone: scope.zone, pointsName: versionAt(scope.versions, now)?.programme.pointsName ?? {} },
      ...{ state, points, availableAt: maturesAt && maturesAt < DATES_END ? maturesAt : null },
    };
  });
}
