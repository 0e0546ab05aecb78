import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runMigrations } from 'bullmq';
import pg from 'pg';

/** Prisma's engine leaves a timer of ten seconds behind (its wait for a lock) and would only end after it. */
const DO_NOT_LINGER = `data:text/javascript,${encodeURIComponent('const set = setTimeout; globalThis.setTimeout = (...args) => (args[1] >= 10000 ? set(...args).unref() : set(...args));')}`;

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs Prisma's command line without its native engines, which it would otherwise download. */
export function prisma(args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', DO_NOT_LINGER, path.join(root, 'node_modules/prisma/build/index.js'), ...args], {
      cwd: root,
      // Its schema is read by the built-in engine; the variable only keeps it from looking for the native one.
      env: {
        ...process.env,
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
        CHECKPOINT_DISABLE: '1',
        DATABASE_URL: 'postgres://unused/unused',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve(output) : reject(new Error(`prisma ${args.join(' ')} failed:\n${output}`))));
  });
}

/**
 * Brings a database up to date as its owner: our tables, the queue's tables, and (when named) the app's login role.
 * Safe to repeat, and to run while an older version of the app is still serving.
 */
export async function migrate({ ownerUrl, appRole, appPassword }) {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await prisma(['migrate', 'deploy'], { DATABASE_OWNER_URL: ownerUrl });
    await runMigrations(client, 'bullmq');
    // BullMQ makes the sequence of a queue's job ids on first use; the app's role may not create anything.
    await client.query("do $$ begin execute format('create sequence if not exists bullmq.%I', bullmq.job_id_seq_name('regulars')); end $$");
    await client.query(`
      grant usage on schema bullmq to regulars_app;
      grant select, insert, update, delete on all tables in schema bullmq to regulars_app;
      grant usage, select on all sequences in schema bullmq to regulars_app;
      grant execute on all functions in schema bullmq to regulars_app`);
    if (appRole) await ensureLogin(client, appRole, appPassword);
  } finally {
    await client.end();
  }
}

async function ensureLogin(client, role, password) {
  const name = client.escapeIdentifier(role);
  await client.query("select pg_advisory_lock(hashtext('regulars role'))");
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
  if (!rowCount) await client.query(`create role ${name} login nosuperuser nobypassrls`);
  await client.query(`alter role ${name} password ${client.escapeLiteral(password)}`);
  await client.query(`grant regulars_app to ${name}`);
}
