// `npm run bench -- NAME [options]`, `npm run bench` for all: figures against a peer measured in the same run, one JSON line each.
// What is being done goes to stderr, the figures alone to stdout.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fail } from './lib/fail.mjs';
import { ensureAdminSchema, ensurePackages, ensurePrismaClient } from './lib/install.mjs';
import { ROOT } from './lib/paths.mjs';

const BENCHES = readdirSync(path.join(ROOT, 'bench'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3));
const say = (text) => console.error(`      ${text} …`);

function chosen() {
  const [name, ...options] = process.argv.slice(2);
  if (name === undefined) return { names: BENCHES, options };
  if (existsSync(path.join(ROOT, 'bench', `${name}.ts`))) return { names: [name], options };
  return fail(`There is no bench ${name}. There are: ${BENCHES.join(', ')}. Each says its options with --help.`);
}

/** One bench in a process of its own, on databases of its own. @returns whether all its checks held. */
async function runBench(name, options, server) {
  const { default: pg } = await import('pg');
  const { migrate } = await import('./lib/migrate.mjs');
  const { freePort } = await import('./lib/ports.mjs');
  const { demoEnvironments } = await import('./lib/demo-settings.mjs');
  const id = randomBytes(4).toString('hex');
  const databases = { app: `bench_${name}_${id}`, devstore: `bench_${name}_${id}_devstore` };
  const secrets = {
    apiKey: 'bench-client-id',
    apiSecret: randomBytes(16).toString('hex'),
    masterKey: randomBytes(32).toString('base64'),
    appPassword: randomBytes(16).toString('hex'),
  };
  const web = await freePort(4700);
  const devstore = await freePort(web + 1);
  const settings = demoEnvironments({
    secrets,
    serverUrl: server.url,
    ports: { web, devstore, storefront: await freePort(devstore + 1) },
    appRole: 'regulars_bench',
    databases,
  });
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  for (const database of Object.values(databases)) await admin.query(`create database ${database}`);
  try {
    await migrate({ ownerUrl: settings.ownerUrl, appRole: 'regulars_bench', appPassword: secrets.appPassword });
    const environment = { ...settings.devstore, ...settings.app, LOG_LEVEL: 'error', BENCH_OWNER_URL: settings.ownerUrl };
    return await runProgram(name, ['--import', 'tsx', path.join(ROOT, 'bench', `${name}.ts`), ...options], environment);
  } finally {
    for (const database of Object.values(databases)) await admin.query(`drop database if exists ${database} with (force)`);
    await admin.end();
  }
}

function runProgram(name, args, environment) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...environment } });
    const stop = () => child.kill('SIGTERM');
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop);
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code !== 0) console.error(`      ${name}: a check failed, or it did not come to its end`);
      resolve(code === 0);
    });
  });
}

async function main() {
  const { names, options } = chosen();
  // Random histories are made by a package that only tests need.
  await ensurePackages({ tools: names.includes('histories') });
  await ensureAdminSchema();
  await ensurePrismaClient();
  const { build, isBuilt } = await import('./lib/build.mjs');
  if (!isBuilt()) {
    say('building the app');
    await build();
  }
  const { buildDevstore } = await import('./lib/devstore.mjs');
  await buildDevstore();
  const { startPostgres } = await import('./lib/postgres.mjs');
  const server = await startPostgres({ name: 'bench-postgres', port: 5680 });
  let isRight = true;
  try {
    for (const name of names) {
      say(name);
      isRight = (await runBench(name, options, server)) && isRight;
    }
  } finally {
    await server.stop();
  }
  return isRight ? 0 : 1;
}

process.exit(await main().catch((error) => fail(error.message)));
