import { readdirSync } from 'node:fs';
import path from 'node:path';
import { database } from './client.server';

let wanted: string[] | undefined;
/** The migrations that this version of the code was written for: they stand beside it. */
function wantedMigrations(): string[] {
  wanted ??= readdirSync(path.resolve('prisma/migrations'), { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
  return wanted;
}

const PATIENCE_MS = 2000;

/** Why the database cannot be worked with: it does not answer, or it is older than the code. `null` when it can. */
export async function databaseProblem(): Promise<string | null> {
  const asking = database()
    .pool.query<{ name: string }>('select missing_migrations($1) as name', [wantedMigrations()])
    .then(
      ({ rows }) => (rows[0] ? `the database lacks the migration ${rows[0].name}: run npm run migrate` : null),
      () => 'the database does not answer',
    );
  return Promise.race([asking, new Promise<string>((resolve) => setTimeout(() => resolve('the database does not answer in time'), PATIENCE_MS).unref())]);
}

/** Depths and ages over all shops, by name; see the function in the migrations. */
export async function operationCounts(): Promise<Record<string, number>> {
  const { rows } = await database().pool.query<{ name: string; value: number }>('select name, value from operation_counts()');
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

/** The connections of this process's pool. */
export function poolCounts(): Record<string, number> {
  const { totalCount, idleCount, waitingCount } = database().pool;
  return { total: totalCount, idle: idleCount, waiting: waitingCount };
}
