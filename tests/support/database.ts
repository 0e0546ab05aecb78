import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { closeDatabase } from '~/db/client.server';
import { databaseUrl, onServer } from './postgres';

export interface TestDatabase {
  name: string;
  /** As the owner, who sees all tenants: for looking at what was written. */
  ownerPool: pg.Pool;
}

/**
 * A fresh database for this test file, cloned from the migrated template; the app's own pool is connected to it, as a
 * role that row-level security holds. Call it at the top of a file.
 */
export function useDatabase(): TestDatabase {
  const name = process.env['TEST_DATABASE'];
  if (!name) throw new Error('tests/support/environment.ts has not run.');
  const ownerPool = new pg.Pool({ connectionString: databaseUrl(name, 'owner'), max: 4 });
  ownerPool.on('error', () => undefined);
  beforeAll(() => onServer(`create database ${name} template ${inject('template')}`));
  afterAll(async () => {
    await closeDatabase();
    await ownerPool.end();
    await onServer(`drop database if exists ${name} with (force)`);
  });
  return { name, ownerPool };
}
