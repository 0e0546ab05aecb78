import pg from 'pg';
import { scansOf, statementsOf } from './lists/explain';
import { fill } from './lists/fill';
import { listQueries, type ListQuery } from './lists/pages';
import { setting } from './support/environment';
import { bench, check, percentile, report, say } from './support/figures';
import { sizes } from './support/options';
import { closeDatabase } from '~/db/client.server';
import { registerShop, shopIdOf } from '~/domain/shops/index.server';

/** Every query of the list pages on a large shop: none reads a table from end to end, by whatever kind of scan. */
const { customers, orders, products, runs, everyRow } = sizes({ customers: 100_000, orders: 1_000_000, products: 2000, runs: 10, everyRow: 0 });
const DOMAIN = 'bench-lists.myshopify.com';
const LARGE = new Map([
  ['customer', customers],
  ['sales_order', orders],
  ['order_line', orders * 2],
  ['customer_event', orders],
  ['customer_search', customers * 20],
  ['customer_tag', customers / 4],
  ['loyalty_redemption', orders / 10],
  ['loyalty_saga', orders / 50],
]);
/** Looking at more of a table than this is reading it from end to end, whether an index is walked or not. */
const SHARE_MAX = 0.5;

const owner = new pg.Pool({ connectionString: setting('BENCH_OWNER_URL'), max: 1 });
const shopId = shopIdOf(DOMAIN);

/** Not a table read from end to end, but an index walked through most of it. */
const long: string[] = [];

async function explain(query: ListQuery): Promise<number> {
  let worst = 0;
  for (const statement of await statementsOf(query.run)) {
    for (const { table, how, rows } of await scansOf(shopId, statement)) {
      const size = LARGE.get(table);
      if (size === undefined) continue;
      worst = Math.max(worst, rows / size);
      const name = `${query.page}, ${query.name}: ${how} on ${table}`;
      check(`${name} reads it from end to end`, !how.startsWith('Seq Scan'), `${Math.round(rows)} rows`);
      if (!how.startsWith('Seq Scan') && rows / size > SHARE_MAX && rows > 20_000) long.push(`${name}: ${Math.round(rows)} of ${size} rows`);
    }
  }
  return worst;
}

async function measure(query: ListQuery): Promise<number> {
  const took: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const startedAt = performance.now();
    await query.run();
    took.push(performance.now() - startedAt);
  }
  return percentile(took, 0.95);
}

await bench(
  async () => {
    await registerShop(DOMAIN);
    const client = await owner.connect();
    await fill(client, shopId, { customers, orders, products }, say);
    client.release();
    const queries = listQueries(shopId, new Date(), { customers });
    const slowest: Record<string, { name: string; ms: number }[]> = {};
    for (const query of queries) {
      await explain(query);
      const ms = await measure(query);
      (slowest[query.page] ??= []).push({ name: query.name, ms });
      if (everyRow) say(`${query.page}, ${query.name}: p95 ${ms.toFixed(1)} ms`);
    }
    for (const one of new Set(long)) say(`a long walk: ${one}`);
    report({
      figure: 'queries that walk most of an index',
      values: [new Set(long).size],
      unit: 'queries',
      against: queries.length,
      reference: 'queries asked',
    });
    for (const [page, all] of Object.entries(slowest)) {
      const limit = { against: 200, reference: 'ms in which a page should be there', unit: 'ms' };
      for (const { name, ms } of all) report({ figure: `${page}: ${name}, p95`, values: [ms], ...limit });
      report({ figure: `${page}: median of the p95 of ${all.length} queries, slowest as max`, values: all.map(({ ms }) => ms), ...limit });
    }
  },
  async () => {
    await closeDatabase();
    await owner.end();
  },
);
