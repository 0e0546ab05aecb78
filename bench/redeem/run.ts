import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStage, type Stage, type StageOptions } from '../faults/stage';
import { tally, type Tally } from './tally';

export interface RedeemOptions extends StageOptions {
  shoppers: number;
  /** Share of the store's answers that are lost after it has done what it was asked for. */
  lost: number;
  kills: number;
  /** Share of the store's answers that say THROTTLED, whatever points there are. */
  throttled: number;
  say: (what: string) => void;
}
export interface RedeemOutcome extends Tally {
  seconds: number;
  /** In which the store's API points for all of it come in. */
  pointsSeconds: number;
  kills: number;
  lostAnswers: number;
  throttled: number;
  booksDiffer: string | null;
}

const DOMAIN = 'redeem-bench.myshopify.com';
const POINTS = 150;
/** Of the plan: a bucket of twenty seconds, and what making a discount or a card costs. */
const PLAN = { name: 'shopify', rate: 100, bucket: 2000, cost: 10 };
const DONE_MS_MAX = 900_000;

/** Shoppers ask all at once; who asks for them dies and asks again, the worker dies, answers are lost; at the end the ledger is held against the store. */
export async function runRedeem({ shoppers, lost, throttled, kills, say, ...stageOptions }: RedeemOptions): Promise<RedeemOutcome> {
  const stage = await openStage(stageOptions);
  try {
    const customers = await openStore(stage, shoppers);
    say(`${customers.length} members`);
    await stage.ask('bench/redeem/prepare.ts', DOMAIN, ...customers);
    await stage.devstore.post('/faults', { lostAnswers: lost, throttling: throttled });
    const startedAt = Date.now();
    const killed = await rush(stage, customers, kills, say);
    await untilDone(stage, startedAt + DONE_MS_MAX, say);
    const seconds = (Date.now() - startedAt) / 1000;
    await stage.devstore.post('/faults', { lostAnswers: 0, throttling: 0 });
    const books = (await stage.ask('bench/redeem/verify.ts', DOMAIN)).trim();
    const answers = (await stage.devstore.get('/api-outcomes')) as { lostAnswers: number; throttled: number };
    const found = await tally(stage.crm, stage.store, DOMAIN, POINTS);
    const pointsSeconds = Math.max(1, (customers.length * PLAN.cost - PLAN.bucket) / PLAN.rate);
    return { ...found, seconds, pointsSeconds, kills: killed, ...answers, booksDiffer: books || null };
  } finally {
    await stage.close();
  }
}

async function openStore(stage: Stage, shoppers: number): Promise<string[]> {
  const store = { domain: DOMAIN, name: 'Leaf & Kiln', email: 'owner@example.com', currency: 'USD', timezone: 'America/New_York', locale: 'en', country: 'US' };
  await stage.devstore.post('/stores', { ...store, plan: PLAN.name, taxRateBps: 825, taxesIncluded: false, shippingFlat: 590 });
  for (let n = 0; n < shoppers; n += 20)
    await Promise.all(
      Array.from({ length: Math.min(20, shoppers - n) }, (_, index) =>
        stage.devstore.post(`/${DOMAIN}/operations/createCustomer`, [{ firstName: `Shopper ${n + index}` }]),
      ),
    );
  await stage.install(DOMAIN);
  for (const end = Date.now() + 120_000; Date.now() < end; await sleep(200)) {
    const { rows } = await stage.crm.query<{ id: string }>(
      "select id::text from customer where status = 'active' and exists (select from import_run where status = 'done')",
    );
    if (rows.length === shoppers) return rows.map(({ id }) => id);
  }
  throw new Error('The first import did not end.');
}

/** Nine in ten want a code, the others a card or credit. */
const wish = (customer: string, index: number): string => `${customer}:${index % 20 === 7 ? 'card' : index % 20 === 13 ? 'credit' : 'off'}`;

/** @returns how often somebody was killed */
async function rush(stage: Stage, customers: string[], kills: number, say: (what: string) => void): Promise<number> {
  const start = () => spawnShoppers(stage, customers.map(wish));
  let asking = start();
  let killed = 0;
  for (; killed < kills; killed += 1) {
    await untilMade(stage, (customers.length * (killed + 1)) / (kills + 1));
    say(`the worker and the web are killed (${killed + 1})`);
    asking.child.kill('SIGKILL');
    await Promise.all([stage.killWorker(), asking.ended]);
    // Whoever saw their page die asks once more.
    asking = start();
  }
  say(`the shoppers were told: ${await asking.ended}`);
  return killed;
}

function spawnShoppers(stage: Stage, wishes: string[]): { child: ChildProcess; ended: Promise<string> } {
  const child = spawn(process.execPath, ['--import', 'tsx', 'bench/redeem/shoppers.ts', DOMAIN, ...wishes], {
    env: { ...process.env, ...stage.settings, LOG_LEVEL: 'fatal' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return { child, ended: new Promise((resolve) => child.once('exit', () => resolve(said.trim()))) };
}

async function untilMade(stage: Stage, count: number): Promise<void> {
  for (const end = Date.now() + DONE_MS_MAX; Date.now() < end; await sleep(50)) {
    const { rows } = await stage.store.query<{ n: number }>('select count(*)::int as n from devstore.discount where domain = $1 and code is not null', [
      DOMAIN,
    ]);
    if ((rows[0]?.n ?? 0) >= count * 0.9) return;
  }
  throw new Error('The rewards were not made.');
}

async function untilDone(stage: Stage, end: number, say: (what: string) => void): Promise<void> {
  for (let told = 0; Date.now() < end; await sleep(500)) {
    const { rows } = await stage.crm.query<{ n: number }>("select count(*)::int as n from loyalty_saga where task = 'make'");
    const left = rows[0]?.n ?? 0;
    if (left === 0) return;
    if (Date.now() - told > 15_000) {
      say(`${left} are still to be made`);
      told = Date.now();
    }
  }
}
