import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { openStage, type Stage, type StageOptions } from './stage';
import { compare } from './truth';
import { domainsFor, liveOn, openStores } from './workload';

export interface FaultOptions extends StageOptions {
  webhooks: number;
  kills: number;
  restarts: number;
  duplicates: number;
  reordered: number;
  lost: number;
  say?: (what: string) => void;
}
export interface FaultOutcome {
  webhooks: number;
  lost: number;
  repeated: number;
  kills: number;
  restarts: number;
  flushes: number;
  seconds: number;
  /** From the last webhook until the CRM was the store. */
  repairSeconds: number;
  rows: number;
  /** Rows in which the CRM is not the store at the end. */
  differences: string[];
  /** Webhooks that were answered 200 and are neither applied nor put aside on purpose. */
  lostAcknowledged: string[];
  /** Deliveries that stand in the inbox more than once. */
  storedTwice: number;
  /** Kinds of jobs that have been given up. */
  givenUp: string[];
}

const REPAIR_MS_MAX = 300_000;

/** Stores live, the app is broken again and again, and in the end compared with the stores row by row. */
export async function runFaults(options: FaultOptions): Promise<FaultOutcome> {
  const stage = await openStage(options);
  const startedAt = Date.now();
  try {
    const domains = domainsFor(options.webhooks);
    await openStores(stage, domains);
    await stage.devstore.post('/faults', { duplicate: options.duplicates, reorder: options.reordered, loss: options.lost });
    const broken = await liveAndBreak(stage, domains, options);
    await stage.devstore.post('/faults', { duplicate: 0, reorder: 0, loss: 0 });
    await stage.devstore.post('/idle', { timeoutMs: 300_000 });
    const repairAt = Date.now();
    const { rows, differences } = await repair(stage, domains, options.say);
    const ended = stage.ended();
    if (ended.length > 0) throw new Error(`Ended by itself: ${ended.join('\n')}`);
    const now = Date.now();
    return { ...broken, ...(await account(stage)), rows, differences, seconds: (now - startedAt) / 1000, repairSeconds: (now - repairAt) / 1000 };
  } finally {
    await stage.close();
  }
}

async function liveAndBreak(stage: Stage, domains: string[], options: FaultOptions) {
  const done = { kills: 0, restarts: 0, flushes: 0 };
  const isDue = (happened: number, times: number, share: number) => happened < times && share >= (happened + 0.5) / times;
  await liveOn(stage, domains, options.webhooks, async (share) => {
    if (isDue(done.kills, options.kills, share)) {
      done.kills += 1;
      options.say?.(`the worker is killed (${done.kills}), at ${Math.round(share * 100)} %`);
      await stage.killWorker();
    }
    if (isDue(done.restarts, options.restarts, share)) {
      done.restarts += 1;
      // Once as an administrator would, once as if the power had gone.
      const how = done.restarts % 2 ? 'SIGQUIT' : 'SIGINT';
      options.say?.(`PostgreSQL is ${how === 'SIGQUIT' ? 'crashed' : 'restarted'} (${done.restarts})`);
      await stage.restartDatabase(how);
    }
    if (options.redisUrl && isDue(done.flushes, 1, share)) {
      done.flushes += 1;
      options.say?.('Redis is flushed');
      const redis = new Redis(options.redisUrl);
      await redis.flushall();
      await redis.quit();
    }
  });
  return done;
}

/** The store is compared and repaired, as every night; until nothing differs, or time is up. */
async function repair(stage: Stage, domains: string[], say?: (what: string) => void) {
  const end = Date.now() + REPAIR_MS_MAX;
  await untilQuiet(stage, end);
  const before = await compareAll(stage, domains);
  say?.(`before the reconcile ${before.differences.length} of ${before.rows} rows differ`);
  // What has just happened is left to its webhooks; a while later it is compared.
  await stage.devstore.post('/clock', { ms: 120_000 });
  await sleep(1500);
  await stage.ask('bench/faults/begin-reconcile.ts', ...domains);
  for (;;) {
    await untilQuiet(stage, end);
    const { rows: running } = await stage.crm.query("select from reconcile_run where status = 'running'");
    if (running.length === 0 || Date.now() > end) break;
    await sleep(300);
  }
  await untilQuiet(stage, end);
  return compareAll(stage, domains);
}

/** Nothing waits to be applied, and no event is unfinished, save those of a comparison that is under way. */
async function untilQuiet(stage: Stage, end: number) {
  for (; Date.now() < end; await sleep(200)) {
    const { rows } = await stage.crm.query<{ busy: boolean }>(
      `select exists (select from webhook_inbox where state = 0) or exists (select from domain_event where finished_at is null and type not like 'reconcile%') as busy`,
    );
    if (rows[0]?.busy === false) return;
  }
}

async function compareAll(stage: Stage, domains: string[]) {
  const all = { rows: 0, differences: [] as string[] };
  for (const domain of domains) {
    const { rows, differences } = await compare(stage, domain);
    all.rows += rows;
    all.differences.push(...differences);
  }
  return all;
}

/** What the stores sent and were answered, against what the inbox says. */
async function account(stage: Stage) {
  const { rows: sent } = await stage.store.query<{ id: string; topic: string; status: string }>(
    "select doc->>'webhookId' as id, topic, status from devstore.delivery",
  );
  const { rows: inbox } = await stage.crm.query<{ webhook_id: string; topic: string; n: number; settled: boolean }>(
    'select webhook_id, topic, count(*)::int as n, bool_and(state in (1, 3)) as settled from webhook_inbox group by webhook_id, topic',
  );
  const { rows: givenUp } = await stage.crm.query<{ type: string }>('select distinct type from domain_event where error is not null');
  const settled = new Set(inbox.filter((row) => row.settled).map((row) => row.webhook_id));
  const ids = sent.map((row) => row.id);
  return {
    webhooks: sent.length,
    lost: sent.filter((row) => row.status === 'lost').length,
    repeated: ids.length - new Set(ids).size,
    lostAcknowledged: sent.filter((row) => row.status === 'delivered' && !settled.has(row.id)).map((row) => `${row.topic} ${row.id}`),
    storedTwice: inbox.filter((row) => row.n > 1).length,
    givenUp: givenUp.map((row) => row.type),
  };
}
