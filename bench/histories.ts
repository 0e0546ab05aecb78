import { fork } from 'node:child_process';
import fc from 'fast-check';
import pg from 'pg';
import { firstDifference, loyaltyHistory, noCounts, type Counts } from '../tests/support/loyalty-histories/drive';
import { setting } from './support/environment';
import { bench, check, report, say } from './support/figures';
import { sizes } from './support/options';
import { closeDatabase } from '~/db/client.server';

/**
 * Random histories of members, with duplicates, older messages, events at once and connections that are cut, through the product and
 * through a naive model of the published semantics: no difference, and the ledger proves itself after each.
 */
const { sequences, events, seed, processes, part } = sizes({ sequences: 1000, events: 200, seed: 20_261_122, processes: 3, part: 0 });
const SAID_EVERY = 25;

interface Share {
  counts: Counts;
  differences: string[];
}
const applicationOf = (number: number) => `histories-${number}`;

/** One process's share, from the seeds of its own. */
async function share(): Promise<Share> {
  const owner = new pg.Pool({ connectionString: setting('BENCH_OWNER_URL'), max: 2 });
  const killer = { owner, application: applicationOf(part) };
  const counts = noCounts();
  const differences: string[] = [];
  for (let index = 0; index < sequences; index += 1) {
    const own = seed + part * 1_000_000 + index;
    const [history] = fc.sample(loyaltyHistory(events), { numRuns: 1, seed: own });
    if (!history) continue;
    const difference = await firstDifference(history, `history-${part}-${index}.myshopify.com`, killer, counts).catch((error: unknown) => String(error));
    if (difference) {
      differences.push(`seed ${own}: ${difference}`);
      say(`seed ${own}: ${difference}`);
    }
    if ((index + 1) % SAID_EVERY === 0) say(`process ${part}: ${index + 1} sequences, ${differences.length} with a difference`);
  }
  await owner.end();
  return { counts, differences };
}

/** A process with a name of its own on the database, so that the others cut none of its connections. */
function start(number: number): Promise<Share> {
  const database = new URL(setting('DATABASE_URL'));
  database.searchParams.set('application_name', applicationOf(number));
  const count = Math.floor(sequences / processes) + (number <= sequences % processes ? 1 : 0);
  const sizesOfPart = { sequences: count, events, seed, part: number };
  const child = fork(
    process.argv[1] ?? '',
    Object.entries(sizesOfPart).flatMap(([name, size]) => [`--${name}`, String(size)]),
    {
      env: { ...process.env, DATABASE_URL: database.href },
    },
  );
  return new Promise((resolve, reject) => {
    child.once('message', (answer) => resolve(answer as Share));
    child.once('error', reject);
    child.once('exit', (code) => code !== 0 && reject(new Error(`Process ${number} ended with ${code}.`)));
  });
}

/** Connections are cut, the server is not: a commit need not wait for the disk. */
async function commitWithoutWaiting(): Promise<void> {
  const owner = new pg.Client({ connectionString: setting('BENCH_OWNER_URL') });
  await owner.connect();
  await owner.query(`alter database ${pg.escapeIdentifier(owner.database ?? '')} set synchronous_commit = off`);
  await owner.end();
}

await bench(async () => {
  if (part > 0) {
    const done = await share();
    await new Promise((resolve) => process.send?.(done, resolve));
    return;
  }
  await commitWithoutWaiting();
  const shares = await Promise.all(Array.from({ length: processes }, (_, index) => start(index + 1)));
  for (const difference of shares.flatMap(({ differences }) => differences)) check('a history differs from the naive model', false, difference);
  const total = (key: keyof Counts) => shares.reduce((sum, { counts }) => sum + counts[key], 0);
  report({
    figure: 'histories without a difference',
    values: [total('sequences')],
    unit: 'sequences',
    against: sequences,
    reference: 'sequences',
    bar: { atLeast: 1 },
  });
  for (const key of ['kills', 'retries', 'repeated', 'stale', 'overtaken', 'together', 'refused'] as const)
    report({ figure: key, values: [total(key)], unit: 'events', against: total('events'), reference: 'events' });
}, closeDatabase);
