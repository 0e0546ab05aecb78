import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { DEVSTORE_HISTORY } from '../../scripts/lib/devstore.mjs';

const run = promisify(execFile);

/** Gives a devstore's shop a generated past, or makes the shop when it is not there. */
export async function generateHistory(
  devstoreDatabaseUrl: string,
  domain: string,
  options: { customers: number; months?: number; seed?: number; currency?: string; timezone?: string },
): Promise<void> {
  const flags = Object.entries({ months: 6, seed: 1, ...options }).flatMap(([name, value]) => [`--${name}`, String(value)]);
  await run(process.execPath, [DEVSTORE_HISTORY, 'generate', '--domain', domain, ...flags], {
    env: { ...process.env, DEVSTORE_DATABASE_URL: devstoreDatabaseUrl },
    maxBuffer: 10_000_000,
  });
}
