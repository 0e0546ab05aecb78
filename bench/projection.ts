import { setTimeout as sleep } from 'node:timers/promises';
import { openStage, type Stage } from './projection/stage';
import { bench, check, report, say } from './support/figures';
import { sizes } from './support/options';
import { metrics } from '~/config/metrics.server';
import { closeDatabase } from '~/db/client.server';
import { beginDrift, latestDrifts } from '~/domain/loyalty/projection/index.server';
import { shownDriftOf } from '~/domain/loyalty/projection/model';
import { compareProjections } from '~/jobs/drift-rounds.server';
import { projectLoyalty } from '~/jobs/projection-rounds.server';

/**
 * All members are recalculated at once, and a store of the smallest plan is told: points, refusals, time, and the oldest value that was not told; while
 * some go on changing. Members are changed by SQL, as a recalculation leaves them: what is measured begins behind it.
 */
const { members, changes } = sizes({ members: 100_000, changes: 1 });
/** Of the smallest plan: what comes in every second, and what the bucket holds. */
const RATE = 100;
const BUCKET = 2000;
/** How old what a store shows may be, as docs/operations.md states it. */
const STATED_S = 60;
const STATED_MS_A_MEMBER = 25;
const POLL_MS = 500;
const TIERS = "case when customer_id % 4 = 0 then 'gold' when customer_id % 4 in (1, 2) then 'silver' end";
const RAISED = "case when customer_id % 4 in (0, 1) then 'gold' when customer_id % 4 = 2 then null else 'silver' end";

const total = async (counter: typeof metrics.adminCost): Promise<number> => (await counter.get()).values.reduce((sum, { value }) => sum + value, 0);

interface Outcome {
  seconds: number;
  points: number;
  throttled: number;
  oldest: number;
}

/** Rounds as the worker has them until the store has been told of everybody; meanwhile somebody changes every second. */
async function tell({ crm, shopId }: Stage, changesASecond: number): Promise<Outcome> {
  const before = { points: await total(metrics.adminCost), throttled: await total(metrics.adminThrottled) };
  const startedAt = performance.now();
  let [oldest, lastLook, waiting] = [0, 0, 1];
  while (waiting > 0) {
    await projectLoyalty();
    if (performance.now() - lastLook < 1000) continue;
    lastLook = performance.now();
    const { rows } = await crm.query<{ waiting: number; age: number }>(
      'select count(*)::int as waiting, coalesce(extract(epoch from now() - min(waiting_since)), 0)::float8 as age from loyalty_projection where shop_id = $1',
      [shopId],
    );
    waiting = rows[0]?.waiting ?? 0;
    oldest = Math.max(oldest, rows[0]?.age ?? 0);
    // Not at the very end, or it would never come.
    if (waiting > members / 10)
      await crm.query(
        'update loyalty_member set available = available + 1 where shop_id = $1 and customer_id in (select customer_id from loyalty_member where shop_id = $1 order by random() limit $2)',
        [shopId, changesASecond],
      );
    say(`${waiting} wait, the oldest for ${oldest.toFixed(0)} s; ${((await total(metrics.adminCost)) - before.points).toFixed(0)} points`);
    await sleep(POLL_MS);
  }
  return {
    seconds: (performance.now() - startedAt) / 1000,
    points: (await total(metrics.adminCost)) - before.points,
    throttled: (await total(metrics.adminThrottled)) - before.throttled,
    oldest,
  };
}

async function compare({ crm, shopId }: Stage) {
  await beginDrift(shopId, null, new Date());
  for (let [run] = await latestDrifts(shopId, 1); ; [run] = await latestDrifts(shopId, 1)) {
    if (run?.status !== 'running') return run;
    await compareProjections();
    await sleep(POLL_MS);
    await crm.query('update loyalty_drift set next_at = now() where shop_id = $1', [shopId]);
  }
}

/** Balances and tags, added up in both databases. */
async function differences({ crm, store, shopId, domain }: Stage): Promise<string> {
  const { rows: ours } = await crm.query<{ sum: string; gold: string; silver: string }>(
    `select sum(available)::text as sum, count(*) filter (where tier = 'gold')::text as gold, count(*) filter (where tier = 'silver')::text as silver
     from loyalty_member where shop_id = $1`,
    [shopId],
  );
  const { rows: theirs } = await store.query<{ sum: string; gold: string; silver: string }>(
    `select (select sum((doc ->> 'value')::bigint)::text from devstore.metafield where domain = $1 and key = 'points_balance') as sum,
       count(*) filter (where doc -> 'tags' ? 'regulars-tier-gold')::text as gold, count(*) filter (where doc -> 'tags' ? 'regulars-tier-silver')::text as silver
     from devstore.customer where domain = $1`,
    [domain],
  );
  return JSON.stringify(ours) === JSON.stringify(theirs) ? '' : `${JSON.stringify(ours)} ${JSON.stringify(theirs)}`;
}

let stage: Stage | undefined;
await bench(
  async () => {
    stage = await openStage(members);
    say(`${members} members are told of for the first time`);
    await stage.crm.query(`update loyalty_member set tier = ${TIERS}, available = customer_id % 1000 where shop_id = $1`, [stage.shopId]);
    const first = await tell(stage, 0);
    say(JSON.stringify(first));
    say('all are recalculated: half of them change their tier');
    await stage.crm.query(`update loyalty_member set tier = ${RAISED}, available = available + 10 where shop_id = $1`, [stage.shopId]);
    const outcome = await tell(stage, changes);
    const run = await compare(stage);
    check(
      'all of them were compared',
      run?.status === 'done' && run.checked === members,
      JSON.stringify(run, (_, value: unknown) => String(value)),
    );
    const wrong = await differences(stage);
    check('the store shows what the members have', wrong === '', wrong);
    const size = `${members} members`;
    const limit = { against: RATE * outcome.seconds + BUCKET, reference: 'points that the smallest plan gives in that time' };
    report({ figure: `points, ${size}`, values: [outcome.points], unit: 'points', ...limit, bar: { below: 1 } });
    report({ figure: 'throttled answers', values: [outcome.throttled], unit: 'answers', against: 1, reference: 'one', bar: { below: 1 } });
    const byCalls = (members * (10 + 10 + 1.25)) / RATE;
    report({
      figure: `until the store shows it, ${size}`,
      values: [outcome.seconds],
      unit: 's',
      against: byCalls,
      reference: 'seconds by calls, tags both ways',
    });
    const stated = STATED_S + STATED_MS_A_MEMBER * (members / 1000);
    report({ figure: 'oldest value not told', values: [outcome.oldest], unit: 's', against: stated, reference: 'seconds that are stated', bar: { below: 1 } });
    report({ figure: 'drift at the end', values: [run ? shownDriftOf(run) : NaN], unit: 'customers', against: 1, reference: 'one', bar: { below: 1 } });
    report({ figure: 'points of the comparison', values: [run?.points ?? NaN], unit: 'points', against: members, reference: 'customers' });
    check('nobody differs', run !== undefined && shownDriftOf(run) === 0);
  },
  async () => {
    await stage?.close();
    await closeDatabase();
  },
);
