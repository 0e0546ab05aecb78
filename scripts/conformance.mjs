// `npm run conformance -- PATH…`: runs scenarios (files or folders of them) through the real evaluator and ledger on a real database.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { step } from './lib/console.mjs';
import { fail } from './lib/fail.mjs';
import { ensurePackages, ensurePrismaClient } from './lib/install.mjs';
import { ROOT } from './lib/paths.mjs';

const places = process.argv.slice(2);
if (places.length === 0) fail('Name files or folders of scenarios: npm run conformance -- ../shared/conformance tests/conformance');

const ROLE = 'regulars_test';

async function main() {
  await step('Packages', () => ensurePackages({ tools: true }));
  await step('The Prisma client', ensurePrismaClient);
  const { startPostgres } = await import('./lib/postgres.mjs');
  const given = process.env.TEST_POSTGRES_URL;
  const server = given
    ? undefined
    : await step('A PostgreSQL for the scenarios', () => startPostgres({ name: 'conformance-postgres', throwaway: true, port: 5590 }));
  const url = new URL(given ?? server.url);
  const database = `conformance_${randomBytes(6).toString('hex')}`;
  const { default: pg } = await import('pg');
  const owner = new pg.Client({ connectionString: url.href });
  await owner.connect();
  await owner.query(`create database ${database}`);
  url.pathname = `/${database}`;
  const { migrate } = await import('./lib/migrate.mjs');
  await step('Its tables', () => migrate({ ownerUrl: url.href, appRole: ROLE, appPassword: ROLE }));
  const code = await run(url);
  await owner.query(`drop database ${database} with (force)`);
  await owner.end();
  await server?.stop();
  return code;
}

async function run(url) {
  const app = new URL(url);
  app.username = ROLE;
  app.password = ROLE;
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(ROOT, 'tests/support/conformance/main.ts'), ...places], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      NODE_ENV: 'test',
      LOG_LEVEL: 'silent',
      DATABASE_URL: app.href,
      SHOPIFY_API_KEY: 'conformance',
      SHOPIFY_API_SECRET: 'conformance-secret-of-32-characters!',
      SHOPIFY_APP_URL: 'http://127.0.0.1:3000',
      SCOPES: 'read_customers',
      MASTER_KEYS: `1:${randomBytes(32).toString('base64')}`,
      TSX_TSCONFIG_PATH: path.join(ROOT, 'tsconfig.json'),
    },
  });
  const [code] = await once(child, 'exit');
  return code ?? 1;
}

process.exit(await main().catch((error) => fail(error.message)));
