import { followDevstoreClock, now } from '~/config/clock.server';
import { closeDatabase } from '~/db/client.server';
import { shopIdOf } from '~/domain/shops/index.server';
import { redeemReward } from '~/platform/shopify/rewards/redeem-reward.server';

/** Everybody at the same moment: a double click, and once more from another tab. Arguments: domain, `customer:reward` each. */
const [domain = '', ...asked] = process.argv.slice(2);
await followDevstoreClock();
const shopId = shopIdOf(domain);
const outcomes = await Promise.all(
  asked.flatMap((one) => {
    const [customer = '', reward = ''] = one.split(':');
    return ['click', 'click', 'tab'].map(async (key) => {
      const answer = await redeemReward(shopId, { customerId: BigInt(customer), reward, requestKey: `bench-${customer}-${key}`, by: null }, now());
      return answer.outcome === 'refused' ? answer.why : answer.redemption.status;
    });
  }),
);
const counts: Record<string, number> = {};
for (const outcome of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
console.log(JSON.stringify(counts));
await closeDatabase();
