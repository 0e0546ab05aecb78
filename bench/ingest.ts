import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import pg from 'pg';
import { startProgram } from '../scripts/lib/processes.mjs';
import type { Answer, Order } from './ingest/generator';
import type { Job, Outcome } from './support/load';
import type { RawJob } from './ingest/raw-insert';
import { BODY, webhookIdOf } from './ingest/requests';
import { setting } from './support/environment';
import { bench, check, median, percentile, report, say } from './support/figures';
import { sizes } from './support/options';

/**
 * Signed `orders/create` over many connections into the real web process, acknowledged after the commit. Server, load generator
 * and PostgreSQL are processes of their own and share the machine's cores; so do the peers.
 */
const { runs, seconds, connections, duplicates, bodies } = sizes({ runs: 5, seconds: 3, connections: 64, duplicates: 0.2, bodies: 16_000 });
const SHOP = 'bench.myshopify.com';
const HALF_P99_MS = 50;
const NEVER_MS = 5000;
/** Shopify opens connections of its own; under overload there are more than can be served. */
const CONNECTIONS_MAX = 3000;

const owner = new pg.Pool({ connectionString: setting('BENCH_OWNER_URL'), max: 2 });
const programs = {
  web: startProgram('bench-web', ['scripts/web.mjs'], { LOG_LEVEL: 'info' }),
  verifier: startProgram('bench-verifier', ['--import', 'tsx', 'bench/ingest/hmac-server.ts'], {}),
};
const generator: ChildProcess = fork('bench/ingest/generator.ts', { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
let firstBody = 0;

async function order(told: Order): Promise<Answer> {
  generator.send(told);
  const [answer] = (await once(generator, 'message')) as [Answer];
  return answer;
}

async function load(job: Partial<Job> & Pick<Job, 'port'>): Promise<Outcome> {
  const whole: Job = {
    kind: 'webhook',
    connections,
    rate: 0,
    seconds,
    first: firstBody,
    bodies,
    again: false,
    duplicates,
    secret: setting('SHOPIFY_API_SECRET'),
    shop: SHOP,
    ...job,
  };
  firstBody += whole.bodies;
  const answer = await order({ kind: 'load', job: whole });
  if (!('load' in answer)) throw new Error('The generator answered something else.');
  return answer.load;
}

async function raw(): Promise<number> {
  const job: RawJob = { databaseUrl: setting('BENCH_OWNER_URL'), connections, seconds, first: firstBody, bodies, duplicates };
  firstBody += bodies;
  const answer = await order({ kind: 'raw', job });
  if (!('perSecond' in answer)) throw new Error('The generator answered something else.');
  return answer.perSecond;
}

const total = (outcome: Outcome): number => Object.values(outcome.statuses).reduce((sum, count) => sum + count, 0);

/** What was acknowledged is there, once. */
async function checkStored(what: string, outcome: Outcome) {
  const { rows } = await owner.query<{ stored: number; twice: number }>(
    `select count(distinct w.webhook_id)::int as stored, (count(*) - count(distinct w.webhook_id))::int as twice from webhook_inbox w where w.webhook_id = any($1::text[])`,
    [outcome.acknowledged.map(webhookIdOf)],
  );
  check(
    `${what}: all that was acknowledged is in the inbox`,
    rows[0]?.stored === outcome.acknowledged.length,
    `${rows[0]?.stored} of ${outcome.acknowledged.length}`,
  );
  check(`${what}: nothing is in the inbox twice`, rows[0]?.twice === 0, `${rows[0]?.twice}`);
}

async function maximum(webPort: number, verifierPort: number): Promise<number> {
  const rates = { ours: [] as number[], raw: [] as number[], verify: [] as number[] };
  for (let run = 0; run <= runs; run += 1) {
    const ours = await load({ port: webPort });
    const inserted = await raw();
    const verified = await load({ port: verifierPort, again: true, bodies: 4000 });
    await checkStored(`run ${run}`, ours);
    check('every request was acknowledged', ours.statuses[200] === total(ours), JSON.stringify(ours.statuses));
    check('every signature was right for the verifier', verified.statuses[200] === total(verified), JSON.stringify(verified.statuses));
    const perSecond = total(ours) / ours.seconds;
    say(
      `run ${run}: ours ${perSecond.toFixed(0)}/s, raw insert ${inserted.toFixed(0)}/s, verify only ${(total(verified) / verified.seconds).toFixed(0)}/s${run === 0 ? ' (warm-up)' : ''}`,
    );
    if (run === 0) continue;
    rates.ours.push(perSecond);
    rates.raw.push(inserted);
    rates.verify.push(total(verified) / verified.seconds);
    await owner.query('truncate webhook_inbox');
    await owner.query('truncate raw_inbox');
  }
  const common = { values: rates.ours, unit: 'requests/s' };
  report({
    ...common,
    figure: 'acknowledged',
    against: rates.raw,
    reference: `insert of the same ${BODY.length} bytes with a unique key, ${connections} connections`,
    bar: { atLeast: 0.6 },
  });
  report({
    ...common,
    figure: 'acknowledged (verify only)',
    against: rates.verify,
    reference: 'node:http server that only verifies the HMAC',
    bar: { atLeast: 0.3 },
  });
  return median(rates.ours);
}

async function atHalf(webPort: number, max: number) {
  const p99: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const outcome = await load({ port: webPort, rate: max / 2, seconds: 5, bodies: Math.ceil(max * 2.5) });
    await checkStored('half', outcome);
    check('at half of the maximum nothing is refused', outcome.statuses[200] === total(outcome), JSON.stringify(outcome.statuses));
    p99.push(percentile(outcome.acceptedMs, 0.99));
    await owner.query('truncate webhook_inbox');
  }
  report({ figure: 'p99 at half of the maximum', values: p99, unit: 'ms', against: HALF_P99_MS, reference: 'limit', bar: { below: 1 } });
}

async function atTwice(webPort: number, max: number) {
  const slowest: number[] = [];
  const shed: number[] = [];
  for (let run = 0; run < Math.min(runs, 3); run += 1) {
    const outcome = await load({ port: webPort, rate: max * 2, seconds: 6, bodies: Math.ceil(max * 10), connections: CONNECTIONS_MAX });
    await checkStored('twice', outcome);
    const answered = (outcome.statuses[200] ?? 0) + (outcome.statuses[503] ?? 0);
    check('at twice the maximum every request is answered 200 or 503', answered === total(outcome), JSON.stringify(outcome.statuses));
    slowest.push(percentile(outcome.allMs, 1));
    shed.push((outcome.statuses[503] ?? 0) / total(outcome));
    say(
      `twice the maximum: ${JSON.stringify(outcome.statuses)}, p99 ${percentile(outcome.allMs, 0.99).toFixed(0)} ms, ${((outcome.statuses[200] ?? 0) / outcome.seconds).toFixed(0)}/s accepted`,
    );
    await owner.query('truncate webhook_inbox');
  }
  check(
    'at twice the maximum it sheds',
    shed.every((share) => share > 0),
  );
  report({
    figure: 'share shed with 503 at twice the maximum',
    values: shed,
    unit: 'of requests',
    against: 0.5,
    reference: 'what is offered beyond the maximum',
  });
  report({
    figure: 'slowest answer at twice the maximum',
    values: [Math.max(...slowest)],
    unit: 'ms',
    against: NEVER_MS,
    reference: 'limit',
    bar: { below: 1 },
  });
}

await bench(
  async () => {
    await owner.query('create table raw_inbox (key text primary key, body bytea not null, received_at timestamptz not null default now())');
    const [verifier] = (await Promise.all([programs.verifier.ready, programs.web.ready, once(generator, 'message')])) as [{ port: number }, ...unknown[]];
    const webPort = Number(setting('PORT'));
    const max = await maximum(webPort, verifier.port);
    await atHalf(webPort, max);
    await atTwice(webPort, max);
  },
  async () => {
    generator.disconnect();
    await Promise.all(Object.values(programs).map((program) => program.stop()));
    await owner.end();
  },
);
