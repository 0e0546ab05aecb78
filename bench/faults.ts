import { startRedis } from '../tests/support/redis';
import { runFaults } from './faults/run';
import { setting } from './support/environment';
import { bench, check, report, say } from './support/figures';
import { sizes } from './support/options';

/** Everything goes wrong at once: webhooks come twice, late, out of order or not at all, the worker and the database die again and again. */
const { webhooks, kills, restarts, duplicates, reordered, lost, redis } = sizes({
  webhooks: 20_000,
  kills: 10,
  restarts: 2,
  duplicates: 0.2,
  reordered: 0.2,
  lost: 0.05,
  redis: 1,
});

await bench(
  async () => {
    const store = redis ? await startRedis().catch(() => undefined) : undefined;
    if (!store) say('jobs go through PostgreSQL: Redis is not asked for or not installed');
    const server = new URL(setting('BENCH_OWNER_URL'));
    server.pathname = '/postgres';
    try {
      const outcome = await runFaults({
        serverUrl: server.toString(),
        cluster: 'faults-postgres',
        webhooks,
        kills,
        restarts,
        duplicates,
        reordered,
        lost,
        say,
        ...(store && { redisUrl: store.url }),
      });
      const { differences, lostAcknowledged, storedTwice, givenUp, ...figures } = outcome;
      say(JSON.stringify(figures));
      check('the CRM is the store, row by row', differences.length === 0, `${differences.length} rows differ\n${differences.slice(0, 10).join('\n')}`);
      check('nothing acknowledged is lost', lostAcknowledged.length === 0, lostAcknowledged.slice(0, 5).join(', '));
      check('no delivery is stored twice', storedTwice === 0, `${storedTwice}`);
      check('no job was given up', givenUp.length === 0, givenUp.join(', '));
      report({
        figure: 'rows that differ',
        values: [differences.length],
        unit: 'rows',
        against: outcome.rows,
        reference: 'rows compared',
        bar: { below: 1 / Math.max(1, outcome.rows) },
      });
      report({ figure: 'seconds until repaired', values: [outcome.repairSeconds], unit: 's', against: outcome.seconds, reference: 'seconds of the whole run' });
    } finally {
      await store?.stop();
    }
  },
  () => Promise.resolve(),
);
