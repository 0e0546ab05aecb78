import { parseArgs } from 'node:util';
import { z } from 'zod';
import { createClock } from '../state/clock.ts';
import { openDatabase } from '../state/database.ts';
import { parseColumns } from './columns.ts';
import { generateHistory, storePlan, type GenerateOptions } from './generate.ts';
import { loadHistory } from './load-file.ts';
import type { Progress } from './progress.ts';

const usage = `Fills a devstore with a past. DEVSTORE_DATABASE_URL says where.

  node --import tsx devstore/history/main.ts generate --domain D [--customers N] [--months N] [--seed N] [--name T] [--currency USD]
                                             [--timezone Z] [--rate X] [--order-limit N] [--until T] [--plan shopify_plus] [--replace]
  node --import tsx devstore/history/main.ts load --domain D --file F.csv[.gz] [--columns order=…,price=…] [--dates mdy|dmy]
                                             [--name T] [--currency GBP] [--timezone Z] [--country GB] [--replace]`;

const environment = z.object({ DEVSTORE_DATABASE_URL: z.url(), DEVSTORE_ID_START: z.string().regex(/^\d+$/).default('7100000000001') });
const number = (text: string | undefined) => (text === undefined ? undefined : z.coerce.number().parse(text));

const counting = new Intl.NumberFormat('en');
let phase = '';
function show({ phase: now, done, total, rowsPerSecond, secondsLeft }: Progress): void {
  if (process.stderr.isTTY && now === phase) process.stderr.write('\r\x1b[K');
  else if (phase !== '') process.stderr.write('\n');
  phase = now;
  const of = total === null ? '' : ` of ${counting.format(total)}`;
  process.stderr.write(`${now}: ${counting.format(done)}${of} rows, ${counting.format(rowsPerSecond)}/s${secondsLeft ? `, ${secondsLeft} s left` : ''}`);
}

async function run(): Promise<void> {
  const {
    positionals: [command],
    values,
  } = parseArgs({
    allowPositionals: true,
    options: {
      domain: { type: 'string' },
      name: { type: 'string' },
      customers: { type: 'string' },
      months: { type: 'string' },
      seed: { type: 'string' },
      currency: { type: 'string' },
      timezone: { type: 'string' },
      country: { type: 'string' },
      plan: { type: 'string' },
      rate: { type: 'string' },
      'order-limit': { type: 'string' },
      until: { type: 'string' },
      file: { type: 'string' },
      columns: { type: 'string' },
      dates: { type: 'string' },
      replace: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help || !values.domain || (command !== 'generate' && command !== 'load')) throw new Error(usage);
  const env = environment.parse(process.env);
  const pool = await openDatabase(env.DEVSTORE_DATABASE_URL, BigInt(env.DEVSTORE_ID_START));
  const ctx = { pool, clock: createClock(pool) };
  const common = { domain: values.domain, name: values.name, currency: values.currency, timezone: values.timezone, replace: values.replace };
  try {
    if (command === 'load') {
      if (!values.file) throw new Error('Say which file: --file F.csv.gz');
      const dates = z.enum(['ymd', 'mdy', 'dmy']).optional().parse(values.dates);
      const summary = await loadHistory(
        ctx,
        { ...common, file: values.file, country: values.country, dates, columns: values.columns ? parseColumns(values.columns) : undefined },
        show,
      );
      process.stderr.write('\n');
      process.stdout.write(`${JSON.stringify(summary, null, 2)}\n`);
    } else {
      const options: GenerateOptions = {
        ...common,
        customers: number(values.customers),
        months: number(values.months),
        seed: number(values.seed),
        rate: number(values.rate),
        orderLimit: number(values['order-limit']),
        until: values.until,
        plan: storePlan.optional().parse(values.plan),
      };
      const summary = await generateHistory(ctx, options, show);
      process.stderr.write('\n');
      process.stdout.write(`${JSON.stringify(summary, null, 2)}\n`);
    }
  } finally {
    await pool.end();
  }
}

run().catch((error: unknown) => {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
