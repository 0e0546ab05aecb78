import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import pg from 'pg';
import { registerShop } from '~/domain/shops/index.server';
import { closeDatabase } from '~/db/client.server';
import { startProgram } from '../scripts/lib/processes.mjs';
import type { Answer } from './ingest/generator';
import type { Job, Outcome } from './support/load';
import { setting } from './support/environment';
import { bench, check, percentile, report, say } from './support/figures';
import { sizes } from './support/options';

/** Shoppers ask for their own figures through the app proxy: the real web process, members in the real tables, each request another shopper's. */
const { runs, seconds, connections, rate, shoppers } = sizes({ runs: 5, seconds: 3, connections: 64, rate: 300, shoppers: 20_000 });
const SHOP = 'bench.myshopify.com';
const P99_MS = 25;

const owner = new pg.Pool({ connectionString: setting('BENCH_OWNER_URL'), max: 2 });
const programs = {
  web: startProgram('bench-web', ['scripts/web.mjs'], { LOG_LEVEL: 'info' }),
  verifier: startProgram('bench-verifier', ['--import', 'tsx', 'bench/proxy/signature-server.ts'], {}),
};
const generator: ChildProcess = fork('bench/ingest/generator.ts', { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });

async function load(job: Partial<Job> & Pick<Job, 'port'>): Promise<Outcome> {
  const secret = setting('SHOPIFY_API_SECRET');
  const whole: Job = { kind: 'proxy', connections, rate: 0, seconds, first: 1, bodies: shoppers, again: true, duplicates: 0, secret, shop: SHOP, ...job };
  generator.send({ kind: 'load', job: whole });
  const [answer] = (await once(generator, 'message')) as [Answer];
  if (!('load' in answer)) throw new Error('The generator answered something else.');
  check('every request was answered', answer.load.statuses[200] === answer.load.allMs.length, JSON.stringify(answer.load.statuses));
  return answer.load;
}
const perSecond = ({ allMs, seconds: took }: Outcome): number => allMs.length / took;

/** Members with a balance each that can be told from the others'. */
async function fill(): Promise<void> {
  const shopId = await registerShop(SHOP);
  await owner.query("update shop set status = 'installed' where shop_id = $1", [shopId]);
  await owner.query(
    `insert into customer (shop_id, id, status, orders_count, occurred_at, version_at) select $1, n, 'active', 1, '2026-01-01', '2026-01-01' from generate_series(1, $2::int) n`,
    [shopId, shoppers],
  );
  await owner.query(
    "insert into loyalty_programme (shop_id, version, document, effective_at, published_at, published_by) values ($1, 1, '{}', '2026-01-01', '2026-01-01', '1')",
    [shopId],
  );
  await owner.query(
    "insert into loyalty_member (shop_id, customer_id, available, joined_at) select $1, n, n * 7, '2026-01-01' from generate_series(1, $2::int) n",
    [shopId, shoppers],
  );
  await owner.query('analyze');
}

/** Each sees their own balance and nobody else's, also among many who ask at once. */
async function checkAnswers(port: number): Promise<void> {
  const { proxyRequest } = await import('./proxy/requests');
  const asked = Array.from({ length: 200 }, (_, index) => 1 + ((index * 7919) % shoppers));
  const answers = await Promise.all(
    asked.map(async (n) => {
      const path =
        proxyRequest(n, { secret: setting('SHOPIFY_API_SECRET'), shop: SHOP })
          .toString()
          .split(' ')[1] ?? '';
      const answer = (await (await fetch(`http://127.0.0.1:${port}${path}`)).json()) as { profile: { membership: { points: string } } | null };
      return answer.profile?.membership.points === String(n * 7);
    }),
  );
  check('everybody is shown their own points', answers.every(Boolean), `${answers.filter((right) => !right).length} of ${asked.length} wrong`);
}

await bench(
  async () => {
    await fill();
    const [verifier] = (await Promise.all([programs.verifier.ready, programs.web.ready, once(generator, 'message')])) as [{ port: number }, ...unknown[]];
    const port = Number(setting('PORT'));
    await checkAnswers(port);
    const rates = { ours: [] as number[], verify: [] as number[] };
    for (let run = 0; run <= runs; run += 1) {
      const ours = perSecond(await load({ port }));
      const verify = perSecond(await load({ port: verifier.port }));
      say(`run ${run}: ours ${ours.toFixed(0)}/s, verify only ${verify.toFixed(0)}/s${run === 0 ? ' (warm-up)' : ''}`);
      if (run === 0) continue;
      rates.ours.push(ours);
      rates.verify.push(verify);
    }
    report({
      figure: 'answered',
      values: rates.ours,
      unit: 'requests/s',
      against: rates.verify,
      reference: 'node:http server that only verifies the same signature',
      bar: { atLeast: 0.5 },
    });
    const p99: number[] = [];
    for (let run = 0; run < runs; run += 1) p99.push(percentile((await load({ port, rate, seconds: 5 })).allMs, 0.99));
    report({ figure: `p99 at ${rate} requests a second`, values: p99, unit: 'ms', against: P99_MS, reference: 'limit', bar: { below: 1 } });
  },
  async () => {
    generator.disconnect();
    await Promise.all(Object.values(programs).map((program) => program.stop()));
    await owner.end();
    await closeDatabase();
  },
);
