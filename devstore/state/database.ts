import { readFile } from 'node:fs/promises';
import pg from 'pg';

/** What can run a query: the pool, or the client of a running transaction. */
export type Queryable = Pick<pg.Pool, 'query'> | Pick<pg.PoolClient, 'query'>;

const tables = 'devstore/state/tables.sql';
/** Any number will do, as long as only the devstore's start takes it. */
const startLock = 7_204_411;

/**
 * Opens the pool, creates what is missing of schema `devstore`, and raises the id sequence to `idStart`.
 * Safe to call from several processes at once.
 */
export async function openDatabase(url: string, idStart: bigint): Promise<pg.Pool> {
  const pool = new pg.Pool({ connectionString: url, max: 24 });
  // An idle connection that the server closes must not end the process; the next query opens another.
  pool.on('error', () => undefined);
  try {
    await inTransaction(pool, async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [startLock]);
      await client.query(await readFile(tables, 'utf8'));
      await client.query("select setval('devstore.id', $1::bigint, false) from devstore.id where last_value < $1::bigint", [idStart.toString()]);
    });
  } catch (error) {
    await pool.end();
    throw error;
  }
  return pool;
}

/** Runs `work` in one transaction: committed when it returns, rolled back when it throws. */
export async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    client.release();
    return result;
  } catch (error) {
    // A connection that cannot even roll back is closed instead of going back to the pool.
    const broken = await client.query('rollback').then(
      () => false,
      () => true,
    );
    client.release(broken);
    throw error;
  }
}
