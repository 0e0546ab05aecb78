// `npm run demo`: a store on this machine, Regulars installed in it, and the addresses to open. See --help.
// Plain Node until the packages are there: whatever needs one is imported after they are installed.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { step } from './lib/console.mjs';
import { fail } from './lib/fail.mjs';
import { ensureAdminSchema, ensurePackages, ensurePrismaClient } from './lib/install.mjs';
import { DATA, ROOT } from './lib/paths.mjs';

const HELP = `npm run demo -- [options]

  --reset            forget the demo's data and start afresh
  --customers N      how many customers the store's past has (2000), up to 1000000
  --months N         how long that past is (18)
  --seed N           another seed, another store (1)
  --history FILE     real transactions instead: CSV or CSV.gz; see devstore/history/README.md
  --columns MAP      which column is what, e.g. order=InvoiceNo,price=UnitPrice (found by name where possible)
  --timezone Z, --currency C, --country C   of the file's store
  --port N           where the app answers (3000); ports in use are stepped over

With DATABASE_URL and DATABASE_OWNER_URL unset, a PostgreSQL of the project's own is started. With REDIS_URL set, jobs go through Redis.
Stop it with Ctrl-C.`;

const { values: options } = parse();
if (options.help) {
  console.log(HELP);
  process.exit(0);
}

function parse() {
  try {
    return parseArgs({
      options: {
        reset: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        customers: { type: 'string', default: '2000' },
        months: { type: 'string', default: '18' },
        seed: { type: 'string', default: '1' },
        history: { type: 'string' },
        columns: { type: 'string' },
        timezone: { type: 'string' },
        currency: { type: 'string' },
        country: { type: 'string' },
        port: { type: 'string', default: '3000' },
      },
    });
  } catch (error) {
    return fail(`${error.message}\n\n${HELP}`);
  }
}

const running = [];
let stopping = false;

/** Stops what was started, last first, and ends. */
async function stop(code, message) {
  if (stopping) return;
  stopping = true;
  if (message) console.error(`\n${message}`);
  console.log('\nStopping …');
  for (const program of running.reverse()) await program.stop().catch((error) => console.error(error.message));
  rmSync(LOCK, { force: true });
  console.log('Stopped.');
  process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop(0));

const LOCK = path.join(DATA, 'demo.pid');

/** One demo a folder: two would fight over the same data. */
function lock() {
  mkdirSync(DATA, { recursive: true });
  if (existsSync(LOCK)) {
    const pid = Number(readFileSync(LOCK, 'utf8'));
    try {
      process.kill(pid, 0);
      const isDemo = readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('demo.mjs');
      if (isDemo && pid !== process.pid) fail(`The demo is already running in this folder (process ${pid}). Stop it first.`);
    } catch {
      // It was killed: nothing of it is in the way.
    }
  }
  writeFileSync(LOCK, String(process.pid));
}

async function main() {
  if (options.history && !existsSync(options.history)) fail(`There is no file ${options.history}.`);
  lock();
  console.log('Regulars 熟客: the demo. Ctrl-C stops it.\n');
  await step('Packages', async (report) => ((await ensurePackages({ tools: false })) ? undefined : report('already there')));
  await step("Shopify's schema", async (report) => ((await ensureAdminSchema()) ? undefined : report('already there')));
  const [{ build, isBuilt }, { runDemo }] = await Promise.all([import('./lib/build.mjs'), import('./lib/demo.mjs')]);
  await step('The app', async (report) => {
    await ensurePrismaClient();
    if (isBuilt()) report('already built');
    else await build();
  });
  await runDemo(options, running, stop);
}

await main().catch((error) => stop(1, error.stack && process.env.DEBUG ? error.stack : error.message));
