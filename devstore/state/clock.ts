import type { Pool, PoolClient } from 'pg';
import type { Instant } from './model/values.ts';

/** The stores' time: the machine's, moved forward by as much as the time panel has said. */
export interface Clock {
  now(): Promise<Date>;
  /** How far it is ahead of the machine, in milliseconds. */
  offsetMs(): Promise<number>;
  /** Moves forward, never back. @throws RangeError when `ms` is negative. */
  advance(ms: number): Promise<Date>;
}

export const instant = (date: Date): Instant => date.toISOString();

/** A clock whose offset is kept in `devstore.clock`, so that it survives a restart and is one for all processes. */
export function createClock(db: Pool | PoolClient): Clock {
  const offsetMs = async () => Number((await db.query<{ offset_ms: string }>('select offset_ms from devstore.clock')).rows[0]?.offset_ms ?? 0);
  return {
    offsetMs,
    now: async () => new Date(Date.now() + (await offsetMs())),
    async advance(ms) {
      if (ms < 0) throw new RangeError('The clock only moves forward.');
      await db.query(
        'insert into devstore.clock (one, offset_ms) values (true, $1) on conflict (one) do update set offset_ms = devstore.clock.offset_ms + excluded.offset_ms',
        [ms],
      );
      return new Date(Date.now() + (await offsetMs()));
    },
  };
}
