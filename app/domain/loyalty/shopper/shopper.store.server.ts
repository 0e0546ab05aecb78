import { addLocalDays, lastLocalDay } from '../earning/calendar';
import { standingLine } from '../members/member-detail.store.server';
import { mustBeThere, readMembers, survivorOf } from '../members/member.store.server';
import { versionAt } from '../members/model';
import { withLoyalty, type LoyaltyScope } from '../members/scope.store.server';
import { standingOf } from '../members/standing.store.server';
import type { Reward } from '../programme/model';
import { circumstancesOf } from '../rewards/circumstances.store.server';
import { redemptionsOf } from '../rewards/staff.store.server';
import type { ShopperPurse, ShopperView } from './model';
import { offerOf, redeemedOf } from './offer';

/** One reminder period: points that end within it are said to end soon. */
const SOON_DAYS = 30;
const ENDS_MAX = 12;

/**
 * All that a shopper may see and do now; whoever has been merged sees what they are now. Asks nobody to wait: what falls due at this moment may
 * still be missing. @throws AppError `not_found`: no programme is in force, or there is no such customer.
 */
export async function readShopper(shopId: bigint, asked: bigint, now: Date): Promise<ShopperView | null> {
  const read = await withLoyalty(shopId, async (scope) => {
    const id = await survivorOf(scope, asked);
    await mustBeThere(scope, id);
    return { id, view: await viewOf(scope, { id, holder: asked }, now) };
  });
  if (!read?.view) return null;
  return { ...read.view, redeemed: (await redemptionsOf(shopId, read.id)).map((one) => redeemedOf(one, now)) };
}

/** What a shopper has to spend, whoever they are by now. @returns `null` when the shop has no programme. */
export function readPurse(shopId: bigint, asked: bigint): Promise<ShopperPurse | null> {
  return withLoyalty(shopId, async (scope) => {
    const id = await survivorOf(scope, asked);
    return { currency: scope.currency, zone: scope.zone, points: (await readMembers(scope, [id])).get(id)?.available ?? 0n };
  });
}

async function viewOf(scope: LoyaltyScope, { id, holder }: { id: bigint; holder: bigint }, now: Date): Promise<Omit<ShopperView, 'redeemed'> | null> {
  const programme = versionAt(scope.versions, now)?.programme;
  if (!programme) return null;
  const member = (await readMembers(scope, [id])).get(id);
  const standing = standingLine(scope, await standingOf(scope, id, now), now);
  const { levels } = programme.tiers;
  const nameOf = (tier: string) => levels.find((level) => level.id === tier)?.name ?? {};
  const circumstances = await circumstancesOf(scope, { customerId: id, holder, tier: member?.tier ?? null }, programme.rewards, now);
  const titles = await titlesOf(scope, programme.rewards);
  const available = member?.available ?? 0n;
  return {
    ...{ currency: scope.currency, zone: scope.zone, pointsName: programme.pointsName },
    ...{ points: available, pending: member?.pending ?? 0n, owed: member?.owed ?? 0n },
    tier: member?.tier ? { id: member.tier, names: nameOf(member.tier), until: member.tierUntil } : null,
    next: standing?.next
      ? { id: standing.next.tier, names: nameOf(standing.next.tier), basis: standing.basis, entry: standing.next.entry, missing: standing.next.missing }
      : null,
    keep: standing?.keep && standing.pinnedUntil === null ? { missing: standing.keep.missing, until: standing.keep.until } : null,
    rewards: programme.rewards.flatMap(
      (reward) => offerOf(reward, circumstances(reward), { available, levels, product: titles.get(reward.product ?? '') ?? null }) ?? [],
    ),
    expiring: await expiringOf(scope, id, now),
  };
}

async function titlesOf({ connection, shopId }: LoyaltyScope, rewards: readonly Reward[]): Promise<Map<string, string>> {
  const ids = rewards.flatMap(({ product }) => (product && /^\d{1,18}$/.test(product) ? [BigInt(product)] : []));
  if (ids.length === 0) return new Map();
  const { rows } = await connection.query<{ id: bigint; title: string }>('select id, title from product where shop_id = $1 and id = any($2::bigint[])', [
    shopId,
    ids,
  ]);
  return new Map(rows.map(({ id, title }) => [String(id), title]));
}

async function expiringOf({ connection, shopId, zone }: LoyaltyScope, customerId: bigint, now: Date): Promise<ShopperView['expiring']> {
  const { rows } = await connection.query<{ at: Date; points: bigint }>(
    `select expires_at as at, sum(remaining)::bigint as points from ledger_lot
     where shop_id = $1 and customer_id = $2 and state = 1 and remaining > 0 and expires_at > $3 and expires_at <= $4
     group by expires_at order by expires_at limit ${ENDS_MAX}`,
    [shopId, customerId, now, addLocalDays(now, SOON_DAYS, zone)],
  );
  return rows.map(({ at, points }) => ({ points, lastDay: lastLocalDay(at, zone) }));
}
