import type { Activity, ProgrammeVersion } from '../programme/model';

/** An order that counts: paid, and something of it is kept. */
export interface CountedOrder {
  orderId: bigint;
  /** In force when it was placed; `null`: nothing was. */
  programmeVersion: number | null;
  /** It has earned: with `awardOn: fulfilled` a paid order has not yet. */
  earned: boolean;
}
export interface OrderBonus {
  orderId: bigint;
  rule: string;
  points: bigint;
}

const reaches = (way: Activity, count: number): boolean =>
  way.kind === 'first_order' ? count === 1 : way.kind === 'nth_order' && way.n !== undefined && count % way.n === 0 && count / way.n <= way.perMember;

/** Whether any of these programmes gives points for the first or the nth order. */
export const givesForOrders = (versions: readonly ProgrammeVersion[]): boolean =>
  versions.some(({ programme }) => programme.activities.some(({ kind }) => kind === 'first_order' || kind === 'nth_order'));

/**
 * What a member's orders bring by their number: a function of the orders that count today, from the one paid first. `nth_order` gives for each
 * nth one, as often as the programme says. `kept` was given before a merge: it stays with its order, and stands for one that would come due.
 */
export function orderBonuses(orders: readonly CountedOrder[], versions: readonly ProgrammeVersion[], kept: readonly OrderBonus[] = []): OrderBonus[] {
  const counted = new Set(orders.map(({ orderId }) => orderId));
  const standing = kept.filter(({ orderId }) => counted.has(orderId));
  const reached = orders.flatMap(({ orderId, programmeVersion, earned }, index) => {
    const ways = earned ? (versions.find(({ version }) => version === programmeVersion)?.programme.activities ?? []) : [];
    return ways.filter((way) => reaches(way, index + 1)).map((way) => ({ orderId, rule: way.id, points: BigInt(way.points) }));
  });
  const isSame = (one: OrderBonus) => (other: OrderBonus) => one.orderId === other.orderId && one.rule === other.rule;
  const surplus = new Map<string, number>();
  for (const bonus of standing) if (!reached.some(isSame(bonus))) surplus.set(bonus.rule, (surplus.get(bonus.rule) ?? 0) + 1);
  const fresh = reached.filter((bonus) => {
    if (standing.some(isSame(bonus))) return false;
    const spare = surplus.get(bonus.rule) ?? 0;
    surplus.set(bonus.rule, spare - 1);
    return spare <= 0;
  });
  return [...standing, ...fresh];
}
