import { withShopConnection } from '~/db/tenant.server';
import { versionsOf } from '../programme/index.server';
import type { Programme } from '../programme/model';
import { versionAt, type TierName } from './model';

/** The tiers of all versions of a shop's programme: those in force from the lowest to the highest, then those that are no more. */
export function tierNames(shopId: bigint, now: Date): Promise<TierName[]> {
  return withShopConnection(shopId, async (connection) => {
    const versions = await versionsOf(connection, shopId);
    const current = versionAt(versions, now)?.programme.tiers.levels ?? [];
    const names = new Map<string, TierName>(current.map(({ id, name }) => [id, { id, name, current: true }]));
    for (const { programme } of [...versions].reverse())
      for (const { id, name } of programme.tiers.levels) if (!names.has(id)) names.set(id, { id, name, current: false });
    return [...names.values()];
  });
}

/** How high each tier stands by each version of the programme, from 1; by `latest` as it last stood. */
export type TierRanks = Record<string, Record<string, number>>;

/** @returns for each version also the tiers that it no longer has, as they last stood. */
export function tierRanks(shopId: bigint): Promise<TierRanks> {
  return withShopConnection(shopId, async (connection) => {
    let latest: TierRanks[string] = {};
    const ranks: TierRanks = {};
    for (const { version, programme } of await versionsOf(connection, shopId)) {
      latest = { ...latest, ...Object.fromEntries(programme.tiers.levels.map(({ id }, index) => [id, index + 1])) };
      ranks[version] = latest;
    }
    return { ...ranks, latest };
  });
}

/** The rewards that can be asked for now, as far as the programme says. */
export function rewardsInForce(shopId: bigint, now: Date): Promise<Programme['rewards']> {
  return withShopConnection(shopId, async (connection) => versionAt(await versionsOf(connection, shopId), now)?.programme.rewards ?? []);
}

/** The rewards of all versions, each as it last was. */
export function rewardsOffered(shopId: bigint): Promise<Programme['rewards']> {
  return withShopConnection(shopId, async (connection) => {
    const versions = await versionsOf(connection, shopId);
    return [...new Map(versions.flatMap(({ programme }) => programme.rewards.map((reward) => [reward.id, reward]))).values()];
  });
}
