import { activityOf } from '../activities/model';
import type { EntryLine } from '../ledger/model';
import { mustBeThere, survivorOf } from '../members/member.store.server';
import { withLoyalty } from '../members/scope.store.server';
import { rewardPromise } from '../rewards/model';
import { QUIET_REASONS, shopperReason, type Names, type ShopperHistory, type ShopperMovement } from './model';

type Row = Pick<EntryLine, 'id' | 'reason' | 'points' | 'occurredAt' | 'explanation'> & {
  comes: boolean;
  isPending: boolean;
  orderName: string | null;
  promise: unknown;
};

/**
 * A page of what has happened to a shopper's points, newest first. @param before the movement after which to go on. @throws AppError `not_found`: there
 * is no such customer. @returns `null` when the shop has no programme.
 */
export function shopperHistory(shopId: bigint, asked: bigint, before: bigint | null, size: number): Promise<ShopperHistory | null> {
  return withLoyalty(shopId, async (scope) => {
    const customerId = await survivorOf(scope, asked);
    await mustBeThere(scope, customerId);
    const { rows } = await scope.connection.query<Row>(
      `select e.id, e.reason, e.points, e.occurred_at as "occurredAt", e.explanation, starts_with(e.credit, 'member:') as comes,
         coalesce(l.state = 0, false) as "isPending", o.name as "orderName", r.promise
       from ledger_entry e
         left join ledger_lot l on l.shop_id = e.shop_id and l.customer_id = e.customer_id and l.id = e.id
         left join sales_order o on o.shop_id = e.shop_id and o.id = e.order_id
         left join loyalty_redemption r on r.shop_id = e.shop_id and r.id = e.redemption_id
       where e.shop_id = $1 and e.customer_id = $2 and ($3::bigint is null or e.id < $3) and e.reason <> all($4::text[])
       order by e.id desc limit $5`,
      [shopId, customerId, before, QUIET_REASONS, size + 1],
    );
    const tiers = new Map(scope.versions.flatMap(({ programme }) => programme.tiers.levels.map(({ id, name }) => [id, name])));
    const movements = rows.slice(0, size).map((row) => movementOf(row, tiers));
    return { currency: scope.currency, zone: scope.zone, movements, next: rows.length > size ? (movements.at(-1)?.id ?? null) : null };
  });
}

function movementOf({ id, reason, points, occurredAt, comes, isPending, orderName, promise, explanation }: Row, tiers: Map<string, Names>): ShopperMovement {
  const reward = rewardPromise.safeParse(promise).data ?? null;
  const names = reward?.name ?? activityOf(explanation)?.name ?? tiers.get(tierOf(explanation)) ?? {};
  return { id, at: occurredAt, reason: shopperReason(reason), points: comes ? points : -points, isPending, orderName, names, reward };
}

const tierOf = (explanation: unknown): string =>
  typeof explanation === 'object' && explanation !== null && 'tier' in explanation && typeof explanation.tier === 'string' ? explanation.tier : '';
