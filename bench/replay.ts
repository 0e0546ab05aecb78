import { existsSync } from 'node:fs';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { readOnlineRetail } from './replay/online-retail';
import { bench, check, report, say } from './support/figures';
import { sizes } from './support/options';
import { closeDatabase } from '~/db/client.server';
import { withShopConnection } from '~/db/tenant.server';
import { evaluateOrder } from '~/domain/loyalty/earning/evaluate';
import type { OrderFacts } from '~/domain/loyalty/earning/model';
import { readOrderFacts } from '~/domain/loyalty/members/order-facts.store.server';
import { programmeDocument, type ProgrammeInput } from '~/domain/loyalty/programme/model';
import { publish, saveDraft } from '~/domain/loyalty/programme/index.server';
import { advanceReplay, getReplay, requestReplay } from '~/domain/loyalty/replay/index.server';
import { applyOrders } from '~/domain/orders/index.server';
import { registerShop, updateShopFacts } from '~/domain/shops/index.server';

/** A draft over the history of a real shop, next to the programme in force: seconds, memory, and orders a second in the evaluator alone. */
const { runs } = sizes({ runs: 5 });
const FILE = path.resolve('../shared/data/online-retail/online_retail.csv.gz');
const NOW = new Date('2011-12-10T00:00:00Z');
/** As published with the data set. */
const INVOICES = 18_532;
const CUSTOMERS = 4338;
const ORDERS_PER_SECOND_MIN = 20_000;
const TODAY: ProgrammeInput = { earn: { pendingDays: 14 }, expiry: { model: 'lot', months: 12 } };
const DRAFT: ProgrammeInput = {
  earn: { pointsPerUnit: '1.5', multipliers: [{ from: '2011-11-01', to: '2011-11-30', factor: '2' }] },
  expiry: { model: 'lot', months: 6 },
  tiers: {
    window: { kind: 'rolling', months: 12 },
    levels: [
      { id: 'silver', entry: '500', multiplier: '1.25', entryReward: { points: 100 } },
      { id: 'gold', entry: '2000', retain: '1500', multiplier: '1.5' },
    ],
  },
  rewards: [{ id: 'five', kind: 'amount_off', value: '5', points: 500 }],
};

/** The evaluator alone, by the time of one core: what others do on the machine does not count. */
function evaluateAll(facts: OrderFacts[]): void {
  const programme = programmeDocument.parse(DRAFT);
  const perSecond = Array.from({ length: runs }, () => {
    const before = process.cpuUsage();
    for (const order of facts) evaluateOrder(order, programme, { version: 1, tier: 'gold', tierMultiplier: '1.5', zone: 'Europe/London' });
    const { user, system } = process.cpuUsage(before);
    return (facts.length / (user + system)) * 1_000_000;
  });
  report({
    figure: 'orders evaluated in a second of one core',
    values: perSecond,
    unit: '1/s',
    against: ORDERS_PER_SECOND_MIN,
    reference: 'the bar',
    bar: { atLeast: 1 },
  });
}

/** Reads the file, fills the shop, and lets go of all of it again: the replay's own memory is what is measured. */
async function prepare(shopId: bigint): Promise<void> {
  say('reading the invoices');
  const { orders, returnedLines, unmatchedReturns } = await readOnlineRetail(FILE);
  say(`${orders.length} invoices; ${returnedLines} lines of returns, ${unmatchedReturns} of which fit no purchase`);
  check('all invoices are there', orders.length === INVOICES, `${orders.length}`);
  say('filling the shop');
  for (let from = 0; from < orders.length; from += 500) await applyOrders(shopId, orders.slice(from, from + 500));
  const facts: OrderFacts[] = [];
  for (let from = 0; from < orders.length; from += 500) {
    const ids = orders.slice(from, from + 500).map(({ id }) => id);
    facts.push(...(await withShopConnection(shopId, (connection) => readOrderFacts(connection, shopId, ids))));
  }
  evaluateAll(facts);
}

const megabytes = (bytes: number) => bytes / 1024 / 1024;

async function replay(shopId: bigint): Promise<void> {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const before = process.memoryUsage().heapUsed;
  const samples: number[] = [];
  const sampling = setInterval(() => samples.push(process.memoryUsage().heapUsed), 50);
  const id = await requestReplay(shopId, 'bench', NOW);
  const startedAt = performance.now();
  // The clock of the product stands still in a bench; the replay is done in one stretch.
  await advanceReplay(shopId, id, () => NOW);
  const seconds = (performance.now() - startedAt) / 1000;
  clearInterval(sampling);
  const half = samples.length >> 1;
  const [early, late] = [Math.max(...samples.slice(0, half)), Math.max(...samples.slice(half))];
  const { result, status } = await getReplay(shopId, id);
  check('it is done', status === 'done', status);
  check(
    'every order and member is in it',
    result?.orders === INVOICES && result.members === CUSTOMERS,
    `${result?.orders} orders of ${result?.members} members`,
  );
  const { draft } = result?.sums ?? {};
  const left = BigInt(draft?.issued ?? 0) - BigInt(draft?.redeemed ?? 0) - BigInt(draft?.expired ?? 0) - BigInt(draft?.takenBack ?? 0);
  check('its points balance', draft !== undefined && left === BigInt(draft.outstanding) - BigInt(draft.owed), `${left}`);
  check(
    'its memory does not grow with the history',
    late < early * 1.5,
    `${megabytes(early).toFixed(0)} MB in the first half, ${megabytes(late).toFixed(0)} in the second`,
  );
  report({
    figure: 'replay of a year, two programmes',
    values: [seconds],
    unit: 's',
    against: INVOICES / ORDERS_PER_SECOND_MIN,
    reference: 'the evaluator alone, at its bar',
  });
  report({
    figure: 'heap at most while it runs',
    values: [megabytes(Math.max(...samples))],
    unit: 'MB',
    against: megabytes(before),
    reference: 'the heap before it',
  });
}

await bench(async () => {
  if (!existsSync(FILE)) {
    say(`${FILE} is not there: nothing is measured`);
    return;
  }
  const shopId = await registerShop('bench-replay.myshopify.com');
  await updateShopFacts(shopId, { shopifyId: 1n, name: 'Bench', currency: 'GBP', timezone: 'Europe/London', locale: null, country: null, plan: null });
  await prepare(shopId);
  await publish(shopId, { document: TODAY, effectiveAt: null, by: 'bench' }, NOW);
  await saveDraft(shopId, { document: DRAFT, revision: 0, by: 'bench' }, NOW);
  say('replaying');
  await replay(shopId);
}, closeDatabase);
