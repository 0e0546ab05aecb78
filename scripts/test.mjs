// `npm test`: sets up what the tests need, runs them all, and ends with a line that counts them.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { step } from './lib/console.mjs';
import { fail } from './lib/fail.mjs';
import { ensureAdminSchema, ensurePackages, ensurePrismaClient } from './lib/install.mjs';
import { DATA, ROOT } from './lib/paths.mjs';

const RESULTS = path.join(DATA, 'test-results.json');

const has = (command) => {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** What the machine lacks, said before and not discovered after. */
function sayWhatIsSkipped() {
  if (!has('redis-server')) console.log('        Redis is not installed: the tests of the queue on Redis are skipped (apt-get install redis-server).');
  if (!has('chromium')) console.log('        Chromium is not installed: the tests in the browser are skipped (apt-get install chromium).');
  if (!existsSync(path.join(ROOT, '../shared/data'))) console.log('        ../shared/data is not there: the tests on real data are skipped.');
}

async function main() {
  await step('Packages', () => ensurePackages({ tools: true }));
  await step("Shopify's schema", ensureAdminSchema);
  await step('The Prisma client', ensurePrismaClient);
  const { build, isBuilt } = await import('./lib/build.mjs');
  await step('The app', async (report) => (isBuilt() ? report('already built') : build()));
  const { startPostgres } = await import('./lib/postgres.mjs');
  const given = process.env.TEST_POSTGRES_URL;
  const server = given ? undefined : await step('A PostgreSQL for the tests', () => startPostgres({ name: 'test-postgres', throwaway: true, port: 5580 }));
  sayWhatIsSkipped();
  rmSync(RESULTS, { force: true });
  const code = await runVitest(given ?? server.url);
  await server?.stop();
  return summarise(code);
}

function runVitest(postgresUrl) {
  return new Promise((resolve, reject) => {
    const args = [
      path.join(ROOT, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile=${RESULTS}`,
      ...process.argv.slice(2),
    ];
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, TEST_POSTGRES_URL: postgresUrl },
    });
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => child.kill(signal));
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** The line that counts, last. A file that could not even be loaded counts as failed. */
function summarise(code) {
  if (!existsSync(RESULTS)) fail('The tests did not run to their end.');
  const { numPassedTests: passed, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(readFileSync(RESULTS, 'utf8'));
  const brokenFiles = testResults.filter((file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed')).length;
  const failed = numFailedTests + brokenFiles;
  console.log(`${passed} passed, ${failed} failed, ${numPendingTests + numTodoTests} skipped`);
  return failed > 0 || passed === 0 ? 1 : code;
}

process.exit(await main().catch((error) => fail(error.message)));
