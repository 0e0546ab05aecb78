import type { Pool } from 'pg';
import { reserveIds } from '../state/ids.ts';
import type { Id } from '../state/model/values.ts';

const BLOCK = 1_000_000;

/** Consecutive ids, from blocks of the store's one sequence. */
export class Ids {
  private next = 0n;
  private left = 0;

  constructor(private readonly pool: Pool) {}

  /** Makes sure that `take` can be called `count` times. Ids left of an earlier block are given up. */
  async ensure(count: number): Promise<void> {
    if (this.left >= count) return;
    const size = Math.max(BLOCK, count);
    this.next = await reserveIds(this.pool, size);
    this.left = size;
  }

  /** @throws RangeError when more ids are taken than were ensured. */
  take(): Id {
    if (this.left === 0) throw new RangeError('No ids were set aside.');
    this.left -= 1;
    return (this.next++).toString();
  }

  /** `count` ids in a row; returns the first. @throws RangeError as `take` does. */
  takeRow(count: number): bigint {
    if (this.left < count) throw new RangeError('Not enough ids were set aside.');
    const first = this.next;
    this.next += BigInt(count);
    this.left -= count;
    return first;
  }
}
