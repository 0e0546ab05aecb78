import { begin, measure, type Place } from './ledger/postings';
import { setting } from './support/environment';
import { bench, check, report, say } from './support/figures';
import { sizes } from './support/options';
import { preparePgbench, runPgbench } from './support/pgbench';
import { closeDatabase } from '~/db/client.server';
import { verifyShop } from '~/domain/loyalty/ledger/index.server';
import { registerShop } from '~/domain/shops/index.server';

/** Accruals and redemptions through our own code, against pgbench's TPC-B-like transactions on the same PostgreSQL, as many at once. */
const { runs, members, shops, seconds, scale } = sizes({ runs: 5, members: 10_000, shops: 20, seconds: 5, scale: 40 });
const CLIENTS = [8, 32];
// Each of those who post at once has a connection, as pgbench's clients have.
process.env['DATABASE_POOL_MAX'] = String(Math.max(...CLIENTS));

const CUSTOMER_ID = 7_000_000_000_000n;

/** Members of `count` shops, each with something to spend. */
async function openShops(prefix: string, count: number): Promise<Place[]> {
  const ids: bigint[] = [];
  for (let n = 0; n < count; n += 1) ids.push(await registerShop(`bench-ledger-${prefix}-${n}.myshopify.com`));
  const places = Array.from({ length: members }, (_, n) => ({ shopId: ids[n % ids.length] ?? 0n, customerId: CUSTOMER_ID + BigInt(n) }));
  let next = 0;
  const client = async () => {
    for (let place = places[next++]; place; place = places[next++]) await begin(place);
  };
  await Promise.all(Array.from({ length: 32 }, client));
  return places;
}

async function checkBooks(places: readonly Place[], postings: number): Promise<void> {
  let entries = 0;
  for (const shopId of new Set(places.map((place) => place.shopId))) {
    const { difference, ...verdict } = await verifyShop(shopId);
    check(
      'the books are right',
      difference === null,
      JSON.stringify(difference, (_key, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)),
    );
    entries += verdict.entries;
  }
  check('every posting is there once', entries === places.length + postings, `${entries} entries of ${places.length + postings}`);
}

async function compare(figure: string, places: readonly Place[], clients: number, atLeast: number, pgbenchUrl: string, before: number): Promise<number> {
  const [ours, peer]: [number[], number[]] = [[], []];
  let postings = before;
  for (let run = 0; run <= runs; run += 1) {
    const tps = await runPgbench(pgbenchUrl, { clients, seconds });
    const { perSecond, posted } = await measure(places, clients, seconds);
    postings += posted;
    say(`${figure}, ${clients} at once, run ${run}: ${perSecond.toFixed(0)} postings/s, pgbench ${tps.toFixed(0)} tps${run === 0 ? ' (warm-up)' : ''}`);
    if (run === 0) continue;
    ours.push(perSecond);
    peer.push(tps);
  }
  await checkBooks(places, postings);
  report({
    figure: `${figure}, ${clients} connections`,
    values: ours,
    unit: 'postings/s',
    against: peer,
    reference: `pgbench TPC-B-like, scale ${scale}, ${clients} clients`,
    bar: { atLeast },
  });
  return postings;
}

await bench(async () => {
  const pgbenchUrl = new URL(setting('DEVSTORE_DATABASE_URL')).toString();
  await preparePgbench(pgbenchUrl, scale);
  for (const { figure, prefix, count, atLeast } of [
    { figure: 'spread over members and shops', prefix: 'many', count: shops, atLeast: 0.8 },
    { figure: 'all in one shop with one issuer', prefix: 'one', count: 1, atLeast: 0.5 },
  ]) {
    const places = await openShops(prefix, count);
    let postings = 0;
    for (const clients of CLIENTS) postings = await compare(figure, places, clients, atLeast, pgbenchUrl, postings);
  }
}, closeDatabase);
