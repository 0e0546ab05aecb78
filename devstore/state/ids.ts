import type { Pool } from 'pg';
import { inTransaction, type Queryable } from './database.ts';
import type { Id } from './model/values.ts';

/** The next id, as decimal text. */
export async function nextId(db: Queryable): Promise<Id> {
  const [id] = await nextIds(db, 1);
  if (id === undefined) throw new Error('The id sequence gave nothing.');
  return id;
}

/** `count` fresh ids, ascending. */
export async function nextIds(db: Queryable, count: number): Promise<Id[]> {
  const { rows } = await db.query<{ id: string }>("select nextval('devstore.id') as id from generate_series(1, $1::int)", [count]);
  return rows.map((row) => row.id);
}

/** Sets aside `count` consecutive ids, for bulk loads, and returns the first. In a transaction of its own. */
export function reserveIds(pool: Pool, count: number): Promise<bigint> {
  return inTransaction(pool, async (client) => {
    // ALTER takes the lock that conflicts with nextval, so nobody draws an id between reading and moving the sequence.
    await client.query('alter sequence devstore.id cache 1');
    const { rows } = await client.query<{ first: string }>("select nextval('devstore.id') as first");
    const first = BigInt(rows[0]?.first ?? 0);
    await client.query("select setval('devstore.id', $1::bigint)", [(first + BigInt(count) - 1n).toString()]);
    return first;
  });
}
