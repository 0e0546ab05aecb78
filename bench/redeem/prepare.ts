import { followDevstoreClock, now } from '~/config/clock.server';
import { closeDatabase } from '~/db/client.server';
import { adjust, applyProgrammes } from '~/domain/loyalty/members/index.server';
import { publish } from '~/domain/loyalty/programme/index.server';
import { shopIdOf } from '~/domain/shops/index.server';

/** A programme, and points for one reward and a half for each. Arguments: domain, customers. */
const [domain = '', ...customers] = process.argv.slice(2);
await followDevstoreClock();
const shopId = shopIdOf(domain);
const rewards = [
  { id: 'off', kind: 'amount_off' as const, points: 100, value: '5' },
  { id: 'card', kind: 'gift_card' as const, points: 100, value: '5' },
  { id: 'credit', kind: 'store_credit' as const, points: 100, value: '5' },
];
await publish(shopId, { document: { rewards }, effectiveAt: null, by: 'bench' }, now());
await applyProgrammes(shopId, now());
for (const id of customers) await adjust(shopId, { customerId: BigInt(id), points: 150n, note: 'bench', by: '1', requestKey: `bench-${id}` }, now());
await closeDatabase();
