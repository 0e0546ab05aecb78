import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, inject } from 'vitest';
import { demoEnvironments } from '../../scripts/lib/demo-settings.mjs';
import { DEVSTORE } from '../../scripts/lib/devstore.mjs';
import { devstoreApi } from '../../scripts/lib/devstore-api.mjs';
import { startProgram } from '../../scripts/lib/processes.mjs';
import { APP_PASSWORD, APP_ROLE, databaseUrl, onServer, SERVER_URL } from './postgres';
import { freePort } from './ports';

/** A browser's name: Shopify's library sends programs away. */
export const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

/** Each store's shop window has a port of its own, one behind the other. */
const STORES_MAX = 8;

export interface Stack {
  appUrl: string;
  devstoreUrl: string;
  secret: string;
  clientId: string;
  devstore: ReturnType<typeof devstoreApi>;
  /** Addresses of the storefronts, by domain. */
  storefronts: Record<string, string>;
  appDatabaseUrl: string;
  /** Where web and worker tell their metrics. */
  metricsUrls: string[];
  devstoreDatabaseUrl: string;
  program(name: 'web' | 'worker' | 'devstore'): ReturnType<typeof startProgram>;
  /** Starts a program again, e.g. after it was killed. */
  restart(name: 'web' | 'worker' | 'devstore'): Promise<void>;
}

/**
 * The whole thing for one test file: the built app (web and worker) and a devstore, each a process of its own, on databases
 * of their own. `environment` is added to the app's.
 */
export function useStack(environment: Record<string, string> = {}): Stack {
  const id = randomBytes(5).toString('hex');
  const databases = { app: `regulars_test_${id}`, devstore: `devstore_test_${id}` };
  const programs = new Map<string, ReturnType<typeof startProgram>>();
  const start: Record<string, () => ReturnType<typeof startProgram>> = {};
  const stack = {} as Stack;

  beforeAll(async () => {
    await onServer(`create database ${databases.app} template ${inject('template')}`);
    await onServer(`create database ${databases.devstore}`);
    const secrets = {
      apiKey: 'test-client-id',
      apiSecret: randomBytes(16).toString('hex'),
      masterKey: randomBytes(32).toString('base64'),
      appPassword: APP_PASSWORD,
    };
    const ports = { web: await freePort(), devstore: await freePort(), storefront: await freePort(STORES_MAX) };
    const metrics = { web: await freePort(), worker: await freePort() };
    const settings = demoEnvironments({ secrets, serverUrl: SERVER_URL, ports, appRole: APP_ROLE, databases });
    const app = { ...settings.app, LOG_LEVEL: 'info', ...environment };
    start['devstore'] = () => startProgram(`devstore-${id}`, [DEVSTORE], { ...settings.devstore, NODE_ENV: 'production' });
    start['web'] = () => startProgram(`web-${id}`, ['scripts/web.mjs'], { ...app, METRICS_PORT: String(metrics.web) });
    start['worker'] = () => startProgram(`worker-${id}`, ['scripts/worker.mjs'], { ...app, METRICS_PORT: String(metrics.worker) });
    for (const [name, launch] of Object.entries(start)) programs.set(name, launch());
    const [ready] = (await Promise.all([...programs.values()].map((program) => program.ready))) as [{ storefronts: Record<string, string> }, ...unknown[]];
    Object.assign(stack, {
      appUrl: settings.appUrl,
      devstoreUrl: settings.devstoreUrl,
      secret: secrets.apiSecret,
      clientId: secrets.apiKey,
      devstore: devstoreApi(settings.devstoreUrl),
      storefronts: ready.storefronts,
      metricsUrls: Object.values(metrics).map((port) => `http://127.0.0.1:${port}/metrics`),
      appDatabaseUrl: databaseUrl(databases.app, 'owner'),
      devstoreDatabaseUrl: databaseUrl(databases.devstore, 'owner'),
    });
  });
  afterAll(async () => {
    await Promise.all([...programs.values()].map((program) => program.stop()));
    for (const name of Object.values(databases)) await onServer(`drop database if exists ${name} with (force)`);
  });

  const program: Stack['program'] = (name) => {
    const found = programs.get(name);
    if (!found) throw new Error(`${name} has not been started.`);
    return found;
  };
  return Object.assign(stack, {
    program,
    async restart(name: 'web' | 'worker' | 'devstore') {
      await program(name).stop();
      const again = start[name]?.();
      if (!again) throw new Error(`${name} has not been started.`);
      programs.set(name, again);
      await again.ready;
    },
  });
}

/** Waits until `condition` gives something true, and returns it. @throws Error naming what did not happen. */
export async function eventually<T>(what: string, condition: () => Promise<T | false | null | undefined>, timeoutMs = 60_000): Promise<T> {
  let lastError: unknown;
  for (const end = Date.now() + timeoutMs; Date.now() < end;) {
    try {
      const value = await condition();
      if (value) return value;
    } catch (error) {
      lastError = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`It did not happen within ${timeoutMs} ms: ${what}`, { cause: lastError });
}
