import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { buildDevstore } from '../../scripts/lib/devstore.mjs';
import { migrate } from '../../scripts/lib/migrate.mjs';
import { APP_PASSWORD, APP_ROLE, databaseUrl, SERVER_URL } from './postgres';

/** Changes with the migrations, so that a template made for older ones is not used. */
function templateName(): string {
  const folder = path.resolve('prisma/migrations');
  const hash = createHash('sha256');
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (entry.endsWith('.sql')) hash.update(entry).update(readFileSync(path.join(folder, entry)));
  }
  return `regulars_template_${hash.digest('hex').slice(0, 12)}`;
}

/** Builds the devstore, and migrates one template database, which every test file clones. */
export async function setup({ provide }: { provide: (key: 'template', value: string) => void }): Promise<void> {
  await buildDevstore();
  const template = templateName();
  const server = new pg.Client({ connectionString: SERVER_URL });
  await server.connect().catch((error: Error) => {
    throw new Error(`No PostgreSQL to test on at ${new URL(SERVER_URL).host} (${error.message}). Run: npm test`);
  });
  try {
    // Two test runs at the same time make one template.
    await server.query("select pg_advisory_lock(hashtext('regulars test template'))");
    const { rowCount } = await server.query('select from pg_database where datname = $1', [template]);
    if (!rowCount) {
      await server.query(`create database ${template}_new`);
      await migrate({ ownerUrl: databaseUrl(`${template}_new`, 'owner'), appRole: APP_ROLE, appPassword: APP_PASSWORD });
      await server.query(`alter database ${template}_new rename to ${template}`);
    }
  } catch (error) {
    await server.query(`drop database if exists ${template}_new with (force)`);
    throw error;
  } finally {
    await server.end();
  }
  provide('template', template);
}

declare module 'vitest' {
  export interface ProvidedContext {
    template: string;
  }
}
