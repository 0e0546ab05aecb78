import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { appScopes } from '../../scripts/lib/demo-settings.mjs';
import { DEVSTORE, DEVSTORE_HISTORY } from '../../scripts/lib/devstore.mjs';
import { devstoreApi } from '../../scripts/lib/devstore-api.mjs';
import { startProgram } from '../../scripts/lib/processes.mjs';
import { databaseUrl, onServer } from './postgres';
import { freePort } from './ports';

const port = await freePort();
const receiverPort = await freePort();
/** Import this before anything of the app: the app reads its environment once, and this puts the devstore's address there. */
export const DEVSTORE_ORIGIN = `http://127.0.0.1:${port}`;
Object.assign(process.env, { SHOPIFY_EMULATOR_ORIGIN: DEVSTORE_ORIGIN, SCOPES: String(appScopes()) });

export interface ReceivedWebhook {
  topic: string;
  triggeredAt: Date | null;
  body: Buffer;
}

export interface TestDevstore {
  /** Its database, for looking at its documents. */
  database: string;
  api: ReturnType<typeof devstoreApi>;
  /** What the devstore has delivered to the app's address, as it came. */
  webhooks: ReceivedWebhook[];
  /** Waits until no bulk operation of a store is under way. */
  bulkIdle(domain: string): Promise<void>;
  /** What goes wrong with bulk operations of a store from now on; what is not named goes right. */
  setBulkFaults(
    domain: string,
    faults: { endEarlyShare?: number; failAfterObjects?: number; bytesPerSecond?: number; dropAfterBytes?: number; expired?: boolean },
  ): Promise<void>;
}

/**
 * A devstore of this test file's own, a process with a database. `histories` are the stores it begins with: options of
 * the devstore's `history generate`. They have the largest plan, so that nobody waits for API points who does not mean to.
 */
export function useDevstore(histories: readonly string[][]): TestDevstore {
  const database = `devstore_test_${randomBytes(5).toString('hex')}`;
  const webhooks: ReceivedWebhook[] = [];
  const receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const triggeredAt = request.headers['x-shopify-triggered-at'];
      webhooks.push({
        topic: String(request.headers['x-shopify-topic']),
        triggeredAt: triggeredAt ? new Date(String(triggeredAt)) : null,
        body: Buffer.concat(chunks),
      });
      response.end();
    });
  });
  const environment = {
    DEVSTORE_DATABASE_URL: databaseUrl(database, 'owner'),
    DEVSTORE_PORT: String(port),
    DEVSTORE_APP_URL: `http://127.0.0.1:${receiverPort}`,
    SHOPIFY_API_KEY: process.env['SHOPIFY_API_KEY'] ?? '',
    SHOPIFY_API_SECRET: process.env['SHOPIFY_API_SECRET'] ?? '',
  };
  const pool = new pg.Pool({ connectionString: environment.DEVSTORE_DATABASE_URL, max: 1 });
  pool.on('error', () => undefined);
  let program: ReturnType<typeof startProgram> | undefined;
  beforeAll(async () => {
    receiver.listen(receiverPort, '127.0.0.1');
    await onServer(`create database ${database}`);
    for (const options of histories) await run([DEVSTORE_HISTORY, 'generate', '--plan', 'shopify_plus', ...options], environment);
    program = startProgram(database, [DEVSTORE], {
      ...environment,
      DEVSTORE_STOREFRONT_PORT: String(await freePort(histories.length)),
    });
    await program.ready;
  });
  afterAll(async () => {
    await program?.stop();
    await pool.end();
    receiver.close();
    receiver.closeAllConnections();
    await onServer(`drop database if exists ${database} with (force)`);
  });
  return {
    database,
    api: devstoreApi(DEVSTORE_ORIGIN),
    webhooks,
    async bulkIdle(domain) {
      const unfinished = () => pool.query("select from devstore.bulk_operation where domain = $1 and status in ('CREATED', 'RUNNING', 'CANCELING')", [domain]);
      while ((await unfinished()).rowCount) await sleep(50);
    },
    async setBulkFaults(domain, faults) {
      const answer = await fetch(`${DEVSTORE_ORIGIN}/_devstore/bulk-faults`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ domain, ...faults }),
      });
      if (!answer.ok) throw new Error(`The devstore refused the faults: ${await answer.text()}`);
    },
  };
}

/** Runs a Node program to its end. @throws Error with its last words when it fails. */
function run(args: string[], environment: Record<string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { env: { ...process.env, ...environment }, stdio: ['ignore', 'ignore', 'pipe'] });
    let lastWords = '';
    child.stderr.on('data', (chunk: Buffer) => (lastWords = (lastWords + chunk.toString()).slice(-2000)));
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${args.join(' ')} ended with ${code}:\n${lastWords}`))));
  });
}
