import DataLoader from 'dataloader';
import { readProfiles } from '~/domain/loyalty/members/index.server';
import type { ShopperProfile } from '~/domain/loyalty/members/model';
import type { Shopper } from './authenticate-shopper.server';

const TOGETHER_MAX = 500;

export type Profile = { installed: boolean; profile: ShopperProfile | null };

let inProgress: Promise<unknown> | undefined;

/**
 * A shopper's own figures. Whoever asks while others are being answered is answered together with all who do: a sale's rush costs
 * the database as many questions as fit into it one after another, and not as many as there are shoppers.
 */
const loader = new DataLoader<Shopper, Profile>(
  (shoppers) => {
    const answers = profilesOf(shoppers);
    const ended = answers
      .catch(() => undefined)
      .then(() => {
        if (inProgress === ended) inProgress = undefined;
      });
    inProgress = ended;
    return answers;
  },
  // Whoever waits is asked for before the answers that have come are written, so that the database is not idle meanwhile.
  { cache: false, maxBatchSize: TOGETHER_MAX, batchScheduleFn: (ask) => void (inProgress ? inProgress.then(ask) : setImmediate(ask)) },
);
export const profileOf = (shopper: Shopper): Promise<Profile> => loader.load(shopper);

/** One shop's trouble is not another's. */
async function profilesOf(shoppers: readonly Shopper[]): Promise<(Profile | Error)[]> {
  const shops = new Map<bigint, bigint[]>();
  for (const { shopId, customerId } of shoppers) shops.set(shopId, [...(shops.get(shopId) ?? []), ...(customerId === null ? [] : [customerId])]);
  const read = new Map<bigint, Awaited<ReturnType<typeof readProfiles>> | Error>();
  await Promise.all(
    [...shops].map(async ([shopId, ids]) =>
      read.set(shopId, await readProfiles(shopId, ids).catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))))),
    ),
  );
  return shoppers.map(({ shopId, customerId }) => {
    const profiles = read.get(shopId);
    if (profiles instanceof Error) return profiles;
    return { installed: Boolean(profiles), profile: (customerId !== null && profiles?.get(customerId)) || null };
  });
}
