import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import pg from 'pg';
import { devstoreApi } from '../../scripts/lib/devstore-api.mjs';
import { migrate } from '../../scripts/lib/migrate.mjs';
import { startPostgres } from '../../scripts/lib/postgres.mjs';
import { startPrograms } from './programs';
import { faultSettings } from './settings';

const run = promisify(execFile);
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

export interface StageOptions {
  /** A server for the devstore's database: it outlives what happens to the app's. */
  serverUrl: string;
  redisUrl?: string;
  /** Name of the app's own cluster, which is stopped and crashed. */
  cluster: string;
}

/** The built app on a PostgreSQL of its own, and a devstore beside it: everything may be killed and comes back. */
export async function openStage({ serverUrl, redisUrl, cluster }: StageOptions) {
  let server = await startPostgres({ name: cluster, port: 5720 });
  const port = Number(new URL(server.url).port);
  const settings = await faultSettings({ appServerUrl: server.url, devstoreServerUrl: serverUrl, ...(redisUrl && { redisUrl }) });
  const { id, databases } = settings;
  await onServer(server.url, `create database ${databases.app}`);
  await onServer(serverUrl, `create database ${databases.devstore}`);
  await migrate({ ownerUrl: settings.ownerUrl, appRole: settings.appRole, appPassword: settings.appPassword });

  const programs = await startPrograms(id, settings);
  const crm = pool(settings.ownerUrl);
  const store = pool(settings.devstoreUrlOfDatabase);

  return {
    crm,
    store,
    /** The app's settings, for a program that uses its code. */
    settings: settings.app,
    appUrl: settings.appUrl,
    devstore: devstoreApi(settings.devstoreUrl),
    /** Without a word; what it had in hand is left as it lies. */
    killWorker: () => programs.killWorker(),
    async restartDatabase(how: 'SIGINT' | 'SIGQUIT') {
      await server.stop(how);
      server = await startPostgres({ name: cluster, port });
      if (Number(new URL(server.url).port) !== port) throw new Error('The database came back at another port.');
    },
    ended: () => programs.ended(),
    /** A program that uses the app's own code with the app's settings. @returns what it printed. */
    async ask(file: string, ...args: string[]): Promise<string> {
      const { stdout } = await run(process.execPath, ['--import', 'tsx', file, ...args], {
        env: Object.assign({}, process.env, settings.app, { LOG_LEVEL: 'fatal' }),
        maxBuffer: 2 ** 28,
      });
      return stdout;
    },
    async install(domain: string) {
      const devstore = devstoreApi(settings.devstoreUrl);
      await devstore.post(`/${domain}/install`);
      const { token } = (await devstore.post(`/${domain}/session-token`)) as { token: string };
      const host = Buffer.from(`admin.shopify.com/store/${domain.split('.')[0]}`).toString('base64');
      const query = new URLSearchParams({ embedded: '1', shop: domain, host, id_token: token, locale: 'en' });
      const answer = await fetch(`${settings.appUrl}/app?${query}`, { headers: { 'user-agent': BROWSER } });
      if (!answer.ok) throw new Error(`The app answered its first page with ${answer.status}.`);
    },
    async close() {
      await Promise.all([crm.end(), store.end()]);
      await programs.stop();
      await onServer(server.url, `drop database if exists ${databases.app} with (force)`);
      await server.stop();
      await onServer(serverUrl, `drop database if exists ${databases.devstore} with (force)`);
    },
  };
}
export type Stage = Awaited<ReturnType<typeof openStage>>;

function pool(connectionString: string): pg.Pool {
  const made = new pg.Pool({ connectionString, max: 3 });
  made.on('error', () => undefined);
  return made;
}

async function onServer(connectionString: string, sql: string) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}
