import { database } from './client.server';

/**
 * Lets one worker at a time do something for a shop; no other waits for it. The lock belongs to a connection, so it goes with
 * the process that held it. It only spares work: that nothing is done twice must be held by the rows themselves.
 * @returns what `work` gives, or `null` when somebody else is at it.
 */
export async function withTryLock<T>(shopId: bigint, name: string, work: () => Promise<T>): Promise<T | null> {
  const connection = await database().pool.connect();
  let broken: Error | undefined;
  try {
    const { rows } = await connection.query<{ locked: boolean }>('select pg_try_advisory_lock(hashtextextended($1, $2)) as locked', [name, shopId]);
    if (!rows[0]?.locked) return null;
    try {
      return await work();
    } finally {
      await connection.query('select pg_advisory_unlock(hashtextextended($1, $2))', [name, shopId]).catch((error: Error) => {
        // A connection that still holds the lock must not go back to the pool.
        broken = error;
      });
    }
  } finally {
    connection.release(broken);
  }
}
