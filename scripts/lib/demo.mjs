import { spawn } from 'node:child_process';
import path from 'node:path';
import pg from 'pg';
import { step } from './console.mjs';
import { APP_ROLE, demoEnvironments, demoSecrets } from './demo-settings.mjs';
import { startViews } from './demo-views.mjs';
import { buildDevstore, DEVSTORE, DEVSTORE_HISTORY } from './devstore.mjs';
import { devstoreApi } from './devstore-api.mjs';
import { migrate } from './migrate.mjs';
import { ROOT } from './paths.mjs';
import { freePort } from './ports.mjs';
import { removePostgres, startPostgres } from './postgres.mjs';
import { startProgram } from './processes.mjs';

const DOMAIN = 'regulars-demo.myshopify.com';
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

/** The demo, once everything it needs is installed and built. */
export async function runDemo(options, running, stop) {
  await buildDevstore();
  const serverUrl = await step('The database', () => openServer(options, running));
  const ports = { web: await freePort(Number(options.port)), devstore: await freePort(4400), storefront: 4401 };
  if (ports.devstore >= ports.storefront) ports.storefront = ports.devstore + 1;
  const secrets = demoSecrets();
  const settings = demoEnvironments({ secrets, serverUrl, ports });
  await step('Tables', async () => {
    await createDatabases(serverUrl, ['regulars', 'devstore']);
    await migrate({ ownerUrl: settings.ownerUrl, appRole: APP_ROLE, appPassword: secrets.appPassword });
  });
  await step(options.history ? `The store's past from ${path.basename(options.history)}` : "The store's past", (report) =>
    fillStore(options, settings, report),
  );

  const programs = await step('The store, the app and its worker', async () => {
    const devstore = startProgram('devstore', [DEVSTORE], settings.devstore);
    const web = startProgram('web', ['scripts/web.mjs'], settings.app);
    const worker = startProgram('worker', ['scripts/worker.mjs'], settings.app);
    running.push(devstore, worker, web);
    for (const program of running) program.ended?.then((how) => stop(1, `The ${program.name} has ended (${how}):\n${program.lastWords()}`));
    const [addresses] = await Promise.all([devstore.ready, web.ready, worker.ready]);
    return addresses;
  });
  const devstore = devstoreApi(settings.devstoreUrl);
  await step('Regulars installed in the store', () => installApp(devstore, settings));
  const imported = await isImported(settings.ownerUrl);
  const views = await startViews(devstore, running);
  printAddresses(programs, settings, imported, views);
}

async function openServer(options, running) {
  if (options.reset) removePostgres();
  if (process.env.DATABASE_OWNER_URL) return process.env.DATABASE_OWNER_URL;
  const server = await startPostgres();
  running.push(server);
  return server.url;
}

async function createDatabases(serverUrl, names) {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    for (const name of names) {
      const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
      if (!rowCount) await client.query(`create database ${client.escapeIdentifier(name)}`);
    }
  } finally {
    await client.end();
  }
}

/** Fills the store when it is empty. What the generator says of its progress is passed on. */
async function fillStore(options, { devstore }, report) {
  if (await isFilled(devstore.DEVSTORE_DATABASE_URL)) return report('already there (--reset makes another)');
  const common = ['--domain', DOMAIN];
  for (const name of ['timezone', 'currency']) if (options[name]) common.push(`--${name}`, options[name]);
  const args = options.history
    ? [
        'load',
        ...common,
        '--file',
        path.resolve(options.history),
        ...(options.columns ? ['--columns', options.columns] : []),
        ...(options.country ? ['--country', options.country] : []),
      ]
    : ['generate', ...common, '--customers', options.customers, '--months', options.months, '--seed', options.seed];
  await runTelling([DEVSTORE_HISTORY, ...args], devstore, report);
}

function isFilled(url) {
  return asking(url, async (client) => {
    // The past is written in one transaction: it is there as a whole or not at all.
    const { rows } = await client.query(`select to_regclass('devstore."order"') is not null as there`);
    if (!rows[0].there) return false;
    const { rowCount } = await client.query('select from devstore."order" where domain = $1 limit 1', [DOMAIN]);
    return rowCount > 0;
  });
}

/** Whether the CRM has read the whole store once. */
function isImported(url) {
  return asking(url, async (client) => {
    const { rowCount } = await client.query("select from import_run join shop using (shop_id) where domain = $1 and import_run.status = 'done' limit 1", [
      DOMAIN,
    ]);
    return rowCount > 0;
  });
}

async function asking(url, question) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await question(client);
  } finally {
    await client.end();
  }
}

function runTelling(args, env, report) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk) => {
      said = (said + chunk).slice(-4000);
      const line = said
        .trim()
        .split(/[\r\n]/)
        .at(-1);
      if (line) report(line.replace('\x1b[K', ''));
    });
    child.stdout.resume();
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(said))));
  });
}

/** Does what a merchant's first click does: the store installs the app and opens its first page. */
async function installApp(devstore, { appUrl }) {
  await devstore.post(`/${DOMAIN}/install`, {});
  const { token } = await devstore.post(`/${DOMAIN}/session-token`, {});
  const handle = DOMAIN.split('.')[0];
  const query = new URLSearchParams({
    embedded: '1',
    shop: DOMAIN,
    host: Buffer.from(`admin.shopify.com/store/${handle}`).toString('base64'),
    id_token: token,
    locale: 'en',
  });
  const answer = await fetch(`${appUrl}/app?${query}`, { headers: { 'user-agent': BROWSER } });
  if (!answer.ok) throw new Error(`The app answered its first page with ${answer.status}. Its log: .data/logs/web.log`);
}

function printAddresses({ admin, storefronts }, { appUrl }, imported, views) {
  const handle = DOMAIN.split('.')[0];
  const state = imported ? 'The store has been imported before.' : "The first import is running: the app's home page shows how far it is.";
  console.log(`
  Regulars in the store's admin   ${admin}/admin/${handle}/apps/regulars
  The same in Chinese             ${admin}/admin/${handle}/apps/regulars?locale=zh-CN
  The storefront                  ${storefronts[DOMAIN]}
  The store's staff pages         ${admin}/admin/${handle}

  ${state}
  Buy something in the storefront, and see it in Regulars seconds later. The app itself answers at ${appUrl};
  logs are in .data/logs/. Ctrl-C stops everything.
`);
  if (views) console.log(`  ${views}\n`);
}
