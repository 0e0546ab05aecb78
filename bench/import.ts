import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fork, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { Session } from '@shopify/shopify-api';
import pg from 'pg';
import { startProgram } from '../scripts/lib/processes.mjs';
import { copyTables, countRows, dumpTables, emptyTables } from './import/copy';
import type { StoreAnswer } from './import/store';
import { setting } from './support/environment';
import { bench, check, report, say } from './support/figures';
import { sizes } from './support/options';
import { closeDatabase } from '~/db/client.server';
import { findRun, restartImport } from '~/domain/imports/index.server';
import { registerShop, shopIdOf } from '~/domain/shops/index.server';
import { saveSession } from '~/platform/shopify/session/session.store.server';

/**
 * The first import of a store and a second one of the same, by the real worker process out of bulk files, against COPY of the rows that
 * they made into the same tables. `--large N`: then once more with N orders, for the worker's memory and its pace.
 */
const { runs, orders, customersPerOrder, large } = sizes({ runs: 3, orders: 20_000, customersPerOrder: 0.25, large: 0 });
const SHOP = 'bench-import.myshopify.com';
const MEMORY_MAX_MB = 350;
const DAY_MS = 86_400_000;
const IMPORT_MS_MAX = 3 * 3_600_000;

const shopId = shopIdOf(SHOP);
const pool = new pg.Pool({ connectionString: setting('BENCH_OWNER_URL'), max: 1 });
const folder = mkdtempSync(path.join(tmpdir(), 'regulars-bench-import-'));
const storePort = new URL(setting('SHOPIFY_EMULATOR_ORIGIN')).port;
const store: ChildProcess = fork('bench/import/store.ts', [folder, storePort], {
  execArgv: ['--import', 'tsx'],
  stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
});
let readingSince = 0;
store.on('message', (answer: StoreAnswer) => {
  if (answer.kind === 'reading') readingSince ||= answer.at;
});

async function writeFiles(orderCount: number): Promise<void> {
  store.send({ kind: 'write', customers: Math.ceil(orderCount * customersPerOrder), orders: orderCount });
  for (;;) {
    const [answer] = (await once(store, 'message')) as [StoreAnswer];
    if (answer.kind !== 'written') continue;
    return say(`${answer.lines} lines, ${Math.round(answer.bytes / 1e6)} MB of bulk files`);
  }
}

/** @returns seconds from the first byte that was asked for until the run was done. */
async function importAll(): Promise<number> {
  readingSince = 0;
  const runId = await restartImport(shopId, new Date());
  for (const end = Date.now() + IMPORT_MS_MAX; Date.now() < end; await sleep(20)) {
    const { rows } = await pool.query<{ status: string }>('select status from import_run where shop_id = $1 and id = $2', [shopId, runId]);
    if (rows[0]?.status === 'running') continue;
    const run = await findRun(shopId, runId);
    check('the import comes to its end and leaves nothing out', run?.status === 'done' && run.phases.every((phase) => phase.skipped === 0), run?.error ?? '');
    return (performance.timeOrigin + performance.now() - readingSince) / 1000;
  }
  throw new Error('The import did not end.');
}

/** The worker looks for people who are there twice once an import is over, and writes what it finds them by: not beside the COPY. */
async function untilIdle(): Promise<void> {
  for (const end = Date.now() + IMPORT_MS_MAX; Date.now() < end; await sleep(100)) {
    const { rows } = await pool.query<{ busy: boolean }>(
      'select exists (select from duplicate_pending) or exists (select from domain_event where finished_at is null) as busy',
    );
    if (!rows[0]?.busy) return;
  }
  throw new Error('The worker did not come to rest.');
}

const startWorker = async (name: string) => {
  const worker = startProgram(`bench-import-worker-${name}`, ['scripts/worker.mjs'], { LOG_LEVEL: 'info' });
  await worker.ready;
  return worker;
};

/** The most that the process has ever held, in MB: what the system counts, not what Node says of itself. */
function peakMemory(pid: number | undefined): number {
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}

async function withOwner<T>(work: (owner: pg.PoolClient) => Promise<T>): Promise<T> {
  const owner = await pool.connect();
  try {
    return await work(owner);
  } finally {
    owner.release();
  }
}

interface Speeds {
  first: number[];
  second: number[];
  copy: number[];
  copyMain: number[];
  memory: number;
}

async function compare(): Promise<Speeds> {
  const speeds: Speeds = { first: [], second: [], copy: [], copyMain: [], memory: 0 };
  await writeFiles(orders);
  const worker = await startWorker('small');
  for (let run = 0; run <= runs; run += 1) {
    await withOwner(emptyTables);
    const first = await importAll();
    const rows = await withOwner(countRows);
    const second = await importAll();
    check('a second import adds nothing', (await withOwner(countRows)) === rows);
    await untilIdle();
    await withOwner((owner) => dumpTables(owner, folder));
    await withOwner(emptyTables);
    const copied = await withOwner((owner) => copyTables(owner, folder));
    check('the copy is as many rows', (await withOwner(countRows)) === rows);
    const told = `${rows} rows: first ${(rows / first).toFixed(0)}/s, second ${(rows / second).toFixed(0)}/s, COPY ${(rows / copied.all).toFixed(0)}/s`;
    say(`run ${run}: ${told}, of those four tables alone ${(rows / copied.main).toFixed(0)}/s${run === 0 ? ' (warm-up)' : ''}`);
    if (run === 0) continue;
    speeds.first.push(rows / first);
    speeds.second.push(rows / second);
    speeds.copy.push(rows / copied.all);
    speeds.copyMain.push(rows / copied.main);
  }
  speeds.memory = peakMemory(worker.pid);
  await worker.stop();
  return speeds;
}

async function atLarge(small: number): Promise<void> {
  await withOwner(emptyTables);
  await writeFiles(large);
  const worker = await startWorker('large');
  const seconds = await importAll();
  const rows = await withOwner(countRows);
  const memory = peakMemory(worker.pid);
  await worker.stop();
  const size = `${large} orders`;
  report({ figure: `first import of ${size}`, values: [rows / seconds], unit: 'rows/s', against: seconds, reference: 'seconds it took' });
  report({ figure: `worker's memory, ${size}`, values: [memory], unit: 'MB', against: MEMORY_MAX_MB, reference: 'limit', bar: { below: 1 } });
  report({ figure: `worker's memory, ${size}, beside ${orders}`, values: [memory], unit: 'MB', against: small, reference: `MB with ${orders} orders` });
}

await bench(
  async () => {
    await Promise.all([once(store, 'message'), registerShop(SHOP)]);
    await pool.query("update shop set status = 'installed', currency = 'USD' where shop_id = $1", [shopId]);
    const lives = { expires: new Date(Date.now() + DAY_MS), refreshTokenExpires: new Date(Date.now() + 90 * DAY_MS) };
    const tokens = { accessToken: 'bench', refreshToken: 'bench', scope: setting('SCOPES') };
    await saveSession(shopId, new Session({ id: `offline_${SHOP}`, shop: SHOP, state: '', isOnline: false, ...tokens, ...lives }));
    const { first, second, copy, copyMain, memory } = await compare();
    const rows = { unit: 'rows/s (customers, contacts, orders, lines)' };
    const all = 'COPY of all rows that the import makes into the same tables and indexes';
    const main = 'COPY of customers, contacts, orders and lines alone, without keys, search index, timeline, payments';
    report({ ...rows, figure: 'first import', values: first, against: copy, reference: all, bar: { atLeast: 0.35 } });
    report({ ...rows, figure: 'second import of the same', values: second, against: copy, reference: all, bar: { atLeast: 0.25 } });
    report({ ...rows, figure: 'first import (four tables)', values: first, against: copyMain, reference: main });
    report({ ...rows, figure: 'second import (four tables)', values: second, against: copyMain, reference: main });
    report({ figure: `worker's memory, ${orders} orders`, values: [memory], unit: 'MB', against: MEMORY_MAX_MB, reference: 'limit', bar: { below: 1 } });
    if (large > 0) await atLarge(memory);
  },
  async () => {
    store.disconnect();
    await closeDatabase();
    await pool.end();
    rmSync(folder, { recursive: true, force: true });
  },
);
