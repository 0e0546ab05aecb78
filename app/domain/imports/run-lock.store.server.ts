import { database } from '~/db/client.server';

/**
 * Lets one worker at a time work on a run; no other waits for it. The lock belongs to a connection, so it goes with the
 * process that held it. It only spares work: that nothing is applied twice is held by the marks of the phases.
 * @returns what `work` gives, or `null` when somebody else is at it.
 */
export async function withRunLock<T>(shopId: bigint, runId: bigint, work: () => Promise<T>): Promise<T | null> {
  const connection = await database().pool.connect();
  const name = `import:${runId}`;
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
